import { App, Button, Input } from 'antd'
import { type FormEvent, type ReactElement, useState } from 'react'
import { useCopy } from '../app/lang.ts'
import { useSelf } from '../app/me.ts'
import type { Me } from '../app/session.ts'
import { copy } from './copy.ts'
import { useChangePassword } from './data.ts'
import '../sign-in/style.css'

export const OwnPassword = (): ReactElement => <Password me={useSelf()} first={false} />

/** A new password; `first` when it must be changed before any work. */
export const Password = ({ me, first }: { readonly me: Me; readonly first: boolean }): ReactElement => {
  const say = useCopy(copy)
  const { message } = App.useApp()
  const [given, setGiven] = useState({ current: '', next: '', again: '' })
  const [differ, setDiffer] = useState(false)
  const change = useChangePassword()
  const send = (event: FormEvent): void => {
    event.preventDefault()
    setDiffer(given.next !== given.again)
    if (given.next !== given.again) return
    change.mutate({ current: given.current, next: given.next }, { onSuccess: () => void message.success(say('done')) })
  }
  const told = change.error
    ? [
        change.error.message,
        ...('fields' in change.error ? (change.error.fields as { message: string }[]).map((field) => field.message) : []),
      ]
    : []
  const field = (name: keyof typeof given, complete: string, hint?: string): ReactElement => (
    <div>
      <label htmlFor={`password-${name}`}>{say(name)}</label>
      <Input.Password
        id={`password-${name}`}
        size="large"
        autoComplete={complete}
        value={given[name]}
        onChange={(event) => setGiven({ ...given, [name]: event.target.value })}
      />
      {hint && <p className="field-hint">{hint}</p>}
    </div>
  )
  return (
    <div className="sign-in">
      <form onSubmit={send} noValidate>
        <h1>{say('title')}</h1>
        {first && <p>{say('first')}</p>}
        <input type="text" hidden readOnly autoComplete="username" value={me.login} />
        {(differ || told.length > 0) && (
          <div className="faults" role="alert">
            {differ ? say('differ') : [...new Set(told)].map((line) => <p key={line}>{line}</p>)}
          </div>
        )}
        {field('current', 'current-password')}
        {field('next', 'new-password', say('nextHint'))}
        {field('again', 'new-password')}
        <Button type="primary" htmlType="submit" size="large" block loading={change.isPending}>
          {say('send')}
        </Button>
      </form>
    </div>
  )
}
