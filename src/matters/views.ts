import { z } from 'zod'

// What staff screens receive. Names are already in the reader's language; personal parts are masked or absent as far as the reader may see.

const named = z.object({ id: z.string(), name: z.string() })
const point = z.object({ lon: z.number(), lat: z.number() })

/** What is left of a clock, as people say it, and the exact moment. */
export const leftView = z.object({
  due: z.iso.datetime(),
  late: z.boolean(),
  near: z.boolean(),
  provisional: z.boolean(),
  paused: z.boolean(),
  /** "还剩 1 个工作日 · 周二 18:00 到期" */
  words: z.string(),
  /** Used share of the time, 0 to 1, for a bar. */
  share: z.number(),
})

export const rowView = z.object({
  id: z.string(),
  code: z.string(),
  procedure: named,
  nature: named.nullable(),
  category: named.nullable(),
  title: z.string(),
  address: z.string().nullable(),
  area: named,
  located: z.boolean(),
  point: point.nullable(),
  stage: named,
  /** What the reader's unit must do, in an inbox: a stage, or sign, assist, decide-return, decide-time, decide-exclusion, overdue. */
  task: named.nullable(),
  left: leftView.nullable(),
  lead: named.nullable(),
  filedAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  /** 重复, 群体, 涉密, 二次反映, 退回, 督办 as short marks. */
  marks: z.array(named),
})

export const fileView = z.object({
  digest: z.string(),
  kind: z.string(),
  name: z.string().nullable(),
  shows: z.string().nullable(),
  url: z.string(),
  thumbnail: z.string().nullable(),
})

export const assignmentView = z.object({
  id: z.string(),
  unit: named,
  part: z.enum(['lead', 'assistant']),
  order: z.number(),
  state: named,
  assignedAt: z.iso.datetime(),
  signedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  listItem: z.string().nullable(),
  left: leftView.nullable(),
})

export const clockView = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  /** "5 个工作日" */
  limit: z.string(),
  /** The rule the limit comes from. */
  source: z.string().nullable(),
  state: z.enum(['running', 'paused', 'met', 'late', 'stopped']),
  startedAt: z.iso.datetime(),
  due: z.iso.datetime(),
  provisional: z.boolean(),
  extended: z.number(),
  left: leftView.nullable(),
})

/** One entry of the timeline, said in one line with the words people wrote beneath. */
export const entryView = z.object({
  n: z.number(),
  at: z.iso.datetime(),
  kind: z.string(),
  action: z.string().nullable(),
  /** "街道受理中心 · 王芳 派单" */
  title: z.string(),
  by: z.string(),
  unit: z.string().nullable(),
  words: z.array(z.object({ label: z.string(), text: z.string() })),
  files: z.array(fileView),
  /** Whether words were there that have been erased. */
  erased: z.boolean(),
  group: z.enum(['resident', 'work', 'clock', 'assignment']),
})

/** An action the reader may take now, with its form ready to render. */
export const allowedView = z.object({
  action: z.string(),
  title: z.string(),
  weight: z.enum(['primary', 'normal', 'danger']),
  /** Field[] of kernel/form/model.ts */
  form: z.array(z.unknown()),
  /** Sensible values to begin with. */
  defaults: z.record(z.string(), z.unknown()),
  /** Whether files may be added. */
  files: z.boolean(),
  standing: z.boolean(),
})

export const matterView = z.object({
  id: z.string(),
  code: z.string(),
  /** To be sent back with an action, so that a decision on an old picture is told. */
  seen: z.number(),
  procedure: named,
  nature: named.nullable(),
  category: named.nullable(),
  sealed: z.boolean(),
  restricted: z.boolean(),
  title: z.string(),
  text: z.string().nullable(),
  address: z.string().nullable(),
  area: z.array(named),
  located: z.boolean(),
  point: point.nullable(),
  /** Masked; `sealed` when the reader may not see who it was. */
  contact: z.object({
    sealed: z.boolean(),
    anonymous: z.boolean(),
    name: z.string().nullable(),
    phone: z.string().nullable(),
    wish: z.string().nullable(),
    revealable: z.boolean(),
  }),
  door: named,
  channel: z.string().nullable(),
  upstream: z.object({ source: z.string(), number: z.string() }).nullable(),
  about: named.nullable(),
  filedAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  outcome: z.string().nullable(),
  /** The way through the stages, in order. */
  path: z.array(z.object({ id: z.string(), title: z.string(), state: z.enum(['done', 'now', 'ahead']) })),
  extra: z.array(z.object({ label: z.string(), text: z.string() })),
  files: z.array(fileView),
  assignments: z.array(assignmentView),
  clocks: z.array(clockView),
  requests: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['return', 'time', 'exclusion']),
      unit: named,
      at: z.iso.datetime(),
      extra: z.string().nullable(),
      words: z.string().nullable(),
    }),
  ),
  asked: z.object({ at: z.iso.datetime(), question: z.string().nullable() }).nullable(),
  rating: z
    .object({ solved: z.boolean().nullable(), satisfaction: z.number().nullable(), scale: z.enum(['five', 'three']).nullable() })
    .nullable(),
  counts: z.record(z.string(), z.number()),
  mergedInto: z.object({ id: z.string(), code: z.string() }).nullable(),
  released: z.object({ title: z.string(), text: z.string(), answer: z.string() }).nullable(),
  timeline: z.array(entryView),
  allowed: z.array(allowedView),
})

export type RowView = z.output<typeof rowView>
export type MatterView = z.output<typeof matterView>
export type EntryView = z.output<typeof entryView>
export type LeftView = z.output<typeof leftView>

/** Queues of the inbox with their counts. */
export const queueView = z.object({ id: z.string(), title: z.string(), count: z.number(), capped: z.boolean() })

/** One page of a list, by key: `next` is handed back as `after`. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ rows: z.array(item), next: z.string().nullable(), total: z.number(), capped: z.boolean() })
