import { type Html, type HtmlValue, html } from '../html.ts'
import type { Lang, Translator } from '../i18n.ts'
import type { FieldFault } from '../result.ts'
import { renderInput } from './inputs.ts'
import type { Choice, Field } from './model.ts'
import { type Form, faultText, fieldset, inputId, legendText } from './parts.ts'
import { factsInside, shownFields } from './read.ts'
import type { Facts } from './show.ts'
import { formTranslator } from './texts.ts'

export interface RenderOptions {
  /** Facts for `show`. */
  readonly facts?: Facts
  /** Choices of fields whose list is not in the procedure (units, categories), by field name. */
  readonly choices?: Readonly<Record<string, readonly Choice[]>>
  /** Texts of the capability's own faults, joined with `formTexts`. */
  readonly t?: Translator
  /** Whether the question is the page's heading: its label becomes the `h1`. For pages that ask one thing only. */
  readonly heading?: boolean
}

type Draft = Readonly<Record<string, unknown>>

/**
 * A form's fields for the portal: labels, hints and faults tied to their inputs, groups of choices in fieldsets, and the fields' own values kept.
 * `values` are typed values or the raw draft that was just refused. Names are those that `fromUrlEncoded` reads. Put `faultSummary` above.
 */
export const renderFields = (
  fields: readonly Field[],
  values: Draft,
  faults: readonly FieldFault[],
  lang: Lang,
  options: RenderOptions = {},
): Html => {
  const form: Form = {
    lang,
    t: options.t ?? formTranslator,
    faults: new Map(faults.toReversed().map((fault) => [fault.path, fault])),
    choices: options.choices ?? {},
    heading: options.heading ?? false,
    draft: faults.length > 0 || Object.keys(values).length > 0,
  }
  return renderGroup(form, fields, values, '', options.facts ?? {})
}

/** All faults in the order of the form, each a link to its field. Nothing when there is none. */
export const faultSummary = (
  fields: readonly Field[],
  faults: readonly FieldFault[],
  lang: Lang,
  t: Translator = formTranslator,
): Html | null =>
  errorSummary(
    faults.map((fault) => ({
      href: `#${inputId(fault.path)}`,
      text: `${labelOf(fields, fault.path.split('.'), lang, t)}${faultText(t, lang, fault)}`,
    })),
    lang,
  )

/** The box on top of a page that tells what to change; it takes the focus when the page is shown (by its `autofocus`). */
export const errorSummary = (items: readonly { readonly href: string; readonly text: string }[], lang: Lang): Html | null => {
  if (items.length === 0) return null
  const title = items.length === 1 ? formTranslator(lang, 'form.fix-one') : formTranslator(lang, 'form.fix', { n: items.length })
  return html`<div class="error-summary" role="alert" tabindex="-1" autofocus>
    <h2>${title}</h2>
    <p>${formTranslator(lang, 'form.safe')}</p>
    <ul>
      ${items.map((item) => html`<li><a href="${item.href}">${item.text}</a></li>`)}
    </ul>
  </div>`
}

/** Fields of the form or of a group, those that are asked for. */
const renderGroup = (form: Form, fields: readonly Field[], values: Draft, prefix: string, facts: Facts): Html => {
  const inside = fields.some((field) => field.kind === 'group') ? factsInside(fields, values, facts) : facts
  return html`${shownFields(fields, values, facts).map((field) => {
    const path = prefix + field.field
    const value = Object.hasOwn(values, field.field) ? values[field.field] : form.draft ? undefined : field.default
    if (field.repeat) return renderRepeated(form, field, value, path, inside)
    return field.kind === 'group' ? renderNested(form, field, value, path, inside) : renderInput(form, field, value, path)
  })}`
}

const renderNested = (form: Form, field: Field, value: unknown, path: string, facts: Facts, legend: HtmlValue = null): Html => {
  const inner = typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Draft) : {}
  return fieldset(
    form,
    path,
    legend ?? legendText(form, field),
    field.hint?.[form.lang],
    renderGroup(form, field.fields ?? [], inner, `${path}.`, facts),
    'group',
  )
}

/** A list shows what is there and one empty entry more, so that it grows also without JavaScript. */
const renderRepeated = (form: Form, field: Field, value: unknown, path: string, facts: Facts): Html => {
  const entries: readonly unknown[] = Array.isArray(value) ? value : value === undefined || value === '' ? [] : [value]
  const { min = 0, max = 50 } = field.repeat ?? {}
  const count = Math.min(max, Math.max(min, entries.length + 1))
  const shown = Array.from({ length: count }, (_, i) => {
    const label = form.t(form.lang, 'form.entry', { n: i + 1 })
    const entryField: Field = { ...field, label: { zh: label, en: label }, hint: undefined, repeat: undefined, required: i < min }
    return field.kind === 'group'
      ? renderNested(form, entryField, entries[i], `${path}.${i}`, facts, label)
      : renderInput(form, entryField, entries[i] ?? '', `${path}.${i}`)
  })
  return fieldset(form, path, legendText(form, field), field.hint?.[form.lang], html`${shown}`, 'repeat')
}

/** What a fault is about, in the words of the form: `联系方式 · 电话：`. */
const labelOf = (fields: readonly Field[], path: readonly string[], lang: Lang, t: Translator): string => {
  const words: string[] = []
  let level: readonly Field[] = fields
  let kind = ''
  for (const step of path) {
    const field = level.find((one) => one.field === step)
    if (field) words.push(field.label[lang])
    else if (/^\d+$/.test(step)) words.push(t(lang, 'form.entry', { n: Number(step) + 1 }))
    else if (formTranslator.has(`${kind}.${step}`)) words.push(formTranslator(lang, `${kind}.${step}`))
    kind = field?.kind ?? kind
    level = field?.fields ?? (field ? [] : level)
  }
  return words.length === 0 ? '' : `${words.join(' · ')}${lang === 'zh' ? '：' : ': '}`
}
