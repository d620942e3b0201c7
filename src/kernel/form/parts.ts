import { type Html, type HtmlValue, attributes, html } from '../html.ts'
import type { Lang, Translator } from '../i18n.ts'
import type { FieldFault } from '../result.ts'
import type { Choice, Field } from './model.ts'
import { formTranslator } from './texts.ts'

/** What every piece of a rendered form needs to know. */
export interface Form {
  readonly lang: Lang
  readonly t: Translator
  readonly faults: ReadonlyMap<string, FieldFault>
  readonly choices: Readonly<Record<string, readonly Choice[]>>
  readonly heading: boolean
  /** Whether a value, typed or raw, was sent before: then a default is not put back. */
  readonly draft: boolean
}

/** A fault in words. Codes that nobody worded say so in general, for a page must never fail on a fault. */
export const faultText = (t: Translator, lang: Lang, fault: FieldFault): string =>
  t.has(fault.code) ? t(lang, fault.code, fault.params) : formTranslator(lang, 'field.bad-shape')

/** The id of the input at a path: `contact.phone` is `f-contact-phone`. Fault links and labels point to it. */
export const inputId = (path: string): string => `f-${path.replaceAll(/[^A-Za-z0-9-]+/g, '-')}`

/** A group of inputs under one question. */
export const fieldset = (
  form: Form,
  path: string,
  legend: HtmlValue,
  hint: string | undefined,
  body: HtmlValue,
  kind: 'choices' | 'group' | 'repeat' | 'composite',
): Html => {
  const id = inputId(path)
  const fault = form.faults.get(path)
  const described = describedBy(id, hint !== undefined, fault !== undefined)
  // A fault about choices leads to the first of them; about a whole group, to the group.
  const target = kind === 'choices' ? { id: `${id}-set` } : { id, tabindex: -1 }
  return html`<fieldset class="field field-${kind}${fault ? ' bad' : ''}" ${attributes({ ...target, 'aria-describedby': described })}>
    <legend>${legend}</legend>
    ${hintHtml(id, hint)}${faultHtml(form, id, fault)}${body}
  </fieldset>`
}

/** A question's words with the mark of what may be left out. */
export const questionText = (form: Form, field: Field): Html =>
  html`${field.label[form.lang]}${field.required ? null : html` <span class="optional">${form.t(form.lang, 'form.optional')}</span>`}`

/** The question as a fieldset's legend; on a page that asks one thing only it is the heading. */
export const legendText = (form: Form, field: Field): Html => {
  const text = questionText(form, field)
  return form.heading ? html`<h1>${text}</h1>` : text
}

/** The question as the label of one input. */
export const labelHtml = (form: Form, field: Field, id: string): Html => {
  const label = html`<label for="${id}">${questionText(form, field)}</label>`
  return form.heading ? html`<h1 class="question">${label}</h1>` : label
}

export const hintHtml = (id: string, hint: string | undefined): HtmlValue =>
  hint === undefined ? null : html`<p class="hint" id="${id}-hint">${hint}</p>`

export const faultHtml = (form: Form, id: string, fault: FieldFault | undefined): HtmlValue =>
  fault
    ? html`<p class="fault" id="${id}-fault">
        <span class="unseen">${form.t(form.lang, 'form.fault')}</span>${faultText(form.t, form.lang, fault)}
      </p>`
    : null

export const describedBy = (id: string, hint: boolean, fault: boolean): string | undefined =>
  [hint ? `${id}-hint` : '', fault ? `${id}-fault` : ''].filter((one) => one !== '').join(' ') || undefined
