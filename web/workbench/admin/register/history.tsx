import { App, Button, Modal } from 'antd'
import { type ReactElement, useState } from 'react'
import { useCopy, useLang } from '../../app/lang.ts'
import { momentWords } from '../../parts/moment.ts'
import { Shown } from '../../parts/states.tsx'
import { cellWords } from '../cells.ts'
import { copy } from '../copy.ts'
import { type HistoryEntry, type RegisterValue, useHistory, useUndo } from './data.ts'

/** Who changed what and when, with the way back. */
export const History = ({ name }: { readonly name: string }): ReactElement => {
  const say = useCopy(copy)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say('history')}</Button>
      {open && (
        <Modal open width={720} footer={null} title={say('history')} onCancel={() => setOpen(false)}>
          <Entries name={name} />
        </Modal>
      )}
    </>
  )
}

const Entries = ({ name }: { readonly name: string }): ReactElement => {
  const say = useCopy(copy)
  const history = useHistory(name)
  return (
    <Shown of={history}>
      {(entries) => (
        <ul className="stack-2 admin-history">
          {entries.length === 0 && <li className="soft">{say('historyEmpty')}</li>}
          {entries.map((entry) => (
            <Entry key={entry.id} name={name} entry={entry} />
          ))}
        </ul>
      )}
    </Shown>
  )
}

const Entry = ({ name, entry }: { readonly name: string; readonly entry: HistoryEntry }): ReactElement => {
  const say = useCopy(copy)
  const lang = useLang()
  const { message } = App.useApp()
  const undo = useUndo(name)
  const run = (): void =>
    undo.mutate(entry.id, { onSuccess: () => void message.success(say('undone')), onError: (fault) => void message.error(fault.message) })
  return (
    <li>
      <p className="spread">
        <span>
          <b>{entry.by}</b> <span className="soft small">{momentWords(entry.at, lang)}</span> {say('historyCount', { count: entry.count })}
        </span>
        <Button size="small" loading={undo.isPending} onClick={run}>
          {say('undo')}
        </Button>
      </p>
      {entry.changes.slice(0, 5).map((change) => (
        <p key={change.key} className="small soft">
          {change.key}：{differences(change.before, change.after, lang)}
        </p>
      ))}
    </li>
  )
}

const differences = (before: RegisterValue | null, after: RegisterValue | null, lang: 'zh' | 'en'): string => {
  if (before === null) return '+'
  if (after === null) return '−'
  const names = Object.keys(after).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  return names.map((name) => `${name} ${cellWords(before[name], lang) || '—'} → ${cellWords(after[name], lang) || '—'}`).join('；')
}
