import type { ReactElement } from 'react'
import type { Named } from '../api/types.ts'
import { useCopy } from '../app/lang.ts'
import { type Chosen, nameIn, promote, without } from './assign.ts'
import { copy } from './copy.ts'

interface ChipsProps {
  readonly chosen: Chosen
  readonly onChange: (chosen: Chosen) => void
  readonly known: readonly (readonly Named[])[]
}

/** The lead and its assistants, each with its part said in words. */
export const Chips = ({ chosen, onChange, known }: ChipsProps): ReactElement => {
  const say = useCopy(copy)
  const chip = (id: string, part: 'lead' | 'assistant', at: number): ReactElement => {
    const name = nameIn(id, ...known)
    return (
      <li key={id} className={`chip is-${part}`}>
        <span className="chip-part">{part === 'assistant' && chosen.order === 'sequence' ? `${say(part)} ${at + 1}` : say(part)}</span>
        <span>{name}</span>
        {part === 'assistant' && (
          <button type="button" className="link small" onClick={() => onChange(promote(chosen, id))}>
            {say('makeLead')}
          </button>
        )}
        <button type="button" className="chip-remove" aria-label={say('remove', { name })} onClick={() => onChange(without(chosen, id))}>
          ✕
        </button>
      </li>
    )
  }
  return (
    <ul className="chips">
      {chosen.lead !== null && chip(chosen.lead, 'lead', 0)}
      {chosen.assistants.map((id, i) => chip(id, 'assistant', i))}
    </ul>
  )
}
