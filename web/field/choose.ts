import { attributes, type Html, html } from '../../src/kernel/html.ts'
import type { Lang } from '../../src/kernel/i18n.ts'
import type { Category, Procedure } from '../../src/matters/api.ts'
import { button } from '../portal/layout.ts'
import { t } from './copy.ts'

/** What has been chosen so far, by the address: each press is a link, so it works without JavaScript and the way back is the browser's. */
export interface Chosen {
  readonly kind?: string | undefined
  readonly category?: string | undefined
  readonly how?: string | undefined
  readonly nature?: string | undefined
}

/** How a hazard stands: what of the form it answers. */
export const hows = {
  solved: { solved: 'yes' },
  up: { solved: 'no', keep: 'no' },
  keep: { solved: 'no', keep: 'yes' },
} as const
export type How = keyof typeof hows

export const isHow = (text: string | undefined): text is How => text !== undefined && Object.hasOwn(hows, text)

export const addressOf = (chosen: Chosen): string => {
  const query = new URLSearchParams(
    Object.entries(chosen).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== ''),
  )
  return `/field/report${query.size > 0 ? `?${query.toString()}` : ''}`
}

const tile = (href: string, label: string, hint?: string | null): Html =>
  html`<li><a href="${href}">${label}${hint ? html`<small>${hint}</small>` : null}</a></li>`

export const kindPage = (lang: Lang, kinds: readonly Procedure[]): Html =>
  html`<h1>${t(lang, 'field.what-kind')}</h1>
    <ul class="tiles-big one">
      ${kinds.map((kind) => tile(addressOf({ kind: kind.id }), t.has(`field.kind.${kind.id}`) ? t(lang, `field.kind.${kind.id}`) : kind.title[lang]))}
    </ul>`

interface CategoryPage {
  readonly lang: Lang
  readonly chosen: Chosen
  readonly categories: readonly Category[]
  readonly words: string
  /** Codes of the categories that the words point to. */
  readonly found: readonly string[]
}

export const categoryPage = ({ lang, chosen, categories, words, found }: CategoryPage): Html => {
  const name = (category: Category): string => (lang === 'en' && category.nameEn) || category.name
  const link = (category: Category): Html => tile(addressOf({ ...chosen, category: category.code }), name(category))
  const byCode = new Map(categories.map((category) => [category.code, category]))
  const groups = categories.filter((category) => category.parent === null)
  const under = (group: Category): readonly Category[] => categories.filter((category) => category.parent === group.code)
  const alone = groups.filter((group) => under(group).length === 0)
  return html`<h1>${t(lang, 'field.which')}</h1>
    <form class="find" method="get" action="/field/report" role="search">
      <input type="hidden" name="kind" value="${chosen.kind ?? ''}" />
      <input name="q" value="${words}" aria-label="${t(lang, 'field.find-label')}" placeholder="${t(lang, 'field.find-label')}" autocomplete="off" />
      ${button({ label: t(lang, 'field.find'), kind: 'second' })}
    </form>
    ${words !== '' && found.length === 0 ? html`<p role="status">${t(lang, 'field.none-found', { q: words })}</p>` : null}
    ${found.length > 0 ? html`<ul class="tiles-big">${found.flatMap((code) => byCode.get(code) ?? []).map(link)}</ul>` : null}
    ${groups
      .filter((group) => under(group).length > 0)
      .map(
        (group, index) =>
          html`<details ${attributes({ class: 'fold', open: index === 0 })}><summary>${name(group)}</summary><ul class="tiles-big">${under(group).map(link)}</ul></details>`,
      )}
    ${alone.length > 0 ? html`<ul class="tiles-big">${alone.map(link)}</ul>` : null}
    <ul class="tiles-big one">
      ${tile(addressOf({ ...chosen, category: 'none' }), t(lang, 'field.unsure'))}
    </ul>`
}

export const howPage = (lang: Lang, chosen: Chosen): Html =>
  html`<h1>${t(lang, 'field.now-what')}</h1>
    <ul class="tiles-big one">
      ${tile(addressOf({ ...chosen, how: 'solved' }), t(lang, 'field.solved'), t(lang, 'field.solved-hint'))}
      ${tile(addressOf({ ...chosen, how: 'up' }), t(lang, 'field.hand-up'), t(lang, 'field.hand-up-hint'))}
      ${tile(addressOf({ ...chosen, how: 'keep' }), t(lang, 'field.keep'), t(lang, 'field.keep-hint'))}
    </ul>`

export const naturePage = (lang: Lang, chosen: Chosen, { intake }: Procedure): Html =>
  html`<h1>${t(lang, 'field.nature')}</h1>
    <ul class="tiles-big one">
      ${intake.natures.map((nature) => tile(addressOf({ ...chosen, nature: nature.id }), nature.title[lang], nature.hint?.[lang]))}
    </ul>`
