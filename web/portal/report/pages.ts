import { faultSummary, renderFields } from '../../../src/kernel/form/html.ts'
import { type Field, takesFiles } from '../../../src/kernel/form/model.ts'
import { attributes, html, type Html, type HtmlValue } from '../../../src/kernel/html.ts'
import type { Lang } from '../../../src/kernel/i18n.ts'
import type { FieldFault } from '../../../src/kernel/result.ts'
import type { Choice } from '../../../src/kernel/form/model.ts'
import type { PortalForm, Seen } from '../../../src/intake/api.ts'
import type { Places } from '../../../src/territory/api.ts'
import { button, notice, steps as stepsBar, summaryList } from '../layout.ts'
import { dressed } from '../dressed.ts'
import { faultTranslator } from '../words.ts'
import { t } from './copy.ts'
import { carried, communityField, factsOf, fieldsOf, identityField, natureField, steps, type Draft, type Step } from './form.ts'

/** What the pages of a request are drawn from. */
export interface Drawing {
  readonly lang: Lang
  readonly form: PortalForm
  readonly draft: Draft
  readonly faults: readonly FieldFault[]
  readonly places: Places
  readonly units: Readonly<Record<string, readonly Choice[]>>
  readonly seen: readonly Seen[]
  /** The question of the category, when the words point to some. */
  readonly suggested: Field | null
  readonly signedIn: boolean
  readonly mapStyle: string | null
}

/** The page of one step, with all that was said before hidden in it. */
export const stepPage = (step: Step, drawing: Drawing): Html => {
  const { lang, draft, form, faults } = drawing
  const { fields, values } = askedOn(step, drawing)
  const names = fields.map(({ field }) => field)
  const options = { facts: factsOf(draft), choices: drawing.units, t: faultTranslator }
  const rendered = (some: readonly Field[]): Html => renderFields(dressed(some), values, faults, lang, options)
  const files = takesFiles(fields) ? 'multipart/form-data' : undefined
  return html`${faultSummary(dressed(fields), faults, lang, faultTranslator)}${stepsBar(lang, steps.indexOf(step) + 1, steps.length)}
    <h1>${t(lang, `report.${step}`)}</h1>
    ${step === 'what' ? emergency(lang) : null}
    <form ${attributes({ method: 'post', action: '/report', enctype: files, 'data-draft': 'report', 'data-restored': t(lang, 'report.restored') })}>
      <input type="hidden" name="step" value="${step}" />
      ${carried(draft, form, names).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      ${step === 'same' ? sameCards(drawing) : null}
      ${rendered(fields.filter(isPlace))}${step === 'where' ? mapPlace(drawing) : null}${rendered(fields.filter((field) => !isPlace(field)))}
      ${step === 'reach' ? reachWords(drawing) : null}${stepButtons(step, lang)}
    </form>`
}

const isPlace = (field: Field): boolean => field.kind === 'place'

/** The fields of a page and what stands in them. */
const askedOn = (
  step: Step,
  { form, draft, places, suggested }: Drawing,
): { fields: readonly Field[]; values: Readonly<Record<string, unknown>> } => {
  const extra: (Field | null)[] = []
  if (step === 'what' && form.procedure.intake.natures.length > 0) extra.push(natureField(form))
  const after: (Field | null)[] = []
  if (step === 'where') after.push(communityField(places), suggested)
  if (step === 'reach' && form.procedure.intake.anonymous) extra.push(identityField)
  // A poster's place skips the page that asks for the place, and with it the question of the category.
  if (step === 'reach' && placeOf(draft)['placeId'] && draft.category === '') after.push(suggested)
  const fields = [...extra, ...fieldsOf(form, step), ...after].filter((field) => field !== null)
  const { nature, category, identity, community } = draft
  const own = Object.fromEntries(Object.entries({ nature, category, identity, community }).filter(([, value]) => value !== ''))
  return { fields, values: { ...draft.values, ...own } }
}

export const placeOf = (draft: Draft): Readonly<Record<string, unknown>> => {
  const place = draft.values['place']
  return typeof place === 'object' && place !== null && !Array.isArray(place) ? (place as Record<string, unknown>) : {}
}

const emergency = (lang: Lang): Html => notice('info', t(lang, 'report.emergency'), html`<p>${t(lang, 'report.emergency-numbers')}</p>`)

const stepButtons = (step: Step, lang: Lang): Html => {
  const forward = step === 'reach' ? 'report.send' : step === 'same' ? 'report.different' : 'report.next'
  return html`<p class="actions">
    ${button({ label: t(lang, forward), name: 'go', value: 'next', kind: step === 'same' ? 'second' : 'main' })}
    ${step === 'what' ? null : button({ label: t(lang, 'report.back'), name: 'go', value: 'back', kind: 'quiet' })}
  </p>`
}

const sameCards = ({ lang, seen }: Drawing): Html =>
  html`<p>${t(lang, 'report.same-hint')}</p>
    ${seen.map(
      ({ ref, category, street, week, stage, joined }) => html`<div class="card">
        <h2>${category || t(lang, 'report.same-unknown')}</h2>
        <p class="meta">${t(lang, 'report.same-card', { week, street })}</p>
        <p>${t(lang, 'report.same-stage', { stage })}${joined > 0 ? html` · ${t(lang, 'report.same-joined', { n: joined })}` : null}</p>
        <p class="actions">${button({ label: t(lang, 'report.me-too'), name: 'join', value: ref })}</p>
      </div>`,
    )}`

/** Where the script may put a map; without it there is nothing to see. */
const mapPlace = ({ lang, mapStyle }: Drawing): HtmlValue => {
  if (!mapStyle) return null
  const words = Object.fromEntries(
    (['label', 'hint', 'done', 'failed', 'clear', 'cleared', 'title', 'in', 'out', 'scroll', 'fingers', 'source'] as const).map((name) => [
      `data-${name}`,
      t(lang, `report.map-${name}`),
    ]),
  )
  return html`<div ${attributes({ hidden: true, 'data-map': mapStyle, 'data-target': 'f-place-point', ...words })}></div>`
}

/** Back from "me too" to one's own request, which travels along. */
export const ownAgain = ({ lang, form, draft }: Pick<Drawing, 'lang' | 'form' | 'draft'>): Html =>
  html`<form method="post" action="/report">
    <input type="hidden" name="step" value="same" />
    ${carried(draft, form, []).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    ${button({ label: t(lang, 'join.not-it'), name: 'go', value: 'next', kind: 'quiet' })}
  </form>`

/** What is about to be sent, with a way back to each part. */
const reachWords = (drawing: Drawing): Html => {
  const { lang, draft, signedIn } = drawing
  const { text, photos } = draft.values
  const tickets = (Array.isArray(photos) ? photos : [photos]).filter(
    (ticket): ticket is string => typeof ticket === 'string' && ticket !== '',
  )
  const rows: (readonly [string, HtmlValue])[] = [
    [t(lang, 'report.what'), html`<p class="words">${typeof text === 'string' ? text : ''}</p>${back(lang, 'what')}`],
    [t(lang, 'report.where'), html`<p>${placeText(drawing)}</p>${back(lang, 'where')}`],
  ]
  if (tickets.length > 0) rows.push([t(lang, 'report.photos'), thumbs(tickets, lang)])
  return html`${signedIn ? html`<p class="hint">${t(lang, 'report.signed-in')}</p>` : null}
    <h2>${t(lang, 'report.check')}</h2>
    ${summaryList(rows)}`
}

const back = (lang: Lang, step: Step): Html =>
  button({ label: t(lang, `report.change-${step as 'what' | 'where'}`), name: 'go', value: step, kind: 'quiet' })

const thumbs = (tickets: readonly string[], lang: Lang): Html =>
  html`<ul class="photos">
    ${tickets.map(
      (ticket, i) =>
        html`<li><img src="/files/${ticket.slice(0, 64)}/thumb?ticket=${encodeURIComponent(ticket)}" alt="${t(lang, 'report.photo', { n: i + 1 })}" loading="lazy" /></li>`,
    )}
  </ul>`

const placeText = ({ draft, places, lang }: Drawing): string => {
  const { placeId, address, point } = placeOf(draft)
  const named = typeof placeId === 'string' ? places.place(placeId)?.name : undefined
  const community = draft.community ? places.area(draft.community)?.name : undefined
  const parts = [
    named,
    named ? undefined : community,
    typeof address === 'string' && address !== named ? address : undefined,
    point ? t(lang, 'report.position') : undefined,
  ]
  const shown = parts.filter((part) => typeof part === 'string' && part !== '')
  return shown.length > 0 ? shown.join(' · ') : t(lang, 'report.no-place')
}
