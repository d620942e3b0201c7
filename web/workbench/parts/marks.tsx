import { Tooltip } from 'antd'
import type { ReactElement } from 'react'
import type { LeftView, Named } from '../api/types.ts'
import { useLang } from '../app/lang.ts'
import { codeGroups } from './code.ts'
import { fullMoment } from './moment.ts'

/** A code in groups of four; copied, it is one number. */
export const Code = ({ code }: { readonly code: string }): ReactElement => (
  <span className="code mono">
    {codeGroups(code).map((group, i) => (
      <span key={i}>{group}</span>
    ))}
  </span>
)

/** What is left of a clock: words and a bar; the exact moment on hover. */
export const Left = ({ left }: { readonly left: LeftView | null }): ReactElement => {
  const lang = useLang()
  if (!left) return <span className="soft nothing">—</span>
  const [first, ...rest] = left.words.split(' · ')
  const state = left.late ? 'is-late' : left.paused ? 'is-paused' : left.near ? 'is-near' : ''
  return (
    <Tooltip title={fullMoment(left.due, lang)} mouseEnterDelay={0.4}>
      <span className={`left ${state}`}>
        <span className="left-words">
          {first}
          {rest.length > 0 && <span className="left-due">{rest.join(' · ')}</span>}
        </span>
        <span className="left-bar" aria-hidden="true">
          <i style={{ width: `${Math.min(100, Math.max(2, left.share * 100))}%` }} />
        </span>
      </span>
    </Tooltip>
  )
}

const tones: Readonly<Record<string, string>> = {
  late: 'is-late',
  overdue: 'is-late',
  supervised: 'is-near',
  returned: 'is-near',
  reopened: 'is-near',
  sealed: 'is-accent',
  urged: 'is-near',
}

/** Short marks of a matter: 重复, 群体, 涉密, 二次反映. */
export const Marks = ({ marks }: { readonly marks: readonly Named[] }): ReactElement => (
  <>
    {marks.map((mark) => (
      <span key={mark.id} className={`tag ${tones[mark.id] ?? ''}`}>
        {mark.name}
      </span>
    ))}
  </>
)
