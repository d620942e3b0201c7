import type { Named } from '../api/types.ts'
import type { Draft } from '../forms/values.ts'
import type { Suggestion } from './data.ts'

/** Who is to work on a matter, as the dispatch form's fields hold it. */
export interface Chosen {
  readonly lead: string | null
  readonly assistants: readonly string[]
  readonly order: 'parallel' | 'sequence'
  readonly listItem: string
  readonly note: string
}

export const chosenOf = (draft: Draft): Chosen => ({
  lead: typeof draft['lead'] === 'string' && draft['lead'] !== '' ? draft['lead'] : null,
  assistants: Array.isArray(draft['assistants']) ? draft['assistants'].map(String).filter((id) => id !== '') : [],
  order: draft['order'] === 'sequence' ? 'sequence' : 'parallel',
  listItem: typeof draft['listItem'] === 'string' ? draft['listItem'] : '',
  note: typeof draft['dispatchNote'] === 'string' ? draft['dispatchNote'] : '',
})

export const draftOf = (chosen: Chosen): Draft => ({
  ...(chosen.lead === null ? {} : { lead: chosen.lead }),
  assistants: chosen.assistants,
  order: chosen.order,
  listItem: chosen.listItem,
  dispatchNote: chosen.note,
})

/** What is sent: assistants and their order only when there are any, empty words not at all. */
export const assignInput = (chosen: Chosen): Record<string, unknown> => ({
  ...(chosen.lead === null ? {} : { lead: chosen.lead }),
  ...(chosen.assistants.length > 0 ? { assistants: chosen.assistants } : {}),
  ...(chosen.assistants.length > 1 ? { order: chosen.order } : {}),
  ...(chosen.listItem.trim() === '' ? {} : { listItem: chosen.listItem.trim() }),
  ...(chosen.note.trim() === '' ? {} : { dispatchNote: chosen.note.trim() }),
})

/** A suggestion taken over; the note stays what it was. */
export const adopt = (chosen: Chosen, suggestion: Suggestion): Chosen => ({
  ...chosen,
  lead: suggestion.unit.id,
  assistants: suggestion.assistants.map((unit) => unit.id).filter((id) => id !== suggestion.unit.id),
  listItem: suggestion.listItem ?? chosen.listItem,
})

/** One of the assistants leads from now on, and the lead assists: nobody drops out by a click. */
export const promote = (chosen: Chosen, id: string): Chosen => ({
  ...chosen,
  lead: id,
  assistants: [...(chosen.lead === null ? [] : [chosen.lead]), ...chosen.assistants.filter((each) => each !== id)],
})

export const withAssistant = (chosen: Chosen, id: string): Chosen =>
  id === chosen.lead || chosen.assistants.includes(id) ? chosen : { ...chosen, assistants: [...chosen.assistants, id] }

export const without = (chosen: Chosen, id: string): Chosen => ({
  ...chosen,
  lead: chosen.lead === id ? null : chosen.lead,
  assistants: chosen.assistants.filter((each) => each !== id),
})

/** The name of a unit, from wherever it is known. */
export const nameIn = (id: string, ...known: readonly (readonly Named[])[]): string =>
  known.flat().find((unit) => unit.id === id)?.name ?? id
