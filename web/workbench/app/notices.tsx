import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Popover } from 'antd'
import { type ReactElement, useState } from 'react'
import { useLocation } from 'wouter'
import { get, post } from '../api/send.ts'
import { momentWords } from '../parts/moment.ts'
import { copy } from './copy.ts'
import { useCopy, useLang } from './lang.ts'
import { matterPath } from './paths.ts'

interface Notice {
  readonly id: string
  readonly at: string
  readonly title: string
  readonly body: string | null
  readonly matterId: string | null
  readonly read: boolean
}

const useNotices = () =>
  useQuery({
    queryKey: ['notices'],
    queryFn: async ({ signal }) => {
      const answer = await get<readonly Notice[] | { rows: readonly Notice[] }>('/api/notices', { unread: true }, signal)
      return 'rows' in answer ? answer.rows : answer
    },
    retry: false,
  })

/** What the person was told and has not read yet; opening one goes to its matter and counts as read. */
export const Notices = (): ReactElement => {
  const say = useCopy(copy)
  const lang = useLang()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const [, go] = useLocation()
  const rows = useNotices().data ?? []
  const read = (notice: Notice): void => {
    void post(`/api/notices/${encodeURIComponent(notice.id)}/read`).finally(() => void queries.invalidateQueries({ queryKey: ['notices'] }))
    setOpen(false)
    if (notice.matterId) go(matterPath(notice.matterId))
  }
  const list = (
    <div style={{ width: 320, maxHeight: 420, overflow: 'auto' }}>
      {rows.length === 0 && <p className="soft">{say('noNotices')}</p>}
      {rows.length > 1 && (
        <button
          type="button"
          className="link small"
          onClick={() => void post('/api/notices/read-all').finally(() => void queries.invalidateQueries({ queryKey: ['notices'] }))}
        >
          {say('readAll')}
        </button>
      )}
      <ul className="stack">
        {rows.map((notice) => (
          <li key={notice.id}>
            <button type="button" className="link" style={{ textAlign: 'start' }} onClick={() => read(notice)}>
              {notice.title}
            </button>
            {notice.body && <p className="small">{notice.body}</p>}
            <p className="soft small">{momentWords(notice.at, lang)}</p>
          </li>
        ))}
      </ul>
    </div>
  )
  return (
    <Popover trigger="click" placement="bottomRight" open={open} onOpenChange={setOpen} content={list} title={say('notices')}>
      <Button type="text" size="small">
        {say('notices')}
        {rows.length > 0 && (
          <>
            <span className="tag is-accent" aria-hidden="true">
              {rows.length}
            </span>
            <span className="unseen">{say('unread', { count: rows.length })}</span>
          </>
        )}
      </Button>
    </Popover>
  )
}
