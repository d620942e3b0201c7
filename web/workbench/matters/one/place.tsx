import { lazy, type ReactElement, Suspense } from 'react'
import { Link } from 'wouter'
import type { MatterView } from '../../api/types.ts'
import { useCopy } from '../../app/lang.ts'
import { matterPath } from '../../app/paths.ts'
import { Code } from '../../parts/marks.tsx'
import { copy } from './copy.ts'
import { useNearby } from './data.ts'

const SmallMap = lazy(() => import('../../parts/map/small-map.tsx').then((module) => ({ default: module.SmallMap })))
const none: never[] = []

/** Where it is, and what else is open there. */
export const Place = ({ matter }: { readonly matter: MatterView }): ReactElement => {
  const say = useCopy(copy)
  const nearby = useNearby(matter.id).data ?? none
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
      <h3>{say('nearby')}</h3>
      {nearby.length === 0 && <p className="small soft">{say('noNearby')}</p>}
      <ul className="stack">
        {nearby.slice(0, 6).map((row) => (
          <li key={row.id} className="small">
            <Link href={matterPath(row.id)}>{row.title}</Link>
            <p className="soft">
              <Code code={row.code} /> · {row.stage.name}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
