import { Button } from 'antd'
import { type KeyboardEvent, type ReactElement, useEffect, useRef } from 'react'
import type { Field } from '../../../src/kernel/form/model.ts'
import { shownFields } from '../../../src/kernel/form/read.ts'
import { ApiFault } from '../api/send.ts'
import { useProcedures } from '../api/shared.ts'
import type { AllowedView, MatterView } from '../api/types.ts'
import { useCopy } from '../app/lang.ts'
import { useDraft } from '../forms/draft.ts'
import { Files } from '../forms/files.tsx'
import { FaultList, FormFields } from '../forms/form.tsx'
import { asList, asText, type Draft, inputOf } from '../forms/values.ts'
import { copy } from './copy.ts'
import { useAct } from './data.ts'
import { isAnswer } from './order.ts'

export interface ActionFormProps {
  readonly matter: MatterView
  readonly allowed: AllowedView
  readonly onCancel: () => void
  readonly onDone: (fresh: MatterView) => void
}

/** What the hand goes to first: a required question that is empty, or else the button, so that Enter sends what is known already. */
const firstToFill = (form: HTMLFormElement | null): HTMLElement | null => {
  const empty = [...(form?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('[aria-required=true]') ?? [])].find(
    (input) => 'value' in input && input.value === '' && !input.closest('.ant-select-content-has-value'),
  )
  const radio = form?.querySelector<HTMLElement>('fieldset[data-required]:not(:has(:checked)) input')
  return empty ?? radio ?? form?.querySelector<HTMLElement>('button[type=submit]') ?? null
}

// Attached files ride in the draft under a name that no field can have.
const attached = '#files'

/** The form of one action. An answer shows the resident's words and what they will receive beside it. */
export const ActionForm = ({ matter, allowed, onCancel, onDone }: ActionFormProps): ReactElement => {
  const say = useCopy(copy)
  const act = useAct(matter)
  const fields = allowed.form as readonly Field[]
  const { draft, change, clear } = useDraft(`${matter.id}-${allowed.action}`, allowed.defaults)
  const tree = useProcedures().data?.find((each) => each.id === matter.procedure.id)?.categories
  const facts = { nature: matter.nature?.id ?? '', category: matter.category?.id ?? '' }
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    firstToFill(form.current)?.focus()
  }, [])
  const send = (): void => {
    if (act.isPending) return
    const files = asList(draft[attached]).map(String)
    const input = inputOf(shownFields(fields, plain(draft), facts), draft)
    act.send({ action: allowed.action, input, files }, (fresh) => {
      clear()
      onDone(fresh)
    })
  }
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
    if (event.key === 'Escape') onCancel()
  }
  const body = (
    <form
      ref={form}
      className="action-form stack-2"
      onKeyDown={keys}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <h2>{allowed.title}</h2>
      <ActFault fault={act.error} fields={fields} />
      <FormFields
        name="act"
        fields={fields}
        draft={plain(draft)}
        onChange={(next) => change({ ...next, [attached]: draft[attached] })}
        faults={faultsOf(act.error)}
        facts={facts}
        categoryTree={tree}
      />
      {allowed.files && (
        <Files
          tickets={asList(draft[attached]).map(String)}
          max={9}
          label={say('attach')}
          onChange={(tickets) => change({ ...draft, [attached]: tickets })}
        />
      )}
      <div className="row">
        <Button type="primary" htmlType="submit" danger={allowed.weight === 'danger'} loading={act.isPending}>
          {allowed.title}
        </Button>
        <Button onClick={onCancel}>{say('cancel')}</Button>
      </div>
    </form>
  )
  return isAnswer(allowed) ? (
    <div className="compose">
      {body}
      <Beside matter={matter} answer={asText(draft['answer'])} />
    </div>
  ) : (
    body
  )
}

/** Why an action was refused, with every fault of its form. */
export const ActFault = ({ fault, fields }: { readonly fault: Error | null; readonly fields?: readonly Field[] }): ReactElement | null => {
  const say = useCopy(copy)
  if (!fault) return null
  const message = fault instanceof ApiFault && fault.status === 409 && fault.code.endsWith('stale') ? say('stale') : fault.message
  return <FaultList name="act" message={message} faults={faultsOf(fault)} {...(fields ? { fields } : {})} />
}

export const faultsOf = (fault: Error | null): ApiFault['fields'] => (fault instanceof ApiFault ? fault.fields : [])

const plain = (draft: Draft): Draft => Object.fromEntries(Object.entries(draft).filter(([name]) => name !== attached))

const Beside = ({ matter, answer }: { readonly matter: MatterView; readonly answer: string }): ReactElement => {
  const say = useCopy(copy)
  return (
    <aside className="compose-beside stack-2">
      <section>
        <h3>{say('said')}</h3>
        <blockquote className="said">{matter.text ?? matter.title}</blockquote>
      </section>
      <section>
        <h3>{say('receive')}</h3>
        <div className="receive">
          {answer.trim() === '' ? (
            <p className="soft">{say('receiveEmpty')}</p>
          ) : (
            <>
              <p>{say('greeting', { title: matter.title })}</p>
              <p className="receive-answer">{answer}</p>
              <p className="soft small">{say('closing', { code: matter.code })}</p>
            </>
          )}
        </div>
      </section>
    </aside>
  )
}
