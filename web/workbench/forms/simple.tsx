import { Checkbox, Input, InputNumber, Radio, Rate, Select } from 'antd'
import type { ReactElement } from 'react'
import { useCopy } from '../app/lang.ts'
import { type Described, type InputProps, useForm } from './context.ts'
import { copy } from './copy.ts'
import { asList, asText, yuanOf } from './values.ts'

/** A line or a page of words, by how many it may hold. */
export const TextInput = ({ field, value, onChange, described }: InputProps): ReactElement => {
  const say = useCopy(copy)
  const text = asText(value)
  const max = field.max
  if (max !== undefined && max <= 120) return <Input {...described} value={text} onChange={(event) => onChange(event.target.value)} />
  const count = Array.from(text).length
  return (
    <>
      <Input.TextArea
        {...described}
        value={text}
        autoSize={{ minRows: 2, maxRows: 16 }}
        onChange={(event) => onChange(event.target.value)}
      />
      {max !== undefined && count > max * 0.8 && (
        <p className={`field-hint ${count > max ? 'late' : ''}`}>{say('chars', { count, max })}</p>
      )}
    </>
  )
}

const requiredOf = (described: Described): Pick<Described, 'aria-required'> => (described['aria-required'] ? { 'aria-required': true } : {})

/** Few choices stand open; many are searched. */
export const ChoiceInput = ({ field, value, onChange, described }: InputProps): ReactElement => {
  const say = useCopy(copy)
  const { lang } = useForm()
  const choices = field.of ?? []
  const chosen = asText(value) || undefined
  if (choices.length <= 6) {
    return (
      <Radio.Group
        {...requiredOf(described)}
        className="field-choices"
        name={described.id}
        value={chosen}
        onChange={(event) => onChange(event.target.value)}
      >
        {choices.map((choice, i) => (
          <Radio key={choice.value} value={choice.value} {...(i === 0 ? { id: described.id } : {})}>
            {choice.label[lang]}
            {choice.hint && <span className="field-hint"> {choice.hint[lang]}</span>}
          </Radio>
        ))}
        {!field.required && chosen !== undefined && (
          <button type="button" className="link small" onClick={() => onChange(undefined)}>
            {say('clear')}
          </button>
        )}
      </Radio.Group>
    )
  }
  return (
    <Select
      {...described}
      aria-label={field.label[lang]}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear={!field.required}
      placeholder={say('choose')}
      value={chosen}
      onChange={onChange}
      style={{ width: '100%' }}
      options={choices.map((choice) => ({ value: choice.value, label: choice.label[lang] }))}
    />
  )
}

export const YesNoInput = ({ value, onChange, described }: InputProps): ReactElement => {
  const say = useCopy(copy)
  const chosen = value === true || value === 'yes' ? 'yes' : value === false || value === 'no' ? 'no' : undefined
  return (
    <Radio.Group {...requiredOf(described)} name={described.id} value={chosen} onChange={(event) => onChange(event.target.value === 'yes')}>
      <Radio id={described.id} value="yes">
        {say('yes')}
      </Radio>
      <Radio value="no">{say('no')}</Radio>
    </Radio.Group>
  )
}

export const ChecklistInput = ({ field, value, onChange, described }: InputProps): ReactElement => {
  const { lang } = useForm()
  return (
    <Checkbox.Group className="field-choices" value={asList(value).map(String)} onChange={(values) => onChange(values)}>
      {(field.of ?? []).map((choice, i) => (
        <Checkbox key={choice.value} value={choice.value} {...(i === 0 ? { id: described.id } : {})}>
          {choice.label[lang]}
        </Checkbox>
      ))}
    </Checkbox.Group>
  )
}

/** Stars where the form names no steps, else the steps in words. */
export const RatingInput = ({ field, value, onChange, described }: InputProps): ReactElement => {
  const say = useCopy(copy)
  const { lang } = useForm()
  if (!field.of) {
    const count = field.max ?? 5
    const tooltips = Array.from({ length: count }, (_, i) => say('stars', { n: i + 1 }))
    return (
      <Rate
        id={described.id}
        count={count}
        tooltips={tooltips}
        value={Number(value ?? 0)}
        onChange={(stars) => onChange(stars || undefined)}
      />
    )
  }
  return (
    <Radio.Group
      {...requiredOf(described)}
      className="field-choices"
      name={described.id}
      value={asText(value) || undefined}
      onChange={(event) => onChange(event.target.value)}
    >
      {field.of.map((choice, i) => (
        <Radio key={choice.value} value={choice.value} {...(i === 0 ? { id: described.id } : {})}>
          {choice.label[lang]}
        </Radio>
      ))}
    </Radio.Group>
  )
}

export const NumberInput = ({ field, value, onChange, described }: InputProps): ReactElement => {
  const number = value === undefined || value === null || value === '' ? null : Number(value)
  return (
    <InputNumber
      {...described}
      style={{ width: 160 }}
      value={number}
      {...(field.min === undefined ? {} : { min: field.min })}
      {...(field.max === undefined ? {} : { max: field.max })}
      onChange={(next) => onChange(next ?? undefined)}
    />
  )
}

/** Typed in yuan and sent as typed: the server reads yuan from text. */
export const MoneyInput = ({ value, onChange, described }: InputProps): ReactElement => {
  const say = useCopy(copy)
  return (
    <Input
      {...described}
      style={{ width: 200 }}
      inputMode="decimal"
      suffix={say('yuan')}
      value={yuanOf(value)}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

// The browser's own calendar: it works with the keyboard, in the person's language, and weighs nothing.
export const DateInput = ({ value, onChange, described }: InputProps): ReactElement => (
  <Input {...described} type="date" style={{ width: 180 }} value={asText(value)} onChange={(event) => onChange(event.target.value)} />
)

export const DateTimeInput = ({ value, onChange, described }: InputProps): ReactElement => (
  <Input
    {...described}
    type="datetime-local"
    style={{ width: 220 }}
    value={asText(value)}
    onChange={(event) => onChange(event.target.value)}
  />
)
