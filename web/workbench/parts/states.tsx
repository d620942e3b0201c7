import { Button } from 'antd'
import type { ReactElement, ReactNode } from 'react'
import { copy } from '../app/copy.ts'
import { ApiFault } from '../api/send.ts'
import { useCopy } from '../app/lang.ts'

/** A list that is being read: the layout stays still. */
export const Loading = ({ rows = 5 }: { readonly rows?: number }): ReactElement => {
  const say = useCopy(copy)
  return (
    <div className="skeleton" role="status" style={{ padding: 16 }}>
      <span className="unseen">{say('loading')}</span>
      {Array.from({ length: rows }, (_, i) => (
        <i key={i} />
      ))}
    </div>
  )
}

/** What could not be read, in words, and the way to try again. */
export const Fault = ({ fault, onRetry }: { readonly fault: Error; readonly onRetry?: () => void }): ReactElement => {
  const say = useCopy(copy)
  return (
    <div className="empty" role="alert">
      <b>{fault.message}</b>
      {onRetry && (
        <p style={{ marginTop: 8 }}>
          <Button onClick={onRetry}>{say('retry')}</Button>
        </p>
      )}
    </div>
  )
}

/** Nothing is here: says so, and what to do next. */
export const Empty = ({ title, children }: { readonly title: string; readonly children?: ReactNode }): ReactElement => (
  <div className="empty">
    <b>{title}</b>
    {children}
  </div>
)

interface Asked<T> {
  readonly data: T | undefined
  readonly error: Error | null
  readonly refetch: () => unknown
}

/** Shows what was asked for, or that it is coming, or why it does not. */
export const Shown = <T,>({
  of,
  children,
  rows,
}: {
  readonly of: Asked<T>
  readonly children: (data: T) => ReactNode
  readonly rows?: number
}): ReactNode => {
  if (of.data !== undefined) return children(of.data)
  // What one may not see does not come by asking again.
  const refused = of.error instanceof ApiFault && of.error.status === 403
  if (of.error) return <Fault fault={of.error} {...(refused ? {} : { onRetry: () => void of.refetch() })} />
  return <Loading {...(rows === undefined ? {} : { rows })} />
}
