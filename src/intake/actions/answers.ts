import type { Actor } from '../../kernel/actor.ts'
import { actorRef } from '../../kernel/actor.ts'
import { isId, parseCode } from '../../kernel/ids.ts'
import { ok, refuse, type Result } from '../../kernel/result.ts'
import { dayWords, monthWords } from '../domain/moments.ts'
import { findReleased, readOwn, readReleased, type ReleasedRow } from '../store.ts'
import { categoryName, streetName, wordsFor, type Reading, type Words } from './names.ts'

/** A released answer; a part that the procedure does not publish is empty. */
export interface PublicAnswer {
  readonly code: string
  readonly title: string
  readonly text: string
  readonly answer: string
  readonly category: string
  readonly street: string
  readonly month: string
  readonly released: string
}

export interface Listed<T> {
  readonly rows: readonly T[]
  /** Handed back as `after` for the rows that follow; null at the end. */
  readonly next: string | null
}

const pageSize = 20

/** Released answers, newest first, twenty a page. */
export const publicAnswers = async (
  reading: Reading,
  query: {
    readonly category?: string | undefined
    readonly street?: string | undefined
    readonly words?: string | undefined
    readonly after?: string | undefined
    readonly limit?: number
  },
): Promise<Listed<PublicAnswer>> => {
  const limit = query.limit ?? pageSize
  const area = query.street && /^\d{9}$/.test(query.street) ? query.street : undefined
  const rows = await readReleased(reading.kernel.db.sql, {
    category: query.category,
    area,
    words: query.words,
    after: keyOf(query.after),
    limit: limit + 1,
  })
  const words = await wordsFor(reading)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: shown.map((row) => publicAnswer(row, words)),
    next: rows.length > limit && last ? keyText(last.releasedAt, last.id) : null,
  }
}

/** One released answer; refuses `intake.answer-unknown`. */
export const publicAnswerOf = async (reading: Reading, code: string): Promise<Result<PublicAnswer>> => {
  const digits = parseCode(code)
  const row = digits ? await findReleased(reading.kernel.db.sql, digits) : null
  return row ? ok(publicAnswer(row, await wordsFor(reading))) : refuse('not-found', 'intake.answer-unknown')
}

const publicAnswer = (row: ReleasedRow, words: Words): PublicAnswer => {
  const { now, lang, district, catalogue } = words
  const fields = catalogue.procedure(row.procedureDigest).publish?.fields ?? []
  return {
    code: row.code,
    title: row.title,
    text: fields.includes('text') ? row.text : '',
    answer: fields.includes('answer') ? row.answer : '',
    category: fields.includes('category') ? categoryName(words, row.category) : '',
    street: fields.includes('street') ? streetName(words, row.area) : '',
    month: fields.includes('month') ? monthWords(row.filedAt, district.zone, lang) : '',
    released: dayWords(row.releasedAt, now, district.zone, lang),
  }
}

export interface OwnMatter {
  readonly code: string
  readonly title: string
  readonly filed: string
  readonly stage: string
  readonly closed: boolean
  /** Whether the office waits for the resident's word. */
  readonly asked: boolean
}

/** What a signed-in resident filed, newest first. */
export const ownMatters = async (reading: Reading, actor: Actor, after?: string): Promise<Listed<OwnMatter>> => {
  if (actor.kind !== 'resident') return { rows: [], next: null }
  const { kernel, now, lang } = reading
  const rows = await readOwn(kernel.db.sql, actorRef(actor), keyOf(after), pageSize + 1)
  const { catalogue, district } = await wordsFor(reading)
  const shown = rows.slice(0, pageSize)
  const last = shown.at(-1)?.state
  return {
    rows: shown.map(({ state, title }) => ({
      code: state.code,
      title,
      filed: dayWords(new Date(state.filedAt), now, district.zone, lang),
      stage: catalogue.procedure(state.procedure.digest).stages[state.stage]?.title[lang] ?? '',
      closed: state.closedAt !== null,
      asked: state.asked !== null,
    })),
    next: rows.length > pageSize && last ? keyText(new Date(last.filedAt), last.id) : null,
  }
}

const keyText = (at: Date, id: string): string => `${at.getTime().toString(36)}.${id}`

const keyOf = (text: string | undefined): { at: Date; id: string } | undefined => {
  const [time = '', id = ''] = (text ?? '').split('.')
  const at = Number.parseInt(time, 36)
  return /^[0-9a-z]{1,9}$/.test(time) && isId(id) ? { at: new Date(at), id } : undefined
}
