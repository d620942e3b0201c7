import { App, Button, Input, Modal } from 'antd'
import { type ReactElement, useState } from 'react'
import { useCopy } from '../app/lang.ts'
import { UnitPick } from '../forms/choose.tsx'
import { copy } from './copy.ts'
import { useBulk } from './data.ts'

interface BulkProps {
  readonly ids: readonly string[]
  readonly onClear: () => void
}

/** What can be done with several matters at once. */
export const BulkBar = ({ ids, onClear }: BulkProps): ReactElement => {
  const say = useCopy(copy)
  const bulk = useBulk()
  const { modal, message } = App.useApp()
  const [dispatching, setDispatching] = useState(false)
  const run = (action: string, input: Readonly<Record<string, unknown>>): void =>
    bulk.mutate(
      { ids, action, input },
      {
        onSuccess: ({ done, refused }) => {
          setDispatching(false)
          onClear()
          const words = say('bulkDone', { done: done.length, refused: refused.length })
          if (refused.length === 0) void message.success(words)
          else modal.warning({ title: words, content: <Refused refused={refused} />, width: 520 })
        },
        onError: (fault) => void message.error(fault.message),
      },
    )
  return (
    <div className="inbox-bulk" role="toolbar" aria-label={say('selected', { count: ids.length })}>
      <b>{say('selected', { count: ids.length })}</b>
      <Button size="small" loading={bulk.isPending && bulk.variables.action === 'sign'} onClick={() => run('sign', {})}>
        {say('bulkSign')}
      </Button>
      <Button size="small" onClick={() => setDispatching(true)}>
        {say('bulkDispatch')}
      </Button>
      <Button size="small" type="text" onClick={onClear}>
        {say('unselect')}
      </Button>
      {dispatching && (
        <DispatchMany busy={bulk.isPending} onCancel={() => setDispatching(false)} onSend={(input) => run('dispatch', input)} />
      )}
    </div>
  )
}

/** Why some of many were refused, alike ones together. */
export const Refused = ({ refused }: { readonly refused: readonly { readonly id: string; readonly message: string }[] }): ReactElement => {
  return (
    <ul>
      {Object.entries(Object.groupBy(refused, (each) => each.message)).map(([message, list]) => (
        <li key={message}>
          {message} × {list?.length}
        </li>
      ))}
    </ul>
  )
}

const DispatchMany = ({
  busy,
  onCancel,
  onSend,
}: {
  readonly busy: boolean
  readonly onCancel: () => void
  readonly onSend: (input: Record<string, unknown>) => void
}): ReactElement => {
  const say = useCopy(copy)
  const [lead, setLead] = useState<string | undefined>(undefined)
  const [note, setNote] = useState('')
  const send = (): void => {
    if (lead !== undefined) onSend({ lead, ...(note.trim() === '' ? {} : { dispatchNote: note.trim() }) })
  }
  return (
    <Modal
      open
      title={say('bulkDispatch')}
      okText={say('send')}
      cancelText={say('cancel')}
      okButtonProps={{ disabled: lead === undefined, loading: busy }}
      onOk={send}
      onCancel={onCancel}
    >
      <div className="stack-2">
        <div>
          <label htmlFor="bulk-lead">{say('bulkTo')}</label>
          <UnitPick value={lead} onChange={setLead} described={{ id: 'bulk-lead' }} />
        </div>
        <div>
          <label htmlFor="bulk-note">{say('bulkNote')}</label>
          <Input.TextArea id="bulk-note" value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
        </div>
      </div>
    </Modal>
  )
}
