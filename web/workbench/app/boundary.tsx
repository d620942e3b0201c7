import { Button } from 'antd'
import { Component, type ReactElement, type ReactNode } from 'react'
import { copy } from './copy.ts'
import { useCopy } from './lang.ts'

interface State {
  readonly failed: boolean
}

/** Keeps a fault of one screen from taking the whole window away. Mounted with a key, it forgets the fault when the page changes. */
export class Boundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { failed: false }

  static getDerivedStateFromError(): State {
    return { failed: true }
  }

  override render(): ReactNode {
    return this.state.failed ? <Broken /> : this.props.children
  }
}

const Broken = (): ReactElement => {
  const say = useCopy(copy)
  return (
    <div className="empty" role="alert">
      <b>{say('broken')}</b>
      <p>{say('brokenHint')}</p>
      <p>
        <Button onClick={() => location.reload()}>{say('reload')}</Button>
      </p>
    </div>
  )
}
