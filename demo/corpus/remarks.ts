import { chance, pick } from './random.ts'
import type { Random } from './random.ts'
import type { Corpus } from './load.ts'
import { leafOf, say } from './request.ts'
import { slotsFor } from './slots.ts'
import type { Moment, PlaceWords } from './slots.ts'
import { weave } from './weave.ts'

/** Where and when something is said; `caller` is how the resident is spoken of (王女士), null when nobody knows. */
export interface RemarkContext {
  readonly category: string
  readonly place: PlaceWords
  readonly moment: Moment
  readonly caller: string | null
  readonly english: boolean
}

/** What an answer tells: done, done in part, or not done and why. */
export type AnswerKind = 'solved' | 'part' | 'no'

export interface Answer {
  readonly text: string
  /** One line of what was done, for the record. */
  readonly measures: string
}

/** Remarks that hang on nothing but the moment; each is a list in tone.yaml. */
export type RemarkKind =
  | 'follow'
  | 'askMore'
  | 'askReply'
  | 'note'
  | 'return'
  | 'returnRuling'
  | 'extend'
  | 'urge'
  | 'supervise'
  | 'sendBack'
  | 'callback'
  | 'callbackBad'
  | 'reopen'
  | 'mergeNote'
  | 'withdraw'

const slotsOf = (context: RemarkContext, random: Random): ((name: string) => string | undefined) =>
  slotsFor(context.place, context.moment, context.caller ?? '居民', random)

/** A remark of this kind by whoever acts: a question, a reason for a return, a call-back note … */
export const remark = (corpus: Corpus, kind: RemarkKind, context: RemarkContext, random: Random): string =>
  say(corpus, context.english && kind === 'follow' ? 'enFollow' : kind, slotsOf(context, random), random)

/** Why a matter is declined; `channel` is the name of who may take it. */
export const declineNote = (corpus: Corpus, channel: string, context: RemarkContext, random: Random): string => {
  const slots = slotsOf(context, random)
  return say(corpus, 'declineNote', (name) => (name === 'channel' ? channel : slots(name)), random)
}

/** What the resident writes beside the stars, often nothing (null). Stars 1–5. */
export const ratingComment = (corpus: Corpus, stars: number, context: RemarkContext, random: Random): string | null => {
  if (chance(random, stars <= 2 ? 0.25 : 0.6)) return null
  if (context.english && stars >= 4) return say(corpus, 'enComment', slotsOf(context, random), random)
  return say(corpus, `comment${stars}`, slotsOf(context, random), random)
}

/** The written answer and the line of what was done. `late` adds an apology. The moment is that of the work, a little before the answer. */
export const answerText = (corpus: Corpus, kind: AnswerKind, late: boolean, context: RemarkContext, random: Random): Answer => {
  const leaf = leafOf(corpus, context.category)
  const slots = slotsOf(context, random)
  const tell = (tone: string): string => say(corpus, tone, slots, random)
  const measures = kind === 'no' ? '现场核查' : weave(pick(random, leaf.measures), slots, random)
  if (context.english) return { text: tell('enAnswer'), measures }
  const opening = context.caller === null || chance(random, 0.4) ? '您好！' : tell('answerOpening')
  const body = kind === 'no' ? tell('answerNo') : weave(pick(random, leaf.answers), slots, random)
  const parts = [opening, body, ...(kind === 'part' ? [tell('answerPart')] : []), ...(late ? [tell('answerSorry')] : [])]
  if (chance(random, 0.8)) parts.push(tell('answerClosing'))
  return { text: parts.join(''), measures }
}
