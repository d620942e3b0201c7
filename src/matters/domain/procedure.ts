import { z } from 'zod'
import { fieldSchema } from '../../kernel/form/schema.ts'
import { roles } from '../../kernel/actor.ts'

// The closed vocabulary in which one file says everything about one kind of matter. What is not here can't happen.

export const doors = ['portal', 'desk', 'field', 'upstream', 'open311'] as const
export type Door = (typeof doors)[number]

/** Points in a matter's life at which clocks start and stop. An action says which it reaches. */
export const moments = [
  'filed',
  'accepted',
  'dispatched',
  'first-contact',
  'answered',
  'verified',
  'closed',
  'assigned',
  'signed',
  'reported',
] as const
export type Moment = (typeof moments)[number]

/** Who holds a stage: a role in the unit that does that work for the area, the assigned units, a role in the lead unit, or the resident. */
export const holders = [...roles, 'assigned', 'lead', 'lead-approver', 'filer', 'resident'] as const
export type Holder = (typeof holders)[number]

/** Why a clock may stand still. */
export const pauses = ['asked-for-more', 'appraisal', 'third-party', 'force-majeure'] as const
export type Pause = (typeof pauses)[number]

/** What an action's form is kept as, beside the timeline. */
export const records = ['answer', 'verification', 'rating', 'question', 'reply', 'note', 'decline'] as const

/** Counters a matter keeps, for warnings about matters, never about people. */
export const counters = ['reworked', 'reopened', 'returned', 'urged', 'joined', 'extended', 'handedUp'] as const
export type Counter = (typeof counters)[number]

/** Standing actions, which every matter has unless its procedure switches them off. */
export const standingActions = [
  'note',
  'attach',
  'ask',
  'reply',
  'sign',
  'return',
  'grant-return',
  'refuse-return',
  'transfer',
  'request-time',
  'grant-time',
  'refuse-time',
  'report',
  'urge',
  'supervise',
  'apply-exclusion',
  'grant-exclusion',
  'refuse-exclusion',
  'correct',
  'merge',
  'join',
  'withdraw',
  'restrict',
  'redact',
  'release',
  'unrelease',
  'archive',
] as const
export type StandingAction = (typeof standingActions)[number]

const text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const name = z.string().regex(/^[a-z][a-z0-9-]*$/)

export const limitSchema = z.strictObject({
  value: z.number().int().positive(),
  unit: z.enum(['workday', 'calday', 'localday', 'workhour', 'hour', 'minute', 'month', 'year']),
  closing: z.enum(['day-end', 'office']).optional(),
  source: z.string().optional(),
  confidence: z.string().optional(),
})

const clockSchema = z.strictObject({
  title: text,
  /** One for the matter, or one for each assignment. */
  per: z.enum(['matter', 'assignment']).default('matter'),
  /** Of a clock per assignment: whose share has it; everyone's when absent. */
  part: z.enum(['lead', 'assistant']).optional(),
  from: z.enum(moments),
  until: z.enum(moments),
  /** A limit, or the name of a limit that the category (or the dispatcher's order, or the upstream order) gives. */
  limit: z.union([limitSchema, z.enum(['category.respond', 'category.handle', 'order'])]),
  /** Used when the category gives none. */
  fallback: limitSchema.optional(),
  warn: z.array(z.number().gt(0).lt(1)).default([0.5, 0.8]),
  breach: z.array(z.strictObject({ notify: z.enum(holders).optional(), escalate: z.enum(roles).optional() })).default([]),
  pauses: z.array(z.enum(pauses)).default([]),
  extend: z
    .strictObject({
      max: z.number().int().min(0),
      limit: limitSchema.optional(),
      by: z.enum(holders),
      tell: z.enum(['resident']).optional(),
    })
    .optional(),
  /** Whether the resident sees it. */
  shown: z.boolean().default(true),
})

const tellSchema = z.strictObject({ whom: z.enum(holders), template: name })

const actionSchema = z.strictObject({
  title: text,
  /** Who may take it; the stage's holder when absent. */
  by: z.array(z.enum(holders)).optional(),
  /** The stage that follows; the same one when absent. */
  to: name.optional(),
  /** Another stage from the third time on, in which a named supervisor decides. */
  fromThird: name.optional(),
  form: z.array(fieldSchema).default([]),
  /** Facts of the matter that the form's values set. */
  set: z.array(z.enum(['category', 'place', 'nature'])).default([]),
  /** Makes assignments: exactly one lead, and assistants or not. */
  assign: z
    .strictObject({ assistants: z.boolean().default(true), listItem: z.enum(['required', 'optional']).default('optional') })
    .optional(),
  /** Opens the last lead's assignment again: a "not fixed" reaches the unit that answered. */
  reassign: z.boolean().optional(),
  records: z.enum(records).optional(),
  reaches: z.array(z.enum(moments)).default([]),
  counts: z.enum(counters).optional(),
  outcome: name.optional(),
  /** CEL over the matter's facts (see factTypes). */
  when: z.string().optional(),
  /** Only within this time after the matter was answered. */
  within: limitSchema.optional(),
  /** Refused to whoever handled the matter: verification is by someone else. */
  notByHandler: z.boolean().optional(),
  tell: z.array(tellSchema).default([]),
  /** How the screen shows it. */
  weight: z.enum(['primary', 'normal', 'danger']).default('normal'),
})

const stageSchema = z.strictObject({
  title: text,
  /** Said to the resident, in plain words; {unit} is who holds it. */
  plain: text,
  holder: z.enum(holders).optional(),
  actions: z.record(name, actionSchema).default({}),
  /** An ordinary transition by the system, some time after the stage was entered. */
  then: z.strictObject({ after: limitSchema, to: name, outcome: name.optional() }).optional(),
  final: z.boolean().optional(),
})

export const procedureSchema = z.strictObject({
  id: name,
  title: text,
  source: z.string().min(1),
  intake: z.strictObject({
    doors: z.array(z.enum(doors)).min(1),
    /** Staff roles that may file; residents may file through the portal when it is among the doors. */
    by: z.array(z.enum(roles)).default([]),
    natures: z.array(z.strictObject({ id: name, title: text, hint: text.optional() })).default([]),
    anonymous: z.boolean().default(false),
    /** The category tree of the district that this kind uses. */
    categories: name,
    form: z.array(fieldSchema).min(1),
  }),
  /** The stage in which a matter begins: the first whose condition holds. */
  start: z
    .array(
      z.strictObject({
        if: z.string().optional(),
        stage: name,
        /** Moments that filing itself reaches beside `filed`. Whoever files with `answered` did the work on the spot, and so is its handler. */
        reaches: z.array(z.enum(moments)).default([]),
      }),
    )
    .min(1),
  sensitivity: z.strictObject({
    default: z.enum(['ordinary', 'sealed']),
    when: z.array(z.strictObject({ if: z.string(), then: z.enum(['ordinary', 'sealed']) })).default([]),
  }),
  clocks: z.record(name, clockSchema).default({}),
  stages: z.record(name, stageSchema),
  outcomes: z.record(name, text).default({}),
  standing: z.strictObject({ off: z.array(z.enum(standingActions)).default([]) }).prefault({}),
  documents: z.array(z.enum(['acceptance-note', 'work-order', 'reply'])).default([]),
  rating: z.enum(['five', 'three']).optional(),
  publish: z.strictObject({ by: z.enum(roles), fields: z.array(z.enum(['category', 'street', 'month', 'answer', 'text'])) }).optional(),
  retention: z.strictObject({ whole: limitSchema, contact: limitSchema }),
})

export type Procedure = z.output<typeof procedureSchema>
export type Stage = Procedure['stages'][string]
export type Action = Stage['actions'][string]
export type ClockDefinition = Procedure['clocks'][string]

/** A procedure as it is kept: by the digest of its text, so that a running matter stays on the version it began with. */
export interface StoredProcedure {
  readonly digest: string
  readonly procedure: Procedure
}
