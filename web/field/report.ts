import { readPlacesWithin } from '../../src/administration/api.ts'
import type { Post } from '../../src/kernel/actor.ts'
import { faultSummary, renderFields } from '../../src/kernel/form/html.ts'
import { takesFiles, type Field } from '../../src/kernel/form/model.ts'
import { readForm } from '../../src/kernel/form/read.ts'
import { attributes, html, type Html, type HtmlValue } from '../../src/kernel/html.ts'
import type { Call, PageReply } from '../../src/kernel/http/route.ts'
import { isId, newId } from '../../src/kernel/ids.ts'
import { refuse, type FieldFault, type Result } from '../../src/kernel/result.ts'
import { fileMatter, loadCatalogue, type Catalogue, type Filed, type Procedure } from '../../src/matters/api.ts'
import { loadPlaces } from '../../src/territory/api.ts'
import { suggestCategories } from '../../src/triage/api.ts'
import { button, codeBlock, notice } from '../portal/layout.ts'
import { dressed } from '../portal/dressed.ts'
import type { Sent } from '../portal/sent.ts'
import { faultTranslator } from '../portal/words.ts'
import { addressOf, categoryPage, hows, howPage, isHow, kindPage, naturePage, type Chosen } from './choose.ts'
import { t } from './copy.ts'
import { showStaff, type StaffSetting } from './frame.ts'

/** The worker's way to a report: what kind, which category, how it stands (or what the resident wants), then one page to fill in. */
export const reportPage = async (
  call: Call,
  setting: StaffSetting,
  posts: readonly Post[],
  asked: Chosen & { readonly q?: string | undefined },
): Promise<Result<PageReply>> => {
  const { kernel, lang } = call
  const { q = '', ...chosen } = asked
  const catalogue = await loadCatalogue(kernel)
  const kinds = kindsFor(catalogue, posts)
  const show = (body: HtmlValue): Result<PageReply> => framed(call, setting, body, 200)
  const kind = kinds.find((each) => each.id === chosen.kind)
  if (!kind) return show(kindPage(lang, kinds))
  const categories = catalogue.categories(kind.intake.categories)
  const known = chosen.category === 'none' || categories.some((category) => category.code === chosen.category)
  if (!known) {
    const words = q.trim()
    const suggested = words === '' ? [] : (await suggestCategories(kernel, kind.intake.categories, words, 6)).map(({ code }) => code)
    const named =
      words === ''
        ? []
        : categories
            .filter((category) => category.name.includes(words) || category.nameEn.toLowerCase().includes(words.toLowerCase()))
            .map(({ code }) => code)
    const leaves = [...new Set([...suggested, ...named])].filter((code) => !categories.some((category) => category.parent === code))
    return show(categoryPage({ lang, chosen, categories, words, found: leaves.slice(0, 8) }))
  }
  if (asksHow(kind) && !isHow(chosen.how)) return show(howPage(lang, chosen))
  if (kind.intake.natures.length > 0 && !kind.intake.natures.some((nature) => nature.id === chosen.nature))
    return show(naturePage(lang, chosen, kind))
  return show(await formPage(call, posts, { kind, chosen, values: {}, faults: [], operation: newId(call.now, kernel.random) }))
}

/** Files what was sent, or shows the page again with every fault and all that was written. */
export const sendReport = async (call: Call, setting: StaffSetting, posts: readonly Post[], sent: Sent): Promise<Result<PageReply>> => {
  const { kernel, actor, now } = call
  const chosen: Chosen = { kind: sent.text('kind'), category: sent.text('category'), how: sent.text('how'), nature: sent.text('nature') }
  const catalogue = await loadCatalogue(kernel)
  const kind = kindsFor(catalogue, posts).find((each) => each.id === chosen.kind)
  if (!kind) return refuse('forbidden', 'matter.not-allowed')
  if (!isId(sent.text('operation'))) return refuse('invalid', 'http.malformed')
  const form = kind.intake.form
  const raw = { ...ownValues(form, sent), ...(isHow(chosen.how) ? hows[chosen.how] : {}) }
  const values = withSpot(raw, sent.text('spot'))
  const read = readForm(form, values, factsOf(chosen), { hidden: 'drop' })
  const again = async (faults: readonly FieldFault[]): Promise<Result<PageReply>> =>
    framed(
      call,
      setting,
      await formPage(call, posts, { kind, chosen, values: raw, faults, operation: sent.text('operation'), spot: sent.text('spot') }),
      422,
    )
  const faults = [...sent.faults, ...(read.ok ? [] : (read.error.fields ?? []))]
  if (!read.ok || faults.length > 0) return again(faults)
  const post = posts.find((each) => kind.intake.by.includes(each.role)) ?? posts[0]
  const filed = await fileMatter(
    kernel,
    actor,
    {
      operation: sent.text('operation'),
      procedure: kind.id,
      door: 'field',
      nature: chosen.nature || null,
      category: chosen.category && chosen.category !== 'none' ? chosen.category : null,
      filerUnit: post?.unit ?? null,
      input: read.value,
      ...(post?.prefixes[0] ? { area: post.prefixes[0] } : {}),
    },
    now,
  )
  if (!filed.ok) return filed.error.fields ? again(filed.error.fields) : filed
  return framed(call, setting, sentPage(call, kind, chosen, filed.value), 200)
}

const kindsFor = (catalogue: Catalogue, posts: readonly Post[]): readonly Procedure[] =>
  catalogue
    .procedures()
    .map(({ procedure }) => procedure)
    .filter(({ intake }) => intake.doors.includes('field') && posts.some((post) => intake.by.includes(post.role)))
    .toSorted((a, b) => a.intake.doors.length - b.intake.doors.length)

/** Forms that ask whether it was solved on the spot: that is asked by three big tiles before the page. */
const asksHow = ({ intake }: Procedure): boolean => intake.form.some((field) => field.field === 'solved' && field.kind === 'yes-no')

const asked = (kind: Procedure): readonly Field[] =>
  asksHow(kind) ? kind.intake.form.filter((field) => field.field !== 'solved' && field.field !== 'keep') : kind.intake.form

const factsOf = (chosen: Chosen) => ({
  nature: chosen.nature ?? '',
  category: chosen.category && chosen.category !== 'none' ? chosen.category : '',
  door: 'field',
  channel: '',
  sensitivity: 'ordinary',
  located: false,
  anonymous: false,
})

const ownValues = (form: readonly Field[], sent: Sent): Record<string, unknown> =>
  Object.fromEntries(form.flatMap((field) => (sent.values[field.field] === undefined ? [] : [[field.field, sent.values[field.field]]])))

/** The place chosen from the list stands in when no position was taken; the words stay beside it. */
const withSpot = (values: Readonly<Record<string, unknown>>, spot: string): Record<string, unknown> => {
  const place = (typeof values['place'] === 'object' && values['place'] !== null ? values['place'] : {}) as Record<string, unknown>
  const [part, code = ''] = spot.split('~')
  if ((part !== 'areaCode' && part !== 'placeId') || (typeof place['point'] === 'string' && place['point'] !== '')) return { ...values }
  return { ...values, place: { ...place, areaCode: '', placeId: '', [part]: code } }
}

interface Filling {
  readonly kind: Procedure
  readonly chosen: Chosen
  readonly values: Readonly<Record<string, unknown>>
  readonly faults: readonly FieldFault[]
  readonly operation: string
  readonly spot?: string
}

const formPage = async (
  call: Call,
  posts: readonly Post[],
  { kind, chosen, values, faults, operation, spot = '' }: Filling,
): Promise<Html> => {
  const { lang, kernel } = call
  const fields = dressed(asked(kind))
  const given = { ...values, ...(isHow(chosen.how) ? hows[chosen.how] : {}) }
  // Conditions look at how it stands, so the whole form is judged and only what is asked here is shown.
  const facts = { ...factsOf(chosen), solved: chosen.how === 'solved', keep: chosen.how === 'keep' }
  const category = chosen.category && chosen.category !== 'none' ? (await loadCatalogue(kernel)).category(chosen.category) : null
  const categoryName = category ? (lang === 'en' && category.nameEn) || category.name : t(lang, 'field.unsure')
  const how = isHow(chosen.how)
    ? t(lang, chosen.how === 'up' ? 'field.hand-up' : `field.${chosen.how}`)
    : (kind.intake.natures.find((nature) => nature.id === chosen.nature)?.title[lang] ?? '')
  const spotHtml = await spotField(call, posts, spot)
  const rendered = fields.map(
    (field) =>
      html`${renderFields([field], valueOf(given, field), faults, lang, { t: faultTranslator, facts })}${field.kind === 'place' ? spotHtml : null}`,
  )
  return html`${faultSummary(fields, faults, lang, faultTranslator)}
    <h1>${t.has(`field.kind.${kind.id}`) ? t(lang, `field.kind.${kind.id}`) : kind.title[lang]}</h1>
    <p class="meta">${t(lang, 'field.chosen', { category: categoryName, how })} <a href="${addressOf({ kind: kind.id })}">${t(lang, 'field.choose-again')}</a></p>
    <form ${attributes({ method: 'post', action: '/field/report', enctype: takesFiles(fields) ? 'multipart/form-data' : undefined, 'data-draft': `field-${kind.id}`, 'data-restored': t(lang, 'field.restored') })}>
      ${[...Object.entries(chosen), ['operation', operation] as const].map(([name, value]) => html`<input ${attributes({ type: 'hidden', name, value })} />`)}
      ${rendered} ${button({ label: t(lang, 'field.send') })}
    </form>`
}

const valueOf = (values: Readonly<Record<string, unknown>>, field: Field): Record<string, unknown> =>
  Object.hasOwn(values, field.field) ? { [field.field]: values[field.field] } : {}

/** The worker's own grids, and the buildings in them, for when there is no position. */
const spotField = async ({ kernel, lang }: Call, posts: readonly Post[], chosen: string): Promise<Html> => {
  const places = await loadPlaces(kernel)
  const prefixes = [...new Set(posts.flatMap((post) => post.prefixes))]
  const grids = prefixes.flatMap((prefix) => places.areas('grid', prefix)).slice(0, 100)
  const communities = prefixes.flatMap((prefix) => places.areas('community', prefix)).slice(0, 50)
  const buildings = await readPlacesWithin(kernel.db.sql, prefixes, 200)
  const option = (value: string, label: string): Html =>
    html`<option ${attributes({ value, selected: value === chosen })}>${label}</option>`
  return html`<div class="field">
    <label for="spot">${t(lang, 'field.spot')}</label>
    <p class="hint" id="spot-hint">${t(lang, 'field.spot-hint')}</p>
    <select id="spot" name="spot" aria-describedby="spot-hint">
      ${option('', t(lang, 'field.spot-none'))}
      <optgroup ${attributes({ label: t(lang, 'field.grids') })}>${[...grids, ...communities].map((area) => option(`areaCode~${area.code}`, (lang === 'en' && area.nameEn) || area.name))}</optgroup>
      ${buildings.length === 0 ? null : html`<optgroup ${attributes({ label: t(lang, 'field.buildings') })}>${buildings.map((place) => option(`placeId~${place.id}`, place.name))}</optgroup>`}
    </select>
  </div>`
}

const sentPage = ({ lang, kernel }: Call, kind: Procedure, chosen: Chosen, { id, code, secret }: Filed): Html => {
  const forResident = kind.intake.doors.includes('portal')
  return html`<h1 data-draft-sent="field-${kind.id}">${t(lang, 'field.sent')}</h1>
    ${codeBlock(lang, code)}
    ${
      forResident
        ? html`<p>${t(lang, 'field.give-resident')}</p>
          <p class="secret">${t(lang, 'field.secret')} <b>${secret.replace(/(.{4})(?=.)/g, '$1 ')}</b></p>
          <p class="meta">${kernel.config.publicUrl}/track</p>`
        : notice('done', t(lang, chosen.how === 'solved' ? 'field.sent-solved' : 'field.sent-open'))
    }
    <p>${button({ label: t(lang, 'field.another'), href: addressOf({ kind: kind.id }) })}</p>
    <p>${button({ label: t(lang, 'field.open'), href: `/workbench/matters/${id}`, kind: 'second' })}</p>
    <p>${button({ label: t(lang, 'field.back'), href: '/field', kind: 'second' })}</p>`
}

const framed = (call: Call, setting: StaffSetting, body: HtmlValue, status: number): Result<PageReply> =>
  showStaff(call, setting, {
    title: t(call.lang, 'field.report'),
    kind: 'field-page',
    bar: 'report',
    signedIn: true,
    body,
    status,
    path: '/field/report',
  })
