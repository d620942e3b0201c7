import { timingSafeEqual } from 'node:crypto'
import type { Actor } from '../../kernel/actor.ts'
import { isId } from '../../kernel/ids.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { ok, refuse, type Result } from '../../kernel/result.ts'
import { joinMatter, readState } from '../../matters/api.ts'
import { likelyDuplicates } from '../../triage/api.ts'
import { weekOf } from '../domain/moments.ts'
import { categoryName, streetName, wordsFor, type Reading, type Words } from './names.ts'

/** All that an outsider may know of a matter before it is released. */
export interface Seen {
  /** By which it can be joined; it says nothing. */
  readonly ref: string
  readonly category: string
  readonly street: string
  /** The week in which it was filed, in words. */
  readonly week: string
  readonly stage: string
  /** How many joined it already. */
  readonly joined: number
}

export interface Asked {
  readonly procedure: string
  readonly text: string
  readonly category: string | null
  readonly place: unknown
}

/** Open matters that may be the same as what is about to be filed, at most three; only what outsiders may know of them. */
export const duplicatesOf = async (reading: Reading, asked: Asked): Promise<Seen[]> => {
  const { kernel, now, lang } = reading
  const words = await wordsFor(reading)
  const found = words.places.locate(asked.place ?? {})
  if (!found) return []
  const sought = { procedure: asked.procedure, text: asked.text, category: asked.category, area: found.area, point: found.point }
  const same = await likelyDuplicates(kernel, sought, 'outsider', now)
  return same.map((state) => ({
    ref: referenceOf(kernel, state.id),
    category: categoryName(words, state.category),
    street: streetName(words, state.areaCode),
    week: weekWords(new Date(state.filedAt), words),
    stage: words.catalogue.procedure(state.procedure.digest).stages[state.stage]?.title[lang] ?? '',
    joined: state.counts.joined,
  }))
}

/** Joins a matter that was offered as the same; gives its code, by which its stage can be followed. Refuses `intake.join-unknown` and those of `joinMatter`. */
export const joinOffered = async (
  kernel: Kernel,
  actor: Actor,
  command: { readonly ref: string; readonly operation: string; readonly input: unknown },
  now: Date,
): Promise<Result<{ readonly code: string; readonly joined: number }>> => {
  const id = idOfReference(kernel, command.ref)
  if (!id) return refuse('not-found', 'intake.join-unknown')
  if (!isId(command.operation)) return refuse('invalid', 'http.malformed')
  const joined = await joinMatter(kernel, actor, id, { operation: command.operation, input: command.input }, now)
  if (!joined.ok) return joined
  const state = await readState(kernel.db.sql, id)
  return state ? ok({ code: state.code, joined: state.counts.joined }) : refuse('not-found', 'intake.join-unknown')
}

const weekWords = (at: Date, { now, district, lang, tell }: Words): string => {
  const { ago, monday } = weekOf(at, now, district.zone, lang)
  return ago === 0 || ago === 1 ? tell(`week.${ago}`) : tell('week.day', { monday })
}

// With a keyed mark, so that only matters that were offered can be joined.
const referenceOf = (kernel: Kernel, id: string): string => `${id}.${markOf(kernel, id).toString('hex')}`

const markOf = (kernel: Kernel, id: string): Buffer => kernel.keys.blindIndex('join', id)

const idOfReference = (kernel: Kernel, ref: string): string | null => {
  const [id = '', mark = ''] = ref.split('.')
  if (!isId(id) || !/^[0-9a-f]{32}$/.test(mark)) return null
  return timingSafeEqual(markOf(kernel, id), Buffer.from(mark, 'hex')) ? id : null
}
