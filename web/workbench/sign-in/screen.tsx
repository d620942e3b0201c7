import { Button, Input } from 'antd'
import { type FormEvent, type ReactElement, useState } from 'react'
import { useCopy } from '../app/lang.ts'
import { Mark } from '../app/shell.tsx'
import { copy } from './copy.ts'
import { useSignIn } from './data.ts'
import './style.css'

/** Signing in: a page of its own, or laid over the screen when the session ended (`again` is whose it was). */
export const SignIn = ({ again }: { readonly again?: string }): ReactElement => {
  const say = useCopy(copy)
  const [login, setLogin] = useState(again ?? '')
  const [password, setPassword] = useState('')
  const [missing, setMissing] = useState(false)
  const signIn = useSignIn()
  const send = (event: FormEvent): void => {
    event.preventDefault()
    const empty = login.trim() === '' || password === ''
    setMissing(empty)
    if (!empty) signIn.mutate({ login: login.trim(), password })
  }
  const fault = missing ? say('missing') : signIn.error?.message
  const over = again !== undefined
  return (
    <div
      className={`sign-in ${over ? 'is-over' : ''}`}
      {...(over ? { role: 'dialog', 'aria-modal': true, 'aria-labelledby': 'sign-in-title' } : {})}
    >
      <form onSubmit={send} noValidate>
        <div className="brand">
          <Mark />
          <div>
            <h1 id="sign-in-title">{over ? say('again') : say('title')}</h1>
            <p className="soft small">{over ? say('againHint') : say('line')}</p>
          </div>
        </div>
        {fault && (
          <p className="faults" role="alert">
            {fault}
          </p>
        )}
        <p>
          <label htmlFor="login">{say('login')}</label>
          <Input
            id="login"
            size="large"
            autoComplete="username"
            autoFocus={!over}
            value={login}
            onChange={(event) => setLogin(event.target.value)}
          />
        </p>
        <p>
          <label htmlFor="password">{say('password')}</label>
          <Input.Password
            id="password"
            size="large"
            autoComplete="current-password"
            autoFocus={over}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </p>
        <Button type="primary" htmlType="submit" size="large" block loading={signIn.isPending}>
          {say('send')}
        </Button>
        <p className="soft small">{say('help')}</p>
      </form>
    </div>
  )
}
