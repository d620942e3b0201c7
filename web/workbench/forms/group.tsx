import { Button } from 'antd'
import type { ReactElement } from 'react'
import { shownFields } from '../../../src/kernel/form/read.ts'
import { useCopy } from '../app/lang.ts'
import { type InputProps, useForm } from './context.ts'
import { copy } from './copy.ts'
import { asList, type Draft, partOf } from './values.ts'

/** Questions that belong together. */
export const GroupInput = ({ field, path, value, onChange }: InputProps): ReactElement => {
  const { view: FieldView } = useForm()
  const draft = (typeof value === 'object' && value !== null ? value : {}) as Draft
  return (
    <div className="field-group">
      {shownFields(field.fields ?? [], draft).map((inner) => (
        <FieldView
          key={inner.field}
          field={inner}
          path={`${path}.${inner.field}`}
          value={partOf(draft, inner.field)}
          onChange={(next) => onChange({ ...draft, [inner.field]: next })}
        />
      ))}
    </div>
  )
}

/** The same question several times. */
export const RepeatInput = ({ field, path, value, onChange, described }: InputProps): ReactElement => {
  const say = useCopy(copy)
  const { view: FieldView } = useForm()
  const entries = asList(value)
  const rows = entries.length === 0 ? [undefined] : entries
  const { repeat: _, hint: __, ...one } = field
  const change = (index: number, next: unknown): void => onChange(rows.map((row, i) => (i === index ? next : row)))
  const full = rows.length >= (field.repeat?.max ?? 50)
  return (
    <div className="field-repeat" id={described.id} tabIndex={-1}>
      {rows.map((row, i) => (
        <div key={i} className="field-repeat-row">
          <FieldView field={one} path={`${path}.${i}`} value={row} onChange={(next) => change(i, next)} />
          {entries.length > 0 && (
            <Button
              size="small"
              type="text"
              aria-label={say('removeOne', { n: i + 1 })}
              onClick={() => onChange(entries.filter((_entry, at) => at !== i))}
            >
              ✕
            </Button>
          )}
        </div>
      ))}
      {!full && (
        <Button size="small" onClick={() => onChange([...rows, field.kind === 'group' ? {} : ''])}>
          {say('addOne')}
        </Button>
      )}
    </div>
  )
}
