import { type AttributeValue, type Html, type HtmlValue, attributes, html } from '../html.ts'
import { inputText } from './encoded.ts'
import { readDate, readDateTime } from './numbers.ts'
import type { Choice, Field } from './model.ts'
import { type Form, describedBy, faultHtml, fieldset, hintHtml, inputId, labelHtml, legendText } from './parts.ts'

/** One field with its question, hint, fault and input. Groups and repeated fields are laid out by `renderFields`. */
export const renderInput = (form: Form, field: Field, value: unknown, path: string): Html => {
  switch (field.kind) {
    case 'choice':
    case 'unit':
    case 'category':
      return renderChoice(form, field, value, path)
    case 'checklist':
      return choices(form, field, path, 'checkbox', listOf(value))
    case 'yes-no':
      return choices(form, { ...field, of: yesNo(form) }, path, 'radio', [inputText('yes-no', value)])
    case 'rating':
      return renderRating(form, field, value, path)
    case 'photos':
    case 'file':
    case 'signature':
      return renderFiles(form, field, value, path)
    case 'place':
      return renderPlace(form, field, partsOf(value), path)
    case 'contact':
      return renderContact(form, field, partsOf(value), path)
    case 'person':
    case 'organisation':
      return renderParts(form, field, partsOf(value), path)
    default:
      return renderLine(form, field, value, path)
  }
}

type Parts = Readonly<Record<string, unknown>>

/** A text of at most this many characters is asked for on one line. */
const lineLength = 100

const renderLine = (form: Form, field: Field, value: unknown, path: string): Html => {
  const text = inputText(field.kind, value)
  const id = inputId(path)
  if (field.kind === 'text' && !(field.max !== undefined && field.max <= lineLength)) return renderTextarea(form, field, text, path, id)
  const input = html`<input
    ${attributes({ id, name: path, value: text, ...lineAttributes(field, text), ...stateOf(form, field, path) })}
  />`
  return labelled(
    form,
    field,
    path,
    field.kind === 'money'
      ? html`<span class="with-unit">${input}<span class="unit">${form.t(form.lang, 'form.yuan')}</span></span>`
      : input,
  )
}

/** Browsers empty a date input whose text is no date: then a plain line keeps what the person wrote. */
const lineAttributes = (field: Field, text: string): Readonly<Record<string, AttributeValue>> => {
  if (field.kind === 'date' && (text === '' || readDate(text) === text)) return { type: 'date', class: 'short' }
  if (field.kind === 'datetime' && (text === '' || readDateTime(text) === text)) return { type: 'datetime-local', class: 'short' }
  if (field.kind === 'money' || field.kind === 'number') return { type: 'text', inputmode: 'decimal', class: 'short', autocomplete: 'off' }
  return { type: 'text', 'data-max': field.max }
}

/** Browsers drop a newline right after the tag: without an extra one they would drop the text's own first. */
const renderTextarea = (form: Form, field: Field, text: string, path: string, id: string): Html => {
  const { lang, t } = form
  const counter =
    field.max === undefined ? {} : { 'data-max': field.max, 'data-left': t(lang, 'form.left'), 'data-over': t(lang, 'form.over') }
  const hint =
    field.max === undefined ? null : html`<p class="hint counter" id="${id}-count">${t(lang, 'form.at-most', { max: field.max })}</p>`
  const state = stateOf(form, field, path, field.max === undefined ? undefined : `${id}-count`)
  return labelled(
    form,
    field,
    path,
    html`<textarea ${attributes({ id, name: path, rows: 5, ...counter, ...state })}>${`\n${text}`}</textarea>${hint}`,
  )
}

const labelled = (form: Form, field: Field, path: string, input: HtmlValue): Html => {
  const id = inputId(path)
  const fault = form.faults.get(path)
  return html`<div class="field field-${field.kind}${fault ? ' bad' : ''}">
    ${labelHtml(form, field, id)}${hintHtml(id, field.hint?.[form.lang])}${faultHtml(form, id, fault)}${input}
  </div>`
}

const stateOf = (form: Form, field: Field, path: string, also?: string): Readonly<Record<string, AttributeValue>> => {
  const fault = form.faults.has(path)
  const described = [describedBy(inputId(path), field.hint !== undefined, fault), also].filter((one) => one !== undefined).join(' ')
  return {
    'aria-describedby': described || undefined,
    'aria-invalid': fault ? 'true' : undefined,
    'aria-required': field.required ? 'true' : undefined,
  }
}

/** Few choices stand open; more than eight fold into a list. */
const renderChoice = (form: Form, field: Field, value: unknown, path: string): Html => {
  const of = form.choices[field.field] ?? field.of
  const chosen = inputText('choice', value)
  if (!of) return renderLine(form, { ...field, kind: 'text', max: 64 }, chosen, path)
  if (of.length <= 8) return choices(form, { ...field, of }, path, 'radio', [chosen])
  return labelled(
    form,
    field,
    path,
    html`<select ${attributes({ id: inputId(path), name: path, ...stateOf(form, field, path) })}>
      <option value="">${form.t(form.lang, 'form.choose')}</option>
      ${of.map((choice) => html`<option ${attributes({ value: choice.value, selected: choice.value === chosen })}>${choice.label[form.lang]}</option>`)}
    </select>`,
  )
}

const choices = (form: Form, field: Field, path: string, type: 'radio' | 'checkbox', chosen: readonly string[], look = ''): Html => {
  const id = inputId(path)
  const inputs = (field.of ?? []).map((choice, i) =>
    choiceHtml(form, choice, {
      id: i === 0 ? id : `${id}-${i + 1}`,
      name: path,
      type,
      value: choice.value,
      checked: chosen.includes(choice.value),
    }),
  )
  return fieldset(
    form,
    path,
    legendText(form, field),
    field.hint?.[form.lang],
    html`<div class="choices ${look}">${inputs}</div>`,
    'choices',
  )
}

const choiceHtml = (form: Form, choice: Choice, input: Readonly<Record<string, AttributeValue>> & { readonly id: string }): Html => {
  const hint = choice.hint?.[form.lang]
  return html`<div class="choice">
    <input ${attributes({ ...input, 'aria-describedby': hint === undefined ? undefined : `${input.id}-option-hint` })} />
    <label for="${input.id}">${choice.label[form.lang]}</label>${hintHtml(`${input.id}-option`, hint)}
  </div>`
}

const yesNo = (form: Form): readonly Choice[] =>
  (['yes', 'no'] as const).map((value) => ({ value, label: { zh: form.t('zh', `form.${value}`), en: form.t('en', `form.${value}`) } }))

const renderRating = (form: Form, field: Field, value: unknown, path: string): Html => {
  const { min = 1, max = 5 } = field
  const numbers = Array.from({ length: Math.max(0, Math.min(max - min + 1, 20)) }, (_, i) => String(min + i))
  const of = field.of ?? numbers.map((n) => ({ value: n, label: { zh: n, en: n } }))
  const low = { zh: form.t('zh', 'form.rating-low'), en: form.t('en', 'form.rating-low') }
  return choices(
    form,
    { ...field, of, hint: field.hint ?? (field.of ? undefined : low) },
    path,
    'radio',
    [inputText('rating', value)],
    'choices-row',
  )
}

/** What was uploaded before stays by its id, and a box lets it go; new files come beside it under the same name. */
const renderFiles = (form: Form, field: Field, value: unknown, path: string): Html => {
  const { lang, t } = form
  const id = inputId(path)
  const photos = field.kind === 'photos'
  const max = photos ? (field.max ?? 9) : 1
  const kept = listOf(value).map((file, i) => {
    const keepId = `${id}-keep-${i + 1}`
    return html`<div class="choice">
      <input ${attributes({ id: keepId, type: 'checkbox', name: path, value: file, checked: true })} />
      <label for="${keepId}">${t(lang, 'form.keep', { n: i + 1 })}</label>
    </div>`
  })
  const hinted: Field =
    photos && !field.hint ? { ...field, hint: { zh: t('zh', 'form.photos', { max }), en: t('en', 'form.photos', { max }) } } : field
  const accept = field.kind === 'file' ? undefined : 'image/*'
  const input = html`<input
    ${attributes({ id, name: path, type: 'file', multiple: photos, accept, 'data-photos': photos ? max : undefined, 'data-remove': photos ? t(lang, 'form.remove') : undefined, ...stateOf(form, hinted, path) })}
  />`
  return labelled(form, hinted, path, html`${kept.length > 0 ? html`<div class="choices">${kept}</div>` : null}${input}`)
}

const renderPlace = (form: Form, field: Field, parts: Parts, path: string): Html => {
  const { lang, t } = form
  const hidden = ['point', 'areaCode', 'placeId'].map(
    (part) =>
      html`<input
        ${attributes({ type: 'hidden', id: inputId(`${path}.${part}`), name: `${path}.${part}`, value: inputText('text', parts[part]) })}
      />`,
  )
  const words = {
    'data-busy': t(lang, 'place.locating'),
    'data-done': t(lang, 'place.located'),
    'data-failed': t(lang, 'place.not-located'),
  }
  const locate = html`<p class="locate" hidden>
    <button ${attributes({ type: 'button', class: 'button second', 'data-locate': inputId(`${path}.point`), ...words })}>
      ${t(lang, 'place.locate')}
    </button>
    <span class="hint" role="status"></span>
  </p>`
  const address = partLine(form, field, parts, path, 'address', { autocomplete: 'street-address' }, t(lang, 'place.address-hint'))
  const fault = faultHtml(form, inputId(`${path}.point`), form.faults.get(`${path}.point`))
  return fieldset(form, path, legendText(form, field), field.hint?.[lang], html`${fault}${locate}${address}${hidden}`, 'composite')
}

const renderContact = (form: Form, field: Field, parts: Parts, path: string): Html => {
  const wishes = (['phone', 'sms', 'none'] as const).map((value) => ({
    value,
    label: { zh: form.t('zh', `contact.wish.${value}`), en: form.t('en', `contact.wish.${value}`) },
  }))
  const wishField: Field = { field: 'wish', kind: 'choice', label: words(form, 'contact.wish'), of: wishes, required: true }
  const body = html`${partLine(form, field, parts, path, 'name', { autocomplete: 'name' })}
  ${partLine(form, field, parts, path, 'phone', { type: 'tel', inputmode: 'tel', autocomplete: 'tel', class: 'short' })}
  ${choices({ ...form, heading: false }, wishField, `${path}.wish`, 'radio', [inputText('choice', parts['wish'])])}
  ${partLine(form, field, parts, path, 'email', { type: 'email', autocomplete: 'email' })}`
  return fieldset(form, path, legendText(form, field), field.hint?.[form.lang], body, 'composite')
}

/** Someone else's particulars: the browser must not fill in the reader's own. */
const renderParts = (form: Form, field: Field, parts: Parts, path: string): Html => {
  const names =
    field.kind === 'organisation' ? ['name', 'code'] : field.personal === 'identity' ? ['name', 'phone', 'idNumber'] : ['name', 'phone']
  const body = names.map((part) =>
    partLine(
      form,
      field,
      parts,
      path,
      part,
      part === 'phone' ? { inputmode: 'tel', autocomplete: 'off', class: 'short' } : { autocomplete: 'off' },
    ),
  )
  return fieldset(form, path, legendText(form, field), field.hint?.[form.lang], body, 'composite')
}

const partLine = (
  form: Form,
  field: Field,
  parts: Parts,
  path: string,
  part: string,
  input: Readonly<Record<string, AttributeValue>>,
  hint?: string,
): Html => {
  const partField: Field = {
    field: part,
    kind: 'text',
    label: words(form, `${field.kind}.${part}`),
    required: true,
    ...(hint && { hint: { zh: hint, en: hint } }),
  }
  const name = `${path}.${part}`
  const state = { ...stateOf(form, partField, name), 'aria-required': undefined }
  const value = inputText('text', parts[part])
  return labelled(
    { ...form, heading: false },
    partField,
    name,
    html`<input ${attributes({ type: 'text', ...input, id: inputId(name), name, value, ...state })} />`,
  )
}

const words = (form: Form, key: string): Field['label'] => ({ zh: form.t('zh', key), en: form.t('en', key) })

const listOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string' && one !== '')

const partsOf = (value: unknown): Parts => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Parts) : {})
