import type { ReactElement } from 'react'
import type { ClockView } from '../../api/types.ts'
import { useCopy, useLang } from '../../app/lang.ts'
import { Left } from '../../parts/marks.tsx'
import { fullMoment } from '../../parts/moment.ts'
import { copy } from './copy.ts'

const tones: Readonly<Record<ClockView['state'], string>> = { running: '', paused: '', met: 'is-done', late: 'is-late', stopped: '' }

/** Each clock with its limit, the moment it ends and the rule it comes from. */
export const Clocks = ({ clocks }: { readonly clocks: readonly ClockView[] }): ReactElement | null => {
  const say = useCopy(copy)
  const lang = useLang()
  if (clocks.length === 0) return null
  return (
    <section className="panel stack">
      <h2>{say('clocks')}</h2>
      <ul className="assignments">
        {clocks.map((clock) => (
          <li key={clock.id}>
            <p className="spread">
              <b>
                {clock.title} <span className="soft">{clock.limit}</span>
              </b>
              <span className={`tag ${tones[clock.state]}`}>{say(`clock-${clock.state}`)}</span>
            </p>
            {(clock.state === 'running' || clock.state === 'paused') && clock.left ? <Left left={clock.left} /> : null}
            <p className="small soft">
              {[
                say('due', { at: fullMoment(clock.due, lang) }),
                clock.extended > 0 ? say('extended', { n: clock.extended }) : null,
                clock.provisional ? say('provisional') : null,
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {clock.source && <p className="small soft">{clock.source}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}
