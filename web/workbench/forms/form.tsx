import type { ReactElement } from 'react'
import type { Field } from '../../../src/kernel/form/model.ts'
import { shownFields } from '../../../src/kernel/form/read.ts'
import type { FieldMessage } from '../api/send.ts'
import { useCopy, useLang } from '../app/lang.ts'
import { FormContext, inputId } from './context.ts'
import { copy } from './copy.ts'
import { FieldView } from './field.tsx'
import './style.css'
import { type Draft, faultMap, plainPath } from './values.ts'

interface FormProps {
  /** Distinguishes the ids of forms on one page. */
  readonly name: string
  readonly fields: readonly Field[]
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
  readonly faults?: readonly FieldMessage[]
  readonly facts?: Readonly<Record<string, unknown>>
  readonly categoryTree?: string | undefined
}

/** The questions of a form that are asked for now, each with its fault. The one form model, drawn for staff. */
export const FormFields = ({ name, fields, draft, onChange, faults = [], facts = {}, categoryTree }: FormProps): ReactElement => {
  const lang = useLang()
  return (
    <FormContext value={{ lang, name, faults: faultMap(faults), view: FieldView, categoryTree }}>
      <div className="form-fields">
        {shownFields(fields, draft, facts).map((field) => (
          <FieldView
            key={field.field}
            field={field}
            path={field.field}
            value={Object.hasOwn(draft, field.field) ? draft[field.field] : field.default}
            onChange={(value) => onChange({ ...draft, [field.field]: value })}
          />
        ))}
      </div>
    </FormContext>
  )
}

/** All faults together, each leading to its input. Takes the focus when it appears, so that it is read out. */
export const FaultList = ({
  name,
  message,
  faults,
}: {
  readonly name: string
  readonly message: string
  readonly faults: readonly FieldMessage[]
}): ReactElement => {
  const say = useCopy(copy)
  const lead = (path: string): void => {
    const plain = plainPath(path)
    const target = document.getElementById(inputId(name, plain)) ?? document.getElementById(`${inputId(name, plain)}-set`)
    target?.scrollIntoView({ block: 'center' })
    target?.focus()
  }
  return (
    <div className="faults" role="alert">
      <b>{faults.length > 1 ? `${message} ${say('faults', { count: faults.length })}` : message}</b>
      {faults.length > 0 && (
        <ul>
          {faults.map((fault) => (
            <li key={`${fault.path} ${fault.code}`}>
              <button type="button" className="link" onClick={() => lead(fault.path)}>
                {fault.message}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
