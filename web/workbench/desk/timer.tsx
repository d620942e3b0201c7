import { type ReactElement, useEffect, useState } from 'react'
import { useCopy } from '../app/lang.ts'
import { copy } from './copy.ts'
import { clockWords } from './order.ts'

/** How long the call has gone on. For the agent alone: it is kept nowhere. */
export const Timer = ({ running }: { readonly running: boolean }): ReactElement => {
  const say = useCopy(copy)
  const [from, setFrom] = useState(() => Date.now())
  const [now, setNow] = useState(from)
  useEffect(() => {
    if (!running) return
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [running])
  const restart = (): void => {
    setFrom(Date.now())
    setNow(Date.now())
  }
  return (
    <p className="desk-timer">
      <span role="timer">{say('timer', { time: clockWords((now - from) / 1000) })}</span>{' '}
      <button type="button" className="link small" onClick={restart} tabIndex={-1}>
        {say('restart')}
      </button>
    </p>
  )
}
