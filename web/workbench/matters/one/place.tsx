import { lazy, type ReactElement, Suspense } from 'react'
import { Link } from 'wouter'
import type { MatterView, RowView } from '../../api/types.ts'
import { useCopy, useLang } from '../../app/lang.ts'
import { matterPath } from '../../app/paths.ts'
import { Code } from '../../parts/marks.tsx'
import { dayWords } from '../../parts/moment.ts'
import { copy } from './copy.ts'
import { useOthers } from './data.ts'

const SmallMap = lazy(() => import('../../parts/map/small-map.tsx').then((module) => ({ default: module.SmallMap })))
const none: RowView[] = []

/** Where it is, and what else is open there. */
export const Place = ({ matter }: { readonly matter: MatterView }): ReactElement => {
  const say = useCopy(copy)
  const nearby = useOthers(matter.id, 'nearby').data ?? none
  const earlier = useOthers(matter.id, 'earlier').data ?? none
  const others = nearby.filter((row) => !earlier.some((each) => each.id === row.id))
  return (
    <section className="panel stack">
      <h2>{say('place')}</h2>
      <p>{matter.address ?? matter.area.at(-1)?.name}</p>
      <p className="small soft">{matter.area.map((area) => area.name).join(' / ')}</p>
      {!matter.located && <p className="near">{say('unlocated')}</p>}
      {matter.point && (
        <Suspense fallback={<div className="map-hold" />}>
          <SmallMap point={matter.point} nearby={nearby} />
        </Suspense>
      )}
      {earlier.length > 0 && (
        <>
          <h3>{say('earlier')}</h3>
          <Others rows={earlier} />
        </>
      )}
      <h3>{say('nearby')}</h3>
      {others.length === 0 ? <p className="small soft">{say('noNearby')}</p> : <Others rows={others} />}
    </section>
  )
}

const Others = ({ rows }: { readonly rows: readonly RowView[] }): ReactElement => {
  const lang = useLang()
  return (
    <ul className="stack">
      {rows.slice(0, 6).map((row) => (
        <li key={row.id} className="small">
          <Link href={matterPath(row.id)}>{row.title}</Link>
          <p className="soft">
            <Code code={row.code} /> · {row.stage.name} · {dayWords(row.filedAt, lang)}
          </p>
        </li>
      ))}
    </ul>
  )
}
