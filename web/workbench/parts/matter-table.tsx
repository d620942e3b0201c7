import { Checkbox } from 'antd'
import type { ReactElement } from 'react'
import { Link } from 'wouter'
import type { RowView } from '../api/types.ts'
import { useCopy, useLang } from '../app/lang.ts'
import { matterPath } from '../app/paths.ts'
import { copy } from './list-copy.ts'
import { Code, Left, Marks } from './marks.tsx'
import { dayWords } from './moment.ts'

interface TableProps {
  readonly rows: readonly RowView[]
  /** Rows chosen to be worked together; absent when the list is only read. */
  readonly selected?: ReadonlySet<string>
  readonly onSelect?: (selected: ReadonlySet<string>) => void
}

/** Matters as a table: one line each, the title leads to the matter. */
export const MatterTable = ({ rows, selected, onSelect }: TableProps): ReactElement => {
  const say = useCopy(copy)
  const lang = useLang()
  const toggle = (id: string): void => {
    const next = new Set(selected)
    if (!next.delete(id)) next.add(id)
    onSelect?.(next)
  }
  const all = selected !== undefined && rows.length > 0 && rows.every((row) => selected.has(row.id))
  return (
    <div className="table-scroll">
      <table className="table matter-table">
        <thead>
          <tr>
            {selected && (
              <th>
                <Checkbox
                  aria-label={say('all')}
                  checked={all}
                  onChange={() => onSelect?.(all ? new Set() : new Set(rows.map((row) => row.id)))}
                />
              </th>
            )}
            <th>{say('left')}</th>
            <th>{say('matter')}</th>
            <th>{say('place')}</th>
            <th>{say('stage')}</th>
            <th>{say('lead')}</th>
            <th>{say('filed')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className={selected?.has(row.id) ? 'is-selected' : ''}>
              {selected && (
                <td>
                  <Checkbox aria-label={say('select', { code: row.code })} checked={selected.has(row.id)} onChange={() => toggle(row.id)} />
                </td>
              )}
              <td style={{ minWidth: 150 }}>
                {row.closedAt ? (
                  <span className="soft">{say('closedOn', { day: dayWords(row.closedAt, lang) })}</span>
                ) : (
                  <Left left={row.left} />
                )}
              </td>
              <td style={{ minWidth: 240 }}>
                <Link href={matterPath(row.id)}>{row.title}</Link>
                <p className="row soft small">
                  <Code code={row.code} /> {row.category?.name} <Marks marks={row.marks} />
                </p>
              </td>
              <td className="small">
                {row.address ?? row.area.name}
                {row.address && <p className="soft">{row.area.name}</p>}
              </td>
              <td className="nowrap">{row.stage.name}</td>
              <td className="small">{row.lead?.name ?? <span className="soft nothing">—</span>}</td>
              <td className="nowrap small">{dayWords(row.filedAt, lang)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
