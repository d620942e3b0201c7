import { App, Button } from 'antd'
import { type ReactElement, useState } from 'react'
import type { Field } from '../../../../src/kernel/form/model.ts'
import { useCopy } from '../../app/lang.ts'
import { dayBefore } from '../../parts/moment.ts'
import { roleNames } from '../copy.ts'
import { choicesOf } from '../fields.ts'
import { RowForm } from '../row-form.tsx'
import { copy } from './copy.ts'
import { type StaffRow, useStaffAct } from './data.ts'

const postFields: readonly Field[] = [
  { field: 'unit', kind: 'unit', label: copy.unit, required: true },
  { field: 'role', kind: 'choice', label: copy.role, required: true, of: choicesOf(roleNames) },
  { field: 'since', kind: 'date', label: copy.since, required: true },
  { field: 'until', kind: 'date', label: copy.until },
]

interface ActsProps {
  readonly person: StaffRow
  readonly roleName: (role: string) => string
  readonly unitName: (unit: string) => string
}

/** Offices of a person, and what guards their account. */
export const Acts = ({ person, roleName, unitName }: ActsProps): ReactElement => {
  const say = useCopy(copy)
  const { message, modal } = App.useApp()
  const act = useStaffAct()
  const [granting, setGranting] = useState(false)
  const [today] = useState(() => dayBefore(Date.now(), 0))
  const run = async (path: string, body?: unknown): Promise<void> => {
    try {
      const answer = await act.mutateAsync({ path, body })
      if (answer?.password)
        modal.success({ title: say('password', { name: person.name }), content: <p className="mono admin-secret">{answer.password}</p> })
      else void message.success(say('done'))
    } catch (fault) {
      void message.error(fault instanceof Error ? fault.message : String(fault))
    }
  }
  const leave = (): void => {
    modal.confirm({
      title: say('leaveSure', { name: person.name }),
      okText: say('leave'),
      okButtonProps: { danger: true },
      onOk: () => run(`/api/staff/${person.id}/end`),
    })
  }
  const grant = (draft: Readonly<Record<string, unknown>>): Promise<void> =>
    act
      .mutateAsync({
        path: '/api/memberships',
        body: { account: person.id, unit: draft['unit'], role: draft['role'], since: draft['since'], until: draft['until'] || null },
      })
      .then(() => setGranting(false))
  return (
    <div className="stack-2">
      <h3>{say('posts')}</h3>
      <ul className="stack">
        {person.memberships.map((post) => (
          <li key={post.id} className="spread">
            <span>
              {unitName(post.unit)} · {roleName(post.role)}{' '}
              <span className="soft small">
                {post.since} — {post.until}
              </span>
            </span>
            {post.until === null && (
              <Button size="small" onClick={() => void run(`/api/memberships/${post.id}/end`, { lastDay: today })}>
                {say('endPost')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {granting ? (
        <RowForm title={say('grant')} fields={postFields} defaults={{ since: today }} onSave={grant} onCancel={() => setGranting(false)} />
      ) : (
        <Button size="small" onClick={() => setGranting(true)}>
          {say('grant')}
        </Button>
      )}
      <div className="row">
        <Button size="small" onClick={() => void run(`/api/staff/${person.id}/reset-password`)}>
          {say('reset')}
        </Button>
        {person.locked && (
          <Button size="small" onClick={() => void run(`/api/staff/${person.id}/unlock`)}>
            {say('unlock')}
          </Button>
        )}
        <Button size="small" onClick={() => void run(`/api/staff/${person.id}/end-sessions`)}>
          {say('endSessions')}
        </Button>
        {person.state === 'active' && (
          <Button size="small" danger onClick={leave}>
            {say('leave')}
          </Button>
        )}
      </div>
    </div>
  )
}
