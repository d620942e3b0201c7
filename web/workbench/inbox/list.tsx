import { Button } from 'antd'
import type { ReactElement } from 'react'
import type { RowView } from '../api/types.ts'
import { copy as frame } from '../app/copy.ts'
import { useCopy } from '../app/lang.ts'
import { Empty } from '../parts/states.tsx'
import { copy } from './copy.ts'
import { type InboxQuery, isFiltered } from './query.ts'
import { InboxRow } from './row.tsx'

interface ListProps {
  readonly rows: readonly RowView[]
  readonly current: string | null
  readonly selected: ReadonlySet<string>
  readonly query: InboxQuery
  readonly more: boolean
  readonly busy: boolean
  readonly onMore: () => void
  readonly onCurrent: (id: string) => void
  readonly onSelect: (id: string) => void
}

/** The rows, or why there are none. */
export const InboxList = ({ rows, current, selected, query, more, busy, onMore, onCurrent, onSelect }: ListProps): ReactElement => {
  const say = useCopy(copy)
  const sayFrame = useCopy(frame)
  if (rows.length === 0) {
    return <Empty title={isFiltered(query) ? say('emptyFiltered') : say('empty')}>{!isFiltered(query) && <p>{say('emptyHint')}</p>}</Empty>
  }
  return (
    <>
      <ul className="inbox-list" aria-label={say('list')}>
        {rows.map((row) => (
          <InboxRow
            key={row.id}
            row={row}
            current={row.id === current}
            selected={selected.has(row.id)}
            onCurrent={() => onCurrent(row.id)}
            onSelect={() => onSelect(row.id)}
          />
        ))}
      </ul>
      {more && (
        <p className="inbox-more no-print">
          <Button loading={busy} onClick={onMore}>
            {sayFrame('more')}
          </Button>
        </p>
      )}
    </>
  )
}
