import { Checkbox } from 'antd'
import type { ReactElement } from 'react'
import { Link } from 'wouter'
import type { RowView } from '../api/types.ts'
import { useCopy } from '../app/lang.ts'
import { matterPath } from '../app/paths.ts'
import { Code, Left, Marks } from '../parts/marks.tsx'
import { copy } from './copy.ts'

interface RowProps {
  readonly row: RowView
  readonly current: boolean
  readonly selected: boolean
  readonly onCurrent: () => void
  readonly onSelect: () => void
}

/** One matter in the list: what is left, what it is, where, who has it. */
export const InboxRow = ({ row, current, selected, onCurrent, onSelect }: RowProps): ReactElement => {
  const say = useCopy(copy)
  return (
    <li
      className={`inbox-row ${current ? 'is-current' : ''} ${selected ? 'is-selected' : ''}`}
      aria-current={current ? 'true' : undefined}
      data-id={row.id}
    >
      <Checkbox aria-label={say('select', { code: row.code })} checked={selected} onChange={onSelect} />
      <div className="inbox-row-left">
        <Left left={row.left} />
      </div>
      {/* A click anywhere chooses the row; the title is the way in for keyboards and screen readers. */}
      <div className="inbox-row-main" onClick={onCurrent}>
        <p className="inbox-row-title">
          <Link href={matterPath(row.id)} onClick={(event) => choose(event, onCurrent)}>
            {row.title}
          </Link>
        </p>
        <p className="inbox-row-meta">
          <Code code={row.code} />
          {row.category && <span>{row.category.name}</span>}
          <span>{row.located ? (row.address ?? row.area.name) : `${say('unlocated')} ${row.address ?? ''}`}</span>
          <Marks marks={row.marks} />
        </p>
      </div>
      <div className="inbox-row-who" onClick={onCurrent}>
        <span className="tag is-accent">{row.task?.name ?? row.stage.name}</span>
        <span className="soft small">{row.lead?.name ?? say('noHolder')}</span>
      </div>
    </li>
  )
}

// On wide screens a click shows the preview; with a modifier, or where there is no preview, the link does what links do.
const choose = (event: { preventDefault(): void; ctrlKey: boolean; metaKey: boolean; shiftKey: boolean }, onCurrent: () => void): void => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || !matchMedia('(min-width: 1000px)').matches) return
  event.preventDefault()
  onCurrent()
}
