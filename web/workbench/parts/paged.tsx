import { Button } from 'antd'
import type { ReactElement, ReactNode } from 'react'
import type { RowView } from '../api/types.ts'
import { copy } from '../app/copy.ts'
import { useCopy } from '../app/lang.ts'
import type { MatterPages } from './pages.ts'
import { Empty, Fault, Loading } from './states.tsx'

interface PagedProps {
  readonly pages: MatterPages
  readonly empty: string
  readonly emptyHint?: string
  readonly children: (rows: readonly RowView[]) => ReactNode
}

/** The rows read so far with the way to more, or what stands in their place. */
export const Paged = ({ pages, empty, emptyHint, children }: PagedProps): ReactElement => {
  const say = useCopy(copy)
  if (pages.error && !pages.data) return <Fault fault={pages.error} onRetry={() => void pages.refetch()} />
  if (!pages.data) return <Loading rows={8} />
  const rows = pages.data.pages.flatMap((page) => page.rows)
  if (rows.length === 0) return <Empty title={empty}>{emptyHint && <p>{emptyHint}</p>}</Empty>
  return (
    <div className="stack" aria-busy={pages.isFetching}>
      {children(rows)}
      {pages.hasNextPage && (
        <p className="no-print" style={{ textAlign: 'center', padding: 8 }}>
          <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {say('more')}
          </Button>
        </p>
      )}
    </div>
  )
}

/** How many there are, as far as they were counted. */
export const Count = ({ pages }: { readonly pages: MatterPages }): ReactElement => {
  const say = useCopy(copy)
  const head = pages.data?.pages[0]
  return (
    <span className="soft small" role="status">
      {head && say(head.capped ? 'countCapped' : 'count', { count: head.total })}
    </span>
  )
}
