import { Button, Input, Popover } from 'antd'
import { type ReactElement, useState } from 'react'
import type { QueueView } from '../api/types.ts'
import { useCopy } from '../app/lang.ts'
import { useSaved } from '../parts/saved.ts'
import { copy } from './copy.ts'
import { type InboxQuery, isFiltered, readQuery, writeQuery } from './query.ts'

interface QueuesProps {
  readonly queues: readonly QueueView[]
  readonly query: InboxQuery
  readonly onQuery: (query: InboxQuery) => void
}

const tones: Readonly<Record<string, string>> = { late: 'late', near: 'near' }

/** The reader's queues with their counts, and the filters they keep. */
export const Queues = ({ queues, query, onQuery }: QueuesProps): ReactElement => {
  const say = useCopy(copy)
  const { saved, add, remove } = useSaved('inbox')
  const current = writeQuery(query)
  return (
    <nav className="inbox-queues" aria-label={say('queues')}>
      <ul>
        {queues.map((queue) => (
          <li key={queue.id}>
            <button
              type="button"
              className="queue"
              aria-current={queue.id === query.queue ? 'true' : undefined}
              onClick={() => onQuery({ ...query, queue: queue.id })}
            >
              <span>{queue.title}</span>
              <span className={`queue-count ${queue.count > 0 ? (tones[queue.id] ?? '') : 'soft'}`}>
                {queue.count}
                {queue.capped && '+'}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <div className="inbox-saved">
        <h3>{say('saved')}</h3>
        <ul>
          {saved.map((each) => (
            <li key={each.name} className="row is-nowrap">
              <button
                type="button"
                className="queue"
                aria-current={each.query === current ? 'true' : undefined}
                onClick={() => onQuery(readQuery(each.query))}
              >
                {each.name}
              </button>
              <button
                type="button"
                className="chip-remove"
                aria-label={say('forget', { name: each.name })}
                onClick={() => remove(each.name)}
              >
                ✕
              </button>
            </li>
          ))}
        </ul>
        {isFiltered(query) && <SaveFilter onSave={(name) => add({ name, query: current })} />}
      </div>
    </nav>
  )
}

const SaveFilter = ({ onSave }: { readonly onSave: (name: string) => void }): ReactElement => {
  const say = useCopy(copy)
  const [name, setName] = useState('')
  const [open, setOpen] = useState(false)
  const save = (): void => {
    if (name.trim() === '') return
    onSave(name.trim())
    setName('')
    setOpen(false)
  }
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      content={
        <form
          className="row is-nowrap"
          onSubmit={(event) => {
            event.preventDefault()
            save()
          }}
        >
          <Input
            aria-label={say('saveName')}
            placeholder={say('saveName')}
            value={name}
            maxLength={20}
            onChange={(event) => setName(event.target.value)}
          />
          <Button type="primary" htmlType="submit">
            {say('save')}
          </Button>
        </form>
      }
    >
      <button type="button" className="link small">
        {say('saveThis')}
      </button>
    </Popover>
  )
}
