import { loadSecurity, unitKindName, unitKinds } from '../../src/access/api.ts'
import { type County, countyOf, findCounties } from '../../src/administration/api.ts'
import { type Field } from '../../src/kernel/form/model.ts'
import { errorSummary, renderFields } from '../../src/kernel/form/html.ts'
import { faultText, inputId } from '../../src/kernel/form/parts.ts'
import { type Html, attributes, html } from '../../src/kernel/html.ts'
import type { Call } from '../../src/kernel/http/route.ts'
import { createTranslator, type Lang } from '../../src/kernel/i18n.ts'
import { formTexts } from '../../src/kernel/form/texts.ts'
import { sheetTexts } from '../../src/kernel/sheets/texts.ts'
import { fileTexts } from '../../src/kernel/files/texts.ts'
import { httpTexts } from '../../src/kernel/http/texts.ts'
import { accessTexts } from '../../src/access/texts.ts'
import type { FieldFault } from '../../src/kernel/result.ts'
import { button } from '../portal/layout.ts'
import { setUpTexts, t } from './copy.ts'
import type { SetUpDraft, TypedUnit } from './draft.ts'

/** Says every fault that a set-up may meet. */
const faultWords = createTranslator(formTexts, sheetTexts, fileTexts, httpTexts, accessTexts, setUpTexts)

export interface SetUpView {
  readonly draft: SetUpDraft
  readonly faults: readonly FieldFault[]
  /** Faults of an uploaded sheet, which has no field on the page. */
  readonly sheetFaults: readonly string[]
  /** Whether a sheet was sent: a browser can't keep the choice of a file. */
  readonly sheetSent: boolean
  /** Counties whose name was looked for. */
  readonly found: readonly County[] | null
}

const line = (field: string, zh: string, en: string, more: Partial<Field> = {}): Field => ({
  field,
  kind: 'text',
  max: 80,
  required: true,
  label: { zh, en },
  ...more,
})

const both = (key: string, params?: Readonly<Record<string, string | number>>): { zh: string; en: string } => ({
  zh: t('zh', key, params),
  en: t('en', key, params),
})

const one = (field: string, key: string, more: Partial<Field> = {}): Field => line(field, t('zh', key), t('en', key), more)

/** The whole page: one form, every fault on top and at its field. */
export const setUpBody = async (call: Call, view: SetUpView): Promise<Html> => {
  const { lang, kernel } = call
  const { draft, faults } = view
  const rules = (await loadSecurity(kernel)).password
  const shown = (fields: readonly Field[], values: Readonly<Record<string, unknown>>): Html =>
    renderFields(fields, values, faults, lang, { t: faultWords })
  return html`${summary(view, lang)}
    <h1>${t(lang, 'setup.title')}</h1>
    <p class="lead">${t(lang, 'setup.lead')}</p>
    <form class="setup" method="post" action="/setup" enctype="multipart/form-data">
      <button class="unseen" type="submit" name="go" value="set-up" tabindex="-1" aria-hidden="true">${t(lang, 'setup.go')}</button>
      <fieldset class="part">
        <legend>${t(lang, 'setup.token-part')}</legend>
        ${shown([one('token', 'setup.token', { hint: both('setup.token-hint') })], { token: draft.token })}
      </fieldset>
      <fieldset class="part">
        <legend>${t(lang, 'setup.county-part')}</legend>
        ${countyPart(lang, view, shown)}
      </fieldset>
      <fieldset class="part">
        <legend>${t(lang, 'setup.person-part')}</legend>
        ${shown([one('login', 'setup.login'), one('name', 'setup.name')], { login: draft.login, name: draft.name })}
        ${passwordField(lang, faults, t(lang, 'setup.password-hint', { length: rules.minLength, classes: rules.minClasses }))}
      </fieldset>
      <fieldset class="part">
        <legend>${t(lang, 'setup.units-part')}</legend>
        ${unitsPart(lang, view)}
      </fieldset>
      ${button({ label: t(lang, 'setup.go'), name: 'go', value: 'set-up' })}
    </form>`
}

const summary = ({ faults, sheetFaults }: SetUpView, lang: Lang): Html | null =>
  errorSummary(
    [
      ...faults.map((fault) => ({
        href: `#${inputId(fault.path)}`,
        text: `${labelOf(fault.path, lang)}${faultText(faultWords, lang, fault)}`,
      })),
      ...sheetFaults.map((text) => ({ href: '#f-sheet', text })),
    ],
    lang,
  )

const labels: Readonly<Record<string, string>> = {
  token: 'setup.token-part',
  login: 'setup.login',
  name: 'setup.name',
  password: 'setup.password',
  code: 'setup.code',
  county: 'setup.county',
  countyEn: 'setup.county-en',
  sheet: 'setup.sheet',
}

const labelOf = (path: string, lang: Lang): string => {
  const [part = '', index, column] = path.split('.')
  const colon = lang === 'zh' ? '：' : ': '
  if (part === 'units') return `${t(lang, 'setup.unit', { n: Number(index) + 1 })} · ${t(lang, `setup.unit-${column ?? 'name'}`)}${colon}`
  const label = labels[part]
  return label === undefined ? '' : `${t(lang, label)}${colon}`
}

const countyPart = (
  lang: Lang,
  { draft, found }: SetUpView,
  shown: (fields: readonly Field[], values: Readonly<Record<string, unknown>>) => Html,
): Html => {
  const listed = countyOf(draft.code)
  const choices = (found ?? []).map(
    (county, index) =>
      html`<div class="choice">
        <input ${attributes({ type: 'radio', name: 'pick', id: `pick-${index}`, value: county.code })} />
        <label for="pick-${index}">${county.within}${county.name} · ${county.code}</label>
      </div>`,
  )
  return html`${shown([one('code', 'setup.code', { hint: both('setup.code-hint'), max: 15 })], { code: draft.code })}
    ${listed ? html`<p class="meta">${listed.within}${listed.name}</p>` : null}
    ${shown([one('county', 'setup.county', { required: listed === null }), one('countyEn', 'setup.county-en', { max: 100 })], { county: draft.county || (listed?.name ?? ''), countyEn: draft.countyEn })}
    <div class="field">
      <label for="find">${t(lang, 'setup.find')}</label>
      <div class="find"><input id="find" name="find" value="${draft.find}" autocomplete="off" />${button({ label: t(lang, 'setup.find-go'), kind: 'second', name: 'go', value: 'find' })}</div>
    </div>
    ${found === null ? null : choices.length === 0 ? html`<p role="status">${t(lang, 'setup.not-found', { words: draft.find })}</p>` : html`<fieldset class="field"><legend>${t(lang, 'setup.found')}</legend><div class="choices">${choices}</div></fieldset>`}`
}

const passwordField = (lang: Lang, faults: readonly FieldFault[], hint: string): Html => {
  const fault = faults.find((each) => each.path === 'password')
  const again = faults.length > 0 && !fault
  return html`<div class="field${fault ? ' bad' : ''}">
    <label for="f-password">${t(lang, 'setup.password')}</label>
    <p class="hint" id="f-password-hint">${hint}${again ? ` ${t(lang, 'setup.password-again')}` : ''}</p>
    ${fault ? html`<p class="fault" id="f-password-fault">${faultText(faultWords, lang, fault)}</p>` : null}
    <input ${attributes({ id: 'f-password', name: 'password', type: 'password', autocomplete: 'new-password', 'aria-describedby': fault ? 'f-password-hint f-password-fault' : 'f-password-hint', 'aria-invalid': fault ? 'true' : undefined })} />
  </div>`
}

const unitsPart = (lang: Lang, { draft, faults, sheetSent }: SetUpView): Html =>
  html`<p>${t(lang, 'setup.units-lead')}</p>
    <div class="field">
      <label for="f-sheet">${t(lang, 'setup.sheet')}</label>
      <p class="hint" id="f-sheet-hint">
        ${sheetSent ? html`<b>${t(lang, 'setup.sheet-again')}</b> ` : null}${t(lang, 'setup.sheet-hint')}
        <a href="/setup/units.xlsx">${t(lang, 'setup.sheet-get')}</a>
      </p>
      <input id="f-sheet" type="file" name="sheet" accept=".xlsx,.csv" aria-describedby="f-sheet-hint" />
    </div>
    ${draft.units.map((unit, index) => unitRow(lang, unit, index, faults))}
    <p>${button({ label: t(lang, 'setup.more'), kind: 'second', name: 'go', value: 'more' })}</p>`

const unitRow = (lang: Lang, unit: TypedUnit, index: number, faults: readonly FieldFault[]): Html => {
  const group: Field = {
    field: 'units',
    kind: 'group',
    label: both('setup.unit', { n: index + 1 }),
    fields: [
      one('name', 'setup.unit-name'),
      one('kind', 'setup.unit-kind', {
        kind: 'choice',
        max: undefined,
        of: unitKinds
          .filter((kind) => kind !== 'county')
          .map((kind) => ({ value: kind, label: { zh: unitKindName(kind, 'zh'), en: unitKindName(kind, 'en') } })),
      }),
      one('areas', 'setup.unit-areas', { hint: both('setup.unit-areas-hint'), max: 100 }),
      one('parent', 'setup.unit-parent', { hint: both('setup.unit-parent-hint') }),
    ],
  }
  const label = t(lang, 'setup.unit', { n: index + 1 })
  // One row of the list: its inputs are named `units.<index>.name`.
  const fields = (group.fields ?? []).map((field) => ({ ...field, field: `units.${index}.${field.field}` }))
  const values = Object.fromEntries(Object.entries(unit).map(([name, value]) => [`units.${index}.${name}`, value]))
  const hasFault = faults.some((fault) => fault.path.startsWith(`units.${index}.`))
  return html`<details ${attributes({ class: 'fold', open: index === 0 || hasFault || unit.name !== '' })}>
    <summary>${label}${unit.name === '' ? null : html`&nbsp;· ${unit.name}`}</summary>
    <div class="inside">${renderFields(fields, values, faults, lang, { t: faultWords })}</div>
  </details>`
}

/** Counties for the words, or by the beginning of a code. */
export const look = (words: string): readonly County[] => findCounties(words, 12)

/** A sheet's fault in words. */
export const sheetFault = (lang: Lang, row: number | null, column: string, fault: FieldFault): string => {
  const message = faultText(faultWords, lang, fault)
  return row === null || fault.code.startsWith('sheet.') ? message : t(lang, 'setup.row', { row, column, message })
}
