import { type ReactElement, useState } from 'react'
import { useCopy } from '../app/lang.ts'
import { Empty, Shown } from '../parts/states.tsx'
import { copy } from './copy.ts'
import { type Filed, useDeskProcedures } from './data.ts'
import { DeskDone } from './done.tsx'
import { DeskForm } from './form.tsx'
import './style.css'
import { Timer } from './timer.tsx'

/** Filing while talking: one screen, worked with the keyboard alone. */
export const Desk = (): ReactElement => {
  const say = useCopy(copy)
  const procedures = useDeskProcedures()
  const [filed, setFiled] = useState<Filed | null>(null)
  // Each call has its own form and its own timer.
  const [call, setCall] = useState(1)
  const next = (): void => {
    setFiled(null)
    setCall(call + 1)
  }
  return (
    <div className="page desk">
      <div className="spread">
        <h1>{say('title')}</h1>
        <Timer key={call} running={filed === null} />
      </div>
      <p className="soft small desk-keys">{say('keys')}</p>
      {filed ? (
        <DeskDone filed={filed} onNext={next} />
      ) : (
        <Shown of={procedures}>
          {(list) => {
            const [first] = list
            return first ? <DeskForm key={call} procedures={list} first={first} onFiled={setFiled} /> : <Empty title={say('none')} />
          }}
        </Shown>
      )}
    </div>
  )
}
