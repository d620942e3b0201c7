import { actorRef } from '../../kernel/actor.ts'
import type { Circumstances } from './command.ts'
import type { NewEvent } from './events.ts'
import { evolve, type FoldedEvent } from './evolve.ts'
import type { MatterState } from './state.ts'

/** The events of one decision as they come about, with the state that each leads to. Lives only inside `decide`. */
export interface Draft {
  readonly state: () => MatterState
  readonly emit: (event: NewEvent) => void
  readonly events: () => readonly NewEvent[]
  /** A short id, unique within the matter: `a3` for its third assignment. */
  readonly nextId: (kind: 'a' | 'c' | 'r') => string
}

export const createDraft = (start: MatterState | null, id: string, { actor, now }: Circumstances): Draft => {
  let state = start
  const events: NewEvent[] = []
  const at = now.toISOString()
  const current = (): MatterState => {
    if (!state) throw new Error('a draft begins with its filing')
    return state
  }
  let requests = 0
  return {
    state: current,
    events: () => events,
    emit: (event) => {
      events.push(event)
      const folded = { kind: event.kind, facts: event.facts, n: (state?.n ?? 0) + 1, actor: actorRef(actor), at } as FoldedEvent
      state = evolve(state, folded, id)
    },
    nextId: (kind) => {
      if (kind === 'a') return `a${current().assignments.length + 1}`
      if (kind === 'c') return `c${current().clocks.length + 1}`
      requests += 1
      return `r${current().n + requests}`
    },
  }
}
