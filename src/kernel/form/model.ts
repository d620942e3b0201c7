import type { Text } from '../i18n.ts'

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
  /** The language to write to them in, as the door was used; Chinese unless said. Not asked for: the door fills it in. */
  readonly lang?: 'zh' | 'en'
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
