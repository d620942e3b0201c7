import type { Field } from '../../../src/kernel/form/model.ts'

const places: Readonly<Partial<Record<Field['kind'], number>>> = { contact: 0, person: 0, place: 2 }

/** The questions in the order in which a call goes: who is calling, what it is, where; the rest in the order of the form. */
export const callOrder = (fields: readonly Field[]): readonly Field[] => {
  const rank = (field: Field): number => (field.field === 'text' ? 1 : (places[field.kind] ?? 3))
  return fields
    .map((field, at) => ({ field, at }))
    .sort((a, b) => rank(a.field) - rank(b.field) || a.at - b.at)
    .map(({ field }) => withoutHint(field))
}

// Hints are written for residents; an agent knows the form and needs it on one screen.
const withoutHint = (field: Field): Field => ({ ...field, hint: undefined })

/** Seconds as a clock shows them: `75` is `1:15`. */
export const clockWords = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.max(0, Math.floor(seconds)) % 60).padStart(2, '0')}`

export type DeskKey = 'phone' | 'text' | 'category' | 'place' | 'reply' | 'send'

const deskKeys: Readonly<Record<string, DeskKey>> = {
  KeyP: 'phone',
  KeyT: 'text',
  KeyC: 'category',
  KeyL: 'place',
  KeyR: 'reply',
  KeyS: 'send',
}

/** What an Alt key does at the desk. By the place of the key: with Alt some keyboards type another letter. */
export const deskKey = (press: {
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly code: string
}): DeskKey | null => (press.altKey && !press.ctrlKey && !press.metaKey ? (deskKeys[press.code] ?? null) : null)
