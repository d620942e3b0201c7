import type { MatterState, MatterEvent, Procedure } from '../../../matters/api.ts'
import { evolve } from '../../../matters/api.ts'
import { statusOf, type ExtendedStatus } from './status.ts'

/** Something the client that filed a matter is told about it, in the words the resident reads. */
export interface Update {
  readonly n: number
  readonly at: Date
  readonly status: ExtendedStatus
  /** State right after it, for the plain words of the stage. */
  readonly state: MatterState
  /** Words of the answer, of a question, of the client's own update; null when only the stage changed. */
  readonly words: string | null
}

/** The number by which an update is known for good: of the matter and of its entry in the journal. */
export const updateId = (code: string, n: number): string => `${code}-${n}`

/**
 * What of a matter's journal its client sees: changes of stage, answers, questions and reasons that the resident may read, and what the client sent
 * itself. Inner notes, and the words of other residents who joined, are none of these.
 */
export const updatesOf = (events: readonly MatterEvent[], id: string, procedure: Procedure): Update[] => {
  const updates: Update[] = []
  let state: MatterState | null = null
  let answer: string | null = null
  let at = ''
  for (const event of events) {
    state = evolve(state, event, id)
    if (event.kind === 'acted') {
      answer = wordIn(event, 'answer') ?? answer
      const told = toldBy(event, answer)
      if (told) updates.push({ n: event.n, at: new Date(event.at), status: statusOf(state, procedure), state, words: told.words })
      at = told ? event.at : ''
      continue
    }
    // What an act brought about stands in the entries right after it, at the same moment: assignments, merges.
    const last = updates.at(-1)
    if (last && event.at === at) updates[updates.length - 1] = { ...last, status: statusOf(state, procedure), state }
  }
  return updates
}

type Acted = Extract<MatterEvent, { kind: 'acted' }>

const toldBy = (event: Acted, answer: string | null): { words: string | null } | null => {
  const { facts, actor } = event
  if (facts.action === 'join') return null
  if (isResidents(actor)) return { words: ownWords(event) }
  if (facts.reaches.includes('answered')) return { words: answer }
  if (facts.records === 'decline') return { words: wordIn(event, 'reason') }
  if (facts.records === 'question') return { words: wordIn(event, 'question') }
  return facts.from === facts.to ? null : { words: null }
}

const isResidents = (actor: string): boolean => !actor.startsWith('staff:') && !actor.startsWith('system:')

const ownWords = (event: Acted): string | null =>
  ['note', 'reply', 'reason', 'comment'].map((name) => wordIn(event, name)).find((word) => word !== null) ?? null

const wordIn = (event: Acted, name: string): string | null => {
  const word = event.text?.[name]
  return typeof word === 'string' && word !== '' ? word : null
}

/** Which act a client's update is: what it says is open although it was answered comes back to who answered; an answer to our question; else a note. */
export const actOf = (
  given: ExtendedStatus | null,
  now: ExtendedStatus,
  state: MatterState,
  procedure: Procedure,
): 'not-fixed' | 'reply' | 'attach' => {
  const reopens =
    given === 'open' && (now === 'fixed' || now === 'closed') && procedure.stages[state.stage]?.actions['not-fixed'] !== undefined
  if (reopens) return 'not-fixed'
  return state.asked ? 'reply' : 'attach'
}
