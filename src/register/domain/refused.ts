import { z } from 'zod'
import type { Field } from '../../kernel/form/model.ts'
import type { Text } from '../../kernel/i18n.ts'

const textSchema = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })

/** The one shape of `registers/refused.yaml`. */
export const refusedSchema = z.strictObject({
  allow: z.array(z.string().min(1)),
  lookalikes: z.record(z.string(), z.string()),
  refused: z.array(
    z.strictObject({
      id: z.string(),
      only: z.array(z.string()).optional(),
      reason: textSchema,
      source: z.string().min(1),
      zh: z.array(z.string().min(2)),
      en: z.array(z.string().min(2)),
    }),
  ),
})

export type RefusedList = z.output<typeof refusedSchema>

/** Why a field may not be added: what it would hold, the word that told so, the reason and where it comes from. */
export interface RefusedField {
  readonly field: string
  readonly id: string
  readonly word: string
  readonly reason: Text
  readonly source: string
}

/**
 * Looks for what no register may hold (charter, design section 2; 个人信息保护法 28) in a field's name, labels, hint and choices, however it is spelled: full-width,
 * spaced, in capitals, with figures or foreign letters for letters. Null when nothing was found.
 */
export const refusedField = (list: RefusedList, register: string, field: Field): RefusedField | null => {
  for (const text of wordsOf(field)) {
    const found = findIn(list, register, text)
    if (found) return { field: field.field, ...found }
  }
  return null
}

const wordsOf = (field: Field): readonly string[] => [
  field.field,
  ...[field.label, field.hint, ...(field.of ?? []).flatMap((choice) => [choice.label, choice.hint])].flatMap((text) =>
    text ? [text.zh, text.en] : [],
  ),
  ...(field.of ?? []).map((choice) => choice.value),
  ...(typeof field.default === 'string' ? [field.default] : []),
  ...(field.fields ?? []).flatMap(wordsOf),
]

type Found = Omit<RefusedField, 'field'>

const findIn = (list: RefusedList, register: string, text: string): Found | null => {
  const spellings = spellingsOf(list, text)
  for (const { id, only, reason, source, zh, en } of list.refused) {
    if (only && !only.includes(register)) continue
    const word =
      zh.find((each) => spellings.some(({ joined }) => joined.includes(each))) ??
      en.find((each) => spellings.some((spelled) => hasPhrase(spelled, each)))
    if (word !== undefined) return { id, word: word.replace('*', ''), reason, source }
  }
  return null
}

interface Spelled {
  /** Its words in small letters. */
  readonly words: readonly string[]
  /** All its letters and figures without anything between. */
  readonly joined: string
  /** Whether l was read as i. */
  readonly folded: boolean
}

// As it is written, and with what looks like a letter read as that letter.
const spellingsOf = (list: RefusedList, text: string): readonly Spelled[] => {
  const split = text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .normalize('NFKC')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
  const plain = list.allow.reduce((rest, allowed) => rest.replaceAll(allowed, ' '), split)
  const read = Array.from(plain, (sign) => list.lookalikes[sign] ?? sign).join('')
  const words = (spelling: string): Pick<Spelled, 'words' | 'joined'> => ({
    words: spelling.match(/[\p{L}\p{N}]+/gu) ?? [],
    joined: spelling.replace(/[^\p{L}\p{N}]/gu, ''),
  })
  return [
    { ...words(plain), folded: false },
    { ...words(read), folded: false },
    { ...words(fold(read)), folded: true },
  ]
}

// A figure one may stand for i or for l: then the two are read as one letter.
const fold = (text: string): string => text.replaceAll('l', 'i')

/** A word this long stands by itself also inside other letters, so that it may not be hidden by spaces or by glueing. */
const longEnough = 7

const hasPhrase = ({ words, joined, folded }: Spelled, written: string): boolean => {
  const phrase = folded ? fold(written) : written
  const open = phrase.endsWith('*')
  const parts = phrase.replace('*', '').split(' ')
  const glued = parts.join('')
  if (glued.length >= longEnough && joined.includes(glued)) return true
  // Letters set apart one by one are read as one word.
  if (words.every((word) => word.length === 1) && (open ? joined.startsWith(glued) : joined === glued)) return true
  return words.some((_, at) =>
    parts.every((part, i) => {
      const word = words[at + i]
      return word !== undefined && (open && i === parts.length - 1 ? word.startsWith(part) : word === part)
    }),
  )
}
