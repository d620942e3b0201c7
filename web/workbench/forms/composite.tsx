import { Input, Radio } from 'antd'
import type { HTMLInputTypeAttribute, ReactElement } from 'react'
import { useCopy } from '../app/lang.ts'
import { type InputProps, inputId, useForm } from './context.ts'
import { copy } from './copy.ts'
import { asText, partOf, withPart } from './values.ts'

interface PartProps extends InputProps {
  readonly part: string
  readonly label: string
  readonly type?: HTMLInputTypeAttribute
}

/** One part of a contact or a person, with its own label and fault. */
const Part = ({ path, value, onChange, part, label, type = 'text' }: PartProps): ReactElement => {
  const { name, faults } = useForm()
  const id = inputId(name, `${path}.${part}`)
  const fault = faults.get(`${path}.${part}`)
  return (
    <div className="field-part">
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        type={type}
        autoComplete="off"
        {...(fault ? { 'aria-invalid': true, 'aria-describedby': `${id}-fault`, status: 'error' } : {})}
        value={asText(partOf(value, part))}
        onChange={(event) => onChange(withPart(value, part, event.target.value))}
      />
      {fault && (
        <p className="field-fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </div>
  )
}

export const ContactInput = (props: InputProps): ReactElement => {
  const say = useCopy(copy)
  const wish = asText(partOf(props.value, 'wish')) || undefined
  return (
    <div className="field-parts">
      <Part {...props} part="name" label={say('name')} />
      <Part {...props} part="phone" label={say('phone')} type="tel" />
      <Part {...props} part="email" label={say('email')} type="email" />
      <div className="field-part is-wide" role="group" aria-label={say('wish')}>
        <span className="field-part-label">{say('wish')}</span>
        <Radio.Group
          name={`${props.described.id}-wish`}
          value={wish}
          onChange={(event) => props.onChange(withPart(props.value, 'wish', event.target.value))}
          options={(['phone', 'sms', 'none'] as const).map((each) => ({ value: each, label: say(`wish-${each}`) }))}
        />
      </div>
    </div>
  )
}

export const PersonInput = (props: InputProps): ReactElement => {
  const say = useCopy(copy)
  return (
    <div className="field-parts">
      <Part {...props} part="name" label={say('name')} />
      <Part {...props} part="phone" label={say('phone')} type="tel" />
      {props.field.personal === 'identity' && <Part {...props} part="idNumber" label={say('idNumber')} />}
    </div>
  )
}

export const OrganisationInput = (props: InputProps): ReactElement => {
  const say = useCopy(copy)
  return (
    <div className="field-parts">
      <Part {...props} part="name" label={say('organisation')} />
      <Part {...props} part="code" label={say('creditCode')} />
    </div>
  )
}
