import type { ReactElement } from 'react'
import { useCopy } from '../app/lang.ts'
import { copy } from './copy.ts'
import type { Dot } from './data.ts'
import { type Group, palette } from './groups.ts'

/** A category's colour and letter, as on the map; the word stands beside it. */
export const Mark = ({ group, late = false }: { readonly group: Group | null; readonly late?: boolean }): ReactElement | null => {
  if (!group) return null
  const [fill, ink] = palette[group.slot] ?? ['', '']
  return (
    <span className={`map-mark ${late ? 'is-late' : ''}`} style={{ background: fill, color: ink }} aria-hidden>
      {group.mark}
    </span>
  )
}

interface LegendProps {
  readonly groups: readonly Group[]
  readonly groupOf: (category: string | null) => Group | null
  readonly dots: readonly Dot[]
  readonly value: string | null
  readonly onChange: (category: string | null) => void
}

/** What the colours and letters mean, how many of each there are, and a way to see one alone. */
export const Legend = ({ groups, groupOf, dots, value, onChange }: LegendProps): ReactElement => {
  const say = useCopy(copy)
  const counts = new Map<string, number>()
  for (const dot of dots) {
    const code = groupOf(dot.category?.id ?? null)?.code
    if (code !== undefined) counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  const shown = groups.filter((group) => counts.has(group.code) || group.code === value)
  return (
    <section className="stack">
      <p className="soft small">
        {say('legend')}；{say('legendLate')}
      </p>
      <div className="map-legend">
        {shown.map((group) => (
          <button
            key={group.code}
            type="button"
            aria-pressed={group.code === value}
            onClick={() => onChange(group.code === value ? null : group.code)}
          >
            <Mark group={group} />
            {group.name} {counts.get(group.code) ?? 0}
          </button>
        ))}
      </div>
    </section>
  )
}
