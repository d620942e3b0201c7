import type { ReactElement } from 'react'
import type { MatterView } from '../../api/types.ts'
import { useCopy } from '../../app/lang.ts'
import { copy } from './copy.ts'

const signs = { done: '✓', now: '●', ahead: '○' } as const

/** The way through the stages, as a short path. */
export const StagePath = ({ path }: { readonly path: MatterView['path'] }): ReactElement => {
  const say = useCopy(copy)
  return (
    <ol className="stage-path" aria-label={say('path')}>
      {path.map((stage, i) => (
        <li key={`${stage.id}-${i}`} className={`is-${stage.state}`} aria-current={stage.state === 'now' ? 'step' : undefined}>
          <span aria-hidden="true">{signs[stage.state]}</span> {stage.title}
          <span className="unseen">（{say(`path-${stage.state}`)}）</span>
        </li>
      ))}
    </ol>
  )
}
