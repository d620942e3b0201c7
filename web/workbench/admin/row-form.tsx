import { App, Button } from 'antd'
import { type FormEvent, type ReactElement, type ReactNode, useState } from 'react'
import type { Field } from '../../../src/kernel/form/model.ts'
import { ApiFault } from '../api/send.ts'
import { useCopy } from '../app/lang.ts'
import { FaultList, FormFields } from '../forms/form.tsx'
import type { Draft } from '../forms/values.ts'
import { copy } from './copy.ts'

interface RowFormProps {
  readonly title: string
  readonly fields: readonly Field[]
  readonly defaults: Draft
  readonly onSave: (values: Draft) => Promise<unknown>
  readonly onCancel: () => void
  /** What the button that sends says, where it does not save. */
  readonly saveWords?: string
  /** Further acts on the row, below its form. */
  readonly children?: ReactNode
}

/** The form of one row: one press to save, faults on top and at their fields. */
export const RowForm = ({ title, fields, defaults, onSave, onCancel, saveWords, children }: RowFormProps): ReactElement => {
  const say = useCopy(copy)
  const { message } = App.useApp()
  const [draft, setDraft] = useState<Draft>(defaults)
  const [fault, setFault] = useState<Error | null>(null)
  const [busy, setBusy] = useState(false)
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    setFault(null)
    try {
      await onSave(draft)
      void message.success(say('saved'))
    } catch (error) {
      setFault(error instanceof Error ? error : new Error(String(error)))
    }
    setBusy(false)
  }
  const faults = fault instanceof ApiFault ? fault.fields : []
  return (
    <section className="panel stack-2 admin-form">
      <h2>{title}</h2>
      {fault && <FaultList name="admin" message={fault.message} faults={faults} />}
      <form className="stack-2" noValidate onSubmit={(event) => void save(event)}>
        <FormFields name="admin" fields={fields} draft={draft} onChange={setDraft} faults={faults} />
        <div className="row">
          <Button type="primary" htmlType="submit" loading={busy}>
            {saveWords ?? say('save')}
          </Button>
          <Button onClick={onCancel}>{say('cancel')}</Button>
        </div>
      </form>
      {children}
    </section>
  )
}
