import { App, Button } from 'antd'
import { type ReactElement, useState } from 'react'
import type { AllowedView, MatterView } from '../api/types.ts'
import { useCopy } from '../app/lang.ts'
import { useSelf } from '../app/me.ts'
import { copy } from './copy.ts'
import { ActionForm } from './action-form.tsx'
import { DispatchForm } from './dispatch.tsx'
import { awaited, isDispatch, splitAllowed } from './order.ts'
import './style.css'

interface PanelProps {
  readonly matter: MatterView
  /** The action whose form is open. */
  readonly open: string | null
  readonly onOpen: (action: string | null) => void
  /** Called after an action was taken. */
  readonly onDone?: (matter: MatterView, action: string) => void
}

/** What the reader may do with the matter now, most likely first; each opens its form in place. */
export const ActionPanel = ({ matter, open, onOpen, onDone }: PanelProps): ReactElement => {
  const say = useCopy(copy)
  const { message } = App.useApp()
  const { units } = useSelf()
  const { first, other } = splitAllowed(matter.allowed)
  const chosen = matter.allowed.find((each) => each.action === open)
  if (chosen) {
    const done = (fresh: MatterView): void => {
      void message.success(say('done', { action: chosen.title }))
      onOpen(null)
      onDone?.(fresh, chosen.action)
    }
    const props = { matter, allowed: chosen, onCancel: () => onOpen(null), onDone: done }
    const Form = isDispatch(chosen) ? DispatchForm : ActionForm
    return (
      <div className="stack-2">
        <Form key={`${matter.id} ${chosen.action}`} {...props} />
        <Instead others={first.filter((each) => each !== chosen)} onOpen={onOpen} />
      </div>
    )
  }
  if (matter.allowed.length === 0) {
    return (
      <p className="soft">
        {say('none')} {matter.asked === null && matter.path.find((stage) => stage.state === 'now')?.title}
      </p>
    )
  }
  const lead = matter.assignments.find((each) => each.part === 'lead' && each.endedAt === null)
  const waits = lead?.signedAt && units.some((unit) => unit.id === lead.unit.id) ? awaited(matter) : []
  return (
    <div className="action-list">
      {waits.length > 0 && <p className="soft">{say('waitsForAssistants', { units: waits.join('、') })}</p>}
      {first.map((each, i) => (
        <ActionButton key={each.action} allowed={each} first={i === 0} onOpen={onOpen} />
      ))}
      {other.length > 0 && <Others others={other} onOpen={onOpen} />}
    </div>
  )
}

const ActionButton = ({
  allowed,
  first,
  onOpen,
}: {
  readonly allowed: AllowedView
  readonly first: boolean
  readonly onOpen: (action: string) => void
}): ReactElement => (
  <Button
    block
    type={first && allowed.weight !== 'danger' && (!allowed.standing || allowed.action === 'sign') ? 'primary' : 'default'}
    danger={allowed.weight === 'danger'}
    onClick={() => onOpen(allowed.action)}
  >
    {allowed.title}
    {first && <kbd className="action-key">a</kbd>}
  </Button>
)

/** The other likely actions while one's form is open: a call may end differently than it began. */
const Instead = ({
  others,
  onOpen,
}: {
  readonly others: readonly AllowedView[]
  readonly onOpen: (action: string) => void
}): ReactElement | null => {
  const say = useCopy(copy)
  if (others.length === 0) return null
  return (
    <p className="action-others">
      <span className="soft small">{say('instead')}</span>
      {others.map((each) => (
        <Button key={each.action} size="small" danger={each.weight === 'danger'} onClick={() => onOpen(each.action)}>
          {each.title}
        </Button>
      ))}
    </p>
  )
}

const Others = ({
  others,
  onOpen,
}: {
  readonly others: readonly AllowedView[]
  readonly onOpen: (action: string) => void
}): ReactElement => {
  const say = useCopy(copy)
  const [shown, setShown] = useState(false)
  return (
    <>
      <button type="button" className="link small" aria-expanded={shown} onClick={() => setShown(!shown)}>
        {say('more')}（{others.length}）
      </button>
      {shown && (
        <div className="action-others">
          {others.map((each) => (
            <Button key={each.action} size="small" danger={each.weight === 'danger'} onClick={() => onOpen(each.action)}>
              {each.title}
            </Button>
          ))}
        </div>
      )}
    </>
  )
}
