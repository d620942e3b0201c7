import { z } from 'zod'
import type { Text } from '../i18n.ts'
import { compileShow, isCelName } from './show.ts'

/** The closed vocabulary of what a form may ask for. */
export const fieldKinds = [
  'text',
  'choice',
  'date',
  'datetime',
  'money',
  'number',
  'place',
  'contact',
  'person',
  'organisation',
  'photos',
  'file',
  'signature',
  'checklist',
  'group',
  'yes-no',
  'rating',
  'unit',
  'category',
] as const

export type FieldKind = (typeof fieldKinds)[number]

/** How sensitive a field is: free text may hold names, contact says how to reach someone, identity says who someone is. */
export type Personal = 'free-text' | 'contact' | 'identity'

export interface Choice {
  readonly value: string
  readonly label: Text
  readonly hint?: Text | undefined
}

/**
 * One question of a form, as procedures write it and as every renderer reads it. `min` and `max` count characters of a text, entries of a
 * checklist or of photos, fen of money, and are the value itself of a number or a rating. `show` is CEL over the other fields and the facts.
 */
export interface Field {
  readonly field: string
  readonly kind: FieldKind
  readonly label: Text
  readonly hint?: Text | undefined
  readonly required?: boolean | undefined
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly of?: readonly Choice[] | undefined
  readonly show?: string | undefined
  readonly personal?: Personal | undefined
  readonly sealed?: 'complainant' | undefined
  readonly fields?: readonly Field[] | undefined
  readonly repeat?: { readonly min?: number | undefined; readonly max?: number | undefined } | undefined
  readonly default?: unknown
}

/** Longitude and latitude in degrees, WGS84. */
export type Point = readonly [longitude: number, latitude: number]

export interface PlaceValue {
  readonly point?: Point
  readonly address?: string
  readonly areaCode?: string
  readonly placeId?: string
}

export type ContactWish = 'phone' | 'sms' | 'none'

export interface ContactValue {
  readonly name?: string
  readonly phone?: string
  readonly email?: string
  readonly wish?: ContactWish
}

/** `idNumber` is taken only by fields that are labelled `personal: identity`. */
export interface PersonValue {
  readonly name?: string
  readonly phone?: string
  readonly idNumber?: string
}

export interface OrganisationValue {
  readonly name?: string
  /** Unified social credit code, 18 characters. */
  readonly code?: string
}

/** Money in fen, dates as `YYYY-MM-DD`, moments as the district's wall time `YYYY-MM-DDTHH:mm`, files by the id that the file store gave. */
export type FormValue =
  | string
  | number
  | boolean
  | readonly string[]
  | PlaceValue
  | ContactValue
  | PersonValue
  | OrganisationValue
  | FormValues
  | readonly FormValue[]

export interface FormValues {
  readonly [field: string]: FormValue
}

/** How sensitive a field is when its author did not say: contact, person and signature are never plain facts. */
export const personalOf = (field: Field): Personal | undefined => field.personal ?? bySensitiveKind[field.kind]

/** Whether a form needs `multipart/form-data`. */
export const takesFiles = (fields: readonly Field[]): boolean =>
  fields.some((field) => field.kind === 'photos' || field.kind === 'file' || field.kind === 'signature' || takesFiles(field.fields ?? []))

const bySensitiveKind: Readonly<Partial<Record<FieldKind, Personal>>> = { contact: 'contact', person: 'identity', signature: 'identity' }

const textSchema = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })

const choiceSchema = z.strictObject({
  value: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/),
  label: textSchema,
  hint: textSchema.optional(),
})

const name = z.string().regex(/^[a-z][A-Za-z0-9-]{0,39}$/, 'a field is named like `forWhom` or `lawful-channel`')

/** A field as a procedure writes it. Unknown keys are refused, and so is every combination that no renderer could show. */
export const fieldSchema: z.ZodType<Field> = z.lazy(() =>
  z
    .strictObject({
      field: name,
      kind: z.enum(fieldKinds),
      label: textSchema,
      hint: textSchema.optional(),
      required: z.boolean().optional(),
      min: z.number().optional(),
      max: z.number().optional(),
      of: z.array(choiceSchema).min(1).max(200).optional(),
      show: z.string().min(1).max(1000).optional(),
      personal: z.enum(['free-text', 'contact', 'identity']).optional(),
      sealed: z.literal('complainant').optional(),
      fields: formSchema.optional(),
      repeat: z.strictObject({ min: z.int().min(0).optional(), max: z.int().min(1).max(200).optional() }).optional(),
      default: z.unknown().optional(),
    })
    .superRefine((field, context) => {
      for (const message of faultsOf(field)) context.addIssue({ code: 'custom', message: `${field.field}: ${message}` })
    }),
)

/** The fields of one form: no name twice. */
export const formSchema: z.ZodType<readonly Field[]> = z
  .array(z.lazy(() => fieldSchema))
  .min(1)
  .max(100)
  .superRefine((fields, context) => {
    const names = fields.map((field) => field.field)
    for (const twice of new Set(names.filter((one, i) => names.indexOf(one) !== i))) {
      context.addIssue({ code: 'custom', message: `field ${twice} stands twice` })
    }
  })

const counted: ReadonlySet<FieldKind> = new Set(['text', 'money', 'number', 'rating', 'checklist', 'photos'])
const listed: ReadonlySet<FieldKind> = new Set(['checklist', 'photos'])
const withChoices: ReadonlySet<FieldKind> = new Set(['choice', 'checklist', 'rating', 'unit', 'category'])

const faultsOf = (field: Field): readonly string[] => {
  const faults: string[] = []
  const { kind, of, min, max } = field
  if (!isCelName(field.field)) faults.push('conditions keep this name for themselves')
  if ((kind === 'choice' || kind === 'checklist') && !of) faults.push(`a ${kind} needs \`of\``)
  if (of && !withChoices.has(kind)) faults.push(`a ${kind} has no \`of\``)
  if (of && new Set(of.map((choice) => choice.value)).size !== of.length) faults.push('a choice stands twice')
  if ((kind === 'group') !== (field.fields !== undefined)) faults.push('`fields` belongs to a group, and a group needs it')
  if ((min !== undefined || max !== undefined) && !counted.has(kind)) faults.push(`a ${kind} has no min or max`)
  if (min !== undefined && max !== undefined && min > max) faults.push('min is above max')
  if (kind !== 'number' && [min, max].some((limit) => limit !== undefined && !Number.isSafeInteger(limit)))
    faults.push('min and max are whole numbers here')
  if (field.repeat && listed.has(kind)) faults.push(`a ${kind} is a list already`)
  if (field.show !== undefined) {
    const compiled = compileShow(field.show)
    if (!compiled.ok) faults.push(`show: ${compiled.error}`)
  }
  return faults
}
