import { type ReactElement } from 'react'
import type { Field, FieldKind } from '../../../src/kernel/form/model.ts'
import { useCopy } from '../app/lang.ts'
import { CategoryInput, UnitInput } from './choose.tsx'
import { ContactInput, OrganisationInput, PersonInput } from './composite.tsx'
import { type Described, type FieldProps, type InputProps, inputId, useForm } from './context.ts'
import { copy } from './copy.ts'
import { FileInput, PhotosInput } from './files.tsx'
import { GroupInput, RepeatInput } from './group.tsx'
import { PlaceInput } from './place.tsx'
import { SignatureInput } from './signature.tsx'
import {
  ChecklistInput,
  ChoiceInput,
  DateInput,
  DateTimeInput,
  MoneyInput,
  NumberInput,
  RatingInput,
  TextInput,
  YesNoInput,
} from './simple.tsx'

const inputs: Readonly<Record<FieldKind, (props: InputProps) => ReactElement>> = {
  text: TextInput,
  choice: ChoiceInput,
  date: DateInput,
  datetime: DateTimeInput,
  money: MoneyInput,
  number: NumberInput,
  place: PlaceInput,
  contact: ContactInput,
  person: PersonInput,
  organisation: OrganisationInput,
  photos: PhotosInput,
  file: FileInput,
  signature: SignatureInput,
  checklist: ChecklistInput,
  group: GroupInput,
  'yes-no': YesNoInput,
  rating: RatingInput,
  unit: UnitInput,
  category: CategoryInput,
}

/** Kinds that are several inputs under one question: they stand in a fieldset, the others have a label. */
const several: ReadonlySet<FieldKind> = new Set([
  'choice',
  'contact',
  'person',
  'organisation',
  'checklist',
  'group',
  'yes-no',
  'rating',
  'photos',
  'file',
  'signature',
])

/** One question of a form: its words, its hint, its fault and its input. */
export const FieldView = ({ field, path, value, onChange }: FieldProps): ReactElement => {
  const { lang, name, faults } = useForm()
  const id = inputId(name, path)
  const fault = faults.get(path)
  const hint = field.hint?.[lang]
  const described: Described = {
    id,
    ...(hint || fault ? { 'aria-describedby': [hint ? `${id}-hint` : '', fault ? `${id}-fault` : ''].filter(Boolean).join(' ') } : {}),
    ...(fault ? { 'aria-invalid': true as const } : {}),
    ...(field.required ? { 'aria-required': true as const } : {}),
  }
  const Input = field.repeat ? RepeatInput : inputs[field.kind]
  const body = (
    <>
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {fault && (
        <p className="field-fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
      <Input field={field} path={path} value={value} onChange={onChange} described={described} />
    </>
  )
  if (several.has(field.kind) || field.repeat) {
    const group = {
      id: `${id}-set`,
      // A group of inputs can't be said to be required; the radios within are.
      ...(field.required ? { 'data-required': true } : {}),
      ...(described['aria-describedby'] ? { 'aria-describedby': described['aria-describedby'] } : {}),
    }
    return (
      <fieldset className={`field ${fault ? 'is-bad' : ''}`} {...group}>
        <legend>
          <Question field={field} />
        </legend>
        {body}
      </fieldset>
    )
  }
  return (
    <div className={`field ${fault ? 'is-bad' : ''}`}>
      <label htmlFor={id}>
        <Question field={field} />
      </label>
      {body}
    </div>
  )
}

// A procedure's own words may say it already.
const saysOptional = /（可不|\(optional\)/

const Question = ({ field }: { readonly field: Field }): ReactElement => {
  const say = useCopy(copy)
  const { lang } = useForm()
  return (
    <>
      {field.label[lang]}
      {!field.required && !saysOptional.test(field.label[lang]) && <span className="field-optional">{say('optional')}</span>}
    </>
  )
}
