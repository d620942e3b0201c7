import { Button } from 'antd'
import { type ReactElement, useEffect, useMemo, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { useMatter } from '../actions/data.ts'
import { splitAllowed } from '../actions/order.ts'
import { address } from '../api/send.ts'
import { useCopy } from '../app/lang.ts'
import { useLive } from '../app/live.tsx'
import { copy as frame } from '../app/copy.ts'
import { matterPath } from '../app/paths.ts'
import { pressOf, useKeys } from '../parts/key-press.ts'
import { Fault, Loading } from '../parts/states.tsx'
import { BulkBar } from './bulk.tsx'
import { copy } from './copy.ts'
import { asked, useInbox } from './data.ts'
import { Filters } from './filters.tsx'
import { KeyHelp } from './key-help.tsx'
import { following, keyCommand, moved } from './keys.ts'
import { InboxList } from './list.tsx'
import { Preview } from './preview.tsx'
import { type InboxQuery, readQuery, writeQuery } from './query.ts'
import { Queues } from './queues.tsx'
import './style.css'

/** The inbox: queues, the list due first, and the chosen matter with what to do now. Worked without a mouse. */
export const Inbox = (): ReactElement => {
  const say = useCopy(copy)
  const sayFrame = useCopy(frame)
  const [, go] = useLocation()
  const query = readQuery(useSearch())
  const inbox = useInbox(query)
  const live = useLive()
  const rows = useMemo(() => inbox.data?.pages.flatMap((page) => page.rows) ?? [], [inbox.data])
  const head = inbox.data?.pages[0]
  const [chosen, setChosen] = useState<string | null>(null)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [action, setAction] = useState<string | null>(null)
  const [help, setHelp] = useState(false)
  const current = rows.some((row) => row.id === chosen) ? chosen : (rows[0]?.id ?? null)
  const matter = useMatter(current)
  const fresh = [...live.fresh].length

  const choose = (id: string | null): void => {
    setChosen(id)
    setAction(null)
  }
  const setQuery = (next: InboxQuery): void => {
    const search = writeQuery(next)
    setSelected(new Set())
    choose(null)
    go(search === '' ? '/' : `/?${search}`)
  }
  const select = (id: string): void =>
    setSelected((before) => {
      const next = new Set(before)
      if (!next.delete(id)) next.add(id)
      return next
    })
  const refresh = (): void => {
    live.seen()
    void inbox.refetch()
  }
  const move = (by: 1 | -1): void => {
    // Enter must open the row now, and not press what had the focus before.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    const at = moved(
      rows.findIndex((row) => row.id === current),
      by,
      rows.length,
    )
    choose(rows[at]?.id ?? null)
    if (at >= rows.length - 3 && inbox.hasNextPage && !inbox.isFetchingNextPage) void inbox.fetchNextPage()
  }
  // After an action the next matter comes up, with the same kind of work open again: a stack is worked through with Enter.
  const done = (): void => {
    choose(
      current === null
        ? null
        : following(
            rows.map((row) => row.id),
            current,
          ),
    )
  }
  useKeys((event) => {
    const command = keyCommand(pressOf(event))
    if (command === null || help) return
    event.preventDefault()
    if (command === 'next') move(1)
    if (command === 'previous') move(-1)
    if (command === 'open' && current) go(matterPath(current))
    if (command === 'select' && current) select(current)
    if (command === 'help') setHelp(true)
    if (command === 'search') document.getElementById('inbox-search')?.focus()
    if (command === 'act' && matter.data) setAction(splitAllowed(matter.data.allowed).first[0]?.action ?? null)
    if (command === 'refresh') refresh()
    if (command === 'leave')
      leave(
        action !== null,
        () => setAction(null),
        () => setSelected(new Set()),
      )
  })
  useEffect(() => {
    if (current) document.querySelector(`[data-id="${CSS.escape(current)}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [current])

  return (
    <div className="inbox">
      <Queues queues={head?.queues ?? []} query={query} onQuery={setQuery} />
      <section className="inbox-middle">
        <h1 className="unseen">{say('title')}</h1>
        <Filters key={query.q} query={query} onQuery={setQuery} />
        <div className="inbox-tools no-print">
          <span className="soft small">{head && sayFrame(head.capped ? 'countCapped' : 'count', { count: head.total })}</span>
          {fresh > 0 && (
            <button type="button" className="inbox-fresh" onClick={refresh}>
              {say('fresh', { count: fresh })}
            </button>
          )}
          <span className="inbox-tools-end">
            <Button size="small" type="text" href={address('/api/inbox.xlsx', asked(query))}>
              {sayFrame('excel')}
            </Button>
            <Button size="small" type="text" onClick={() => window.print()}>
              {sayFrame('print')}
            </Button>
            <Button size="small" type="text" onClick={() => setHelp(true)}>
              {say('keys')} <kbd>?</kbd>
            </Button>
          </span>
        </div>
        {selected.size > 0 && <BulkBar ids={[...selected]} onClear={() => setSelected(new Set())} />}
        {inbox.isPending && <Loading rows={10} />}
        {inbox.error && !inbox.data && <Fault fault={inbox.error} onRetry={refresh} />}
        {inbox.data && (
          <InboxList
            rows={rows}
            current={current}
            selected={selected}
            query={query}
            more={inbox.hasNextPage}
            busy={inbox.isFetchingNextPage}
            onMore={() => void inbox.fetchNextPage()}
            onCurrent={choose}
            onSelect={select}
          />
        )}
      </section>
      <aside className="inbox-preview no-print" aria-label={say('preview')}>
        <Preview id={current} action={action} onAction={setAction} onDone={done} />
      </aside>
      {help && <KeyHelp onClose={() => setHelp(false)} />}
    </div>
  )
}

const leave = (open: boolean, close: () => void, clear: () => void): void => {
  if (open) close()
  else clear()
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
}
