import { Button } from 'antd'
import type { ReactElement } from 'react'
import { Link } from 'wouter'
import { useCopy } from '../app/lang.ts'
import { matterPath } from '../app/paths.ts'
import { codeGroups } from '../parts/code.ts'
import { copy } from './copy.ts'
import type { Filed } from './data.ts'

/** The code to read out, and the way to the next call. */
export const DeskDone = ({ filed, onNext }: { readonly filed: Filed; readonly onNext: () => void }): ReactElement => {
  const say = useCopy(copy)
  return (
    <section className="panel desk-done stack-2" role="status">
      <h2 className="done">✓ {filed.answered ? say('doneAnswered') : say('doneTitle')}</h2>
      {filed.answerFault !== null && <p className="faults">{say('answerFailed', { reason: filed.answerFault })}</p>}
      <p>{say('readOut')}</p>
      <p className="desk-code mono">
        {codeGroups(filed.code).map((group, i) => (
          <span key={i}>{group}</span>
        ))}
      </p>
      <p className="soft">
        {say('secret')} <span className="mono">{filed.secret}</span>
      </p>
      <div className="row">
        <Button type="primary" autoFocus onClick={onNext}>
          {say('another')}
        </Button>
        <Link href={matterPath(filed.id)}>{say('open')}</Link>
      </div>
    </section>
  )
}
