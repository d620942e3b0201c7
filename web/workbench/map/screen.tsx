import { Checkbox, Slider } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactElement, useEffect, useMemo, useState } from 'react'
import { Link } from 'wouter'
import { useCategories } from '../api/shared.ts'
import { useCopy } from '../app/lang.ts'
import { useLive } from '../app/live.tsx'
import { matterPath } from '../app/paths.ts'
import { CategoryFilter } from '../inbox/filters.tsx'
import { dayBefore } from '../parts/moment.ts'
import { Code } from '../parts/marks.tsx'
import { Empty } from '../parts/states.tsx'
import { copy } from './copy.ts'
import { AreaPanel } from './area.tsx'
import { type Dot, useDots } from './data.ts'
import { DotsMap } from './dots-map.tsx'
import { groupFinder, groupsOf } from './groups.ts'
import { Legend, Mark } from './legend.tsx'
import './style.css'

const span = 90
const none: readonly Dot[] = []
const noCategories: Exclude<ReturnType<typeof useCategories>['data'], undefined> = []
const listed = 100

/** Open matters over the district, with the same in a list beside. */
export const MapScreen = (): ReactElement => {
  const say = useCopy(copy)
  const [now] = useState(() => Date.now())
  const [bbox, setBbox] = useState<string | null>(null)
  const [category, setCategory] = useState<string | null>(null)
  const [late, setLate] = useState(false)
  const [days, setDays] = useState<readonly [number, number]>([-span, 0])
  const [chosen, setChosen] = useState<string | null>(null)
  const [area, setArea] = useState<string | null>(null)
  const [from, to] = [dayBefore(now, -days[0]), dayBefore(now, -days[1])]
  const dots = useDots({ bbox, category, late, from, to }).data ?? none
  const categories = useCategories().data ?? noCategories
  const groups = useMemo(() => groupsOf(categories), [categories])
  const groupOf = useMemo(() => groupFinder(categories, groups), [categories, groups])
  useFresh()
  const choose = (id: string): void => {
    setChosen(id)
    document.getElementById(`dot-${id}`)?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <div className="map-screen">
      <section className="map-side">
        <h1>{say('title')}</h1>
        <div className="stack">
          <CategoryFilter value={category} onChange={setCategory} />
          <Checkbox checked={late} onChange={(event) => setLate(event.target.checked)}>
            {say('late')}
          </Checkbox>
          <div>
            <p className="spread small">
              <span className="soft">{say('days')}</span>
              <span>{say('range', { from, to })}</span>
            </p>
            <Slider
              range
              min={-span}
              max={0}
              defaultValue={[...days]}
              tooltip={{ open: false }}
              onChangeComplete={(next) => setDays([next[0] ?? -span, next[1] ?? 0])}
              ariaLabelForHandle={[`${say('days')} 1`, `${say('days')} 2`]}
            />
          </div>
        </div>
        <Legend groups={groups} groupOf={groupOf} dots={dots} value={category} onChange={setCategory} />
        {area === null && <p className="soft small">{say('gridHint')}</p>}
        {area !== null && <AreaPanel code={area} now={now} onClose={() => setArea(null)} />}
        <div className="spread">
          <h2>{say('list')}</h2>
          <span className="soft small" role="status">
            {say('count', { count: dots.length, late: dots.filter((dot) => dot.late).length })}
          </span>
        </div>
        {dots.length === 0 && (
          <Empty title={say('empty')}>
            <p>{say('emptyHint')}</p>
          </Empty>
        )}
        <ul className="map-list">
          {dots.slice(0, listed).map((dot) => (
            <li key={dot.id} id={`dot-${dot.id}`} className={dot.id === chosen ? 'is-chosen' : ''} onMouseEnter={() => setChosen(dot.id)}>
              <Link href={matterPath(dot.id)} onFocus={() => setChosen(dot.id)}>
                <Mark group={groupOf(dot.category?.id ?? null)} late={dot.late} />
                {dot.title}
              </Link>
              <p className="row soft small">
                <Code code={dot.code} /> {dot.category?.name} · {dot.stage.name}{' '}
                {dot.late && <span className="tag is-late">{say('lateMark')}</span>}
              </p>
            </li>
          ))}
        </ul>
        {dots.length > listed && <p className="soft small">{say('shown', { count: listed })}</p>}
      </section>
      <DotsMap dots={dots} chosen={chosen} groupOf={groupOf} onMove={setBbox} onChoose={choose} onArea={setArea} />
    </div>
  )
}

// What changed elsewhere moves on the map by itself.
const useFresh = (): void => {
  const queries = useQueryClient()
  const changed = useLive().fresh.size
  useEffect(() => {
    if (changed > 0) void queries.invalidateQueries({ queryKey: ['map'] })
  }, [queries, changed])
}
