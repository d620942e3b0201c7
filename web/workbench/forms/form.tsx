import { type ReactElement, useState } from 'react'
import type { Field } from '../../../src/kernel/form/model.ts'
import { shownFields } from '../../../src/kernel/form/read.ts'
import type { FieldMessage } from '../api/send.ts'
import { useLang } from '../app/lang.ts'
import { FormContext, inputId } from './context.ts'
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

interface Mended {
  readonly of: readonly FieldMessage[]
  readonly names: readonly string[]
}

const topOf = (path: string): string => path.split('.')[0] ?? path

/** The questions of a form that are asked for now, each with its fault. The one form model, drawn for staff. */
export const FormFields = ({ name, fields, draft, onChange, faults = [], facts = {}, categoryTree }: FormProps): ReactElement => {
  const lang = useLang()
  // An answer that was changed since is not faulted any more; the next sending says what is still wrong.
  const [mended, setMended] = useState<Mended>({ of: faults, names: [] })
  const names = mended.of === faults ? mended.names : []
  const standing = faults.filter((fault) => !names.includes(topOf(fault.path)))
  return (
    <FormContext value={{ lang, name, faults: faultMap(standing), view: FieldView, categoryTree }}>
      <div className="form-fields">
        {shownFields(fields, draft, facts).map((field) => (
          <FieldView
            key={field.field}
            field={field}
            path={field.field}
            value={Object.hasOwn(draft, field.field) ? draft[field.field] : field.default}
            onChange={(value) => {
              if (faults.length > 0) setMended({ of: faults, names: [...names, field.field] })
              onChange({ ...draft, [field.field]: value })
            }}
          />
        ))}
      </div>
    </FormContext>
  )
}

interface FaultListProps {
  readonly name: string
  readonly message: string
  readonly faults: readonly FieldMessage[]
  /** The questions that were asked, so that each fault says which one it is about. */
  readonly fields?: readonly Field[]
}

/** All faults together, each leading to its input, and read out when they appear. */
export const FaultList = ({ name, message, faults, fields = [] }: FaultListProps): ReactElement => {
  const lang = useLang()
  const label = (path: string): string => {
    const question = fields.find((field) => field.field === topOf(path))?.label[lang]
    return question === undefined ? '' : `${question}${lang === 'zh' ? '：' : ': '}`
  }
  const lead = (path: string): void => {
    const plain = plainPath(path)
    const target = document.getElementById(inputId(name, plain)) ?? document.getElementById(`${inputId(name, plain)}-set`)
    target?.scrollIntoView({ block: 'center' })
    target?.focus()
  }
  return (
    <div className="faults" role="alert">
      <b>{message}</b>
      {faults.length > 0 && (
        <ul>
          {faults.map((fault) => (
            <li key={`${fault.path} ${fault.code}`}>
              <button type="button" className="link" onClick={() => lead(fault.path)}>
                {label(fault.path)}
                {fault.message}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
