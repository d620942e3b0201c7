import type { ReactElement } from 'react'
import { Link } from 'wouter'
import { useCopy } from '../app/lang.ts'
import { matterPath } from '../app/paths.ts'
import { dayBefore } from '../parts/moment.ts'
import { copy } from './copy.ts'
import { useAreaFacts, useAreaMatters } from './data.ts'

const doneDays = 30
const shown = 5

/** A grid that was clicked: who serves it, what is open there, and what was done of late. */
export const AreaPanel = ({
  code,
  now,
  onClose,
}: {
  readonly code: string
  readonly now: number
  readonly onClose: () => void
}): ReactElement | null => {
  const say = useCopy(copy)
  const { data } = useAreaFacts(code)
  if (!data) return null
  const role = (name: string): string =>
    name === 'dispatcher' ? say('byStreet') : name === 'grid-worker' ? say('byGrid') : say('byCommunity')
  return (
    <section className="map-area stack" aria-label={data.name}>
      <div className="spread">
        <h2>{data.name}</h2>
        <button type="button" className="link small" onClick={onClose}>
          {say('closeGrid')}
        </button>
      </div>
      <p className="soft small">{data.path.map((each) => each.name).join(' / ')}</p>
      <h3>{say('servedBy')}</h3>
      {data.units.length === 0 && <p className="soft small">{say('nobody')}</p>}
      <dl className="map-units small">
        {data.units.map((each) => (
          <div key={each.role}>
            <dt className="soft">{role(each.role)}</dt>
            <dd>{each.unit.name}</dd>
          </div>
        ))}
      </dl>
      <Some code={code} scope="open" from={null} title={say('openHere', { count: '{count}' })} all={`/matters?scope=open&area=${code}`} />
      <Some
        code={code}
        scope="closed"
        from={dayBefore(now, doneDays)}
        title={say('doneHere', { days: doneDays, count: '{count}' })}
        all={`/matters?scope=closed&area=${code}&from=${dayBefore(now, doneDays)}`}
      />
    </section>
  )
}

interface SomeProps {
  readonly code: string
  readonly scope: 'open' | 'closed'
  readonly from: string | null
  /** With `{count}` where the number goes. */
  readonly title: string
  /** The list of all of them. */
  readonly all: string
}

const Some = ({ code, scope, from, title, all }: SomeProps): ReactElement => {
  const say = useCopy(copy)
  const { data } = useAreaMatters(code, scope, from === null ? null : new Date(`${from}T00:00:00+08:00`).toISOString())
  const count = data ? `${data.total}${data.capped ? '+' : ''}` : '…'
  return (
    <div>
      <h3>{title.replace('{count}', count)}</h3>
      <ul className="map-some small">
        {(data?.rows ?? []).slice(0, shown).map((row) => (
          <li key={row.id}>
            <Link href={matterPath(row.id)}>{row.title}</Link> <span className="soft">{row.stage.name}</span>
          </li>
        ))}
      </ul>
      {(data?.total ?? 0) > shown && (
        <Link href={all} className="small">
          {say('all')}
        </Link>
      )}
    </div>
  )
}
