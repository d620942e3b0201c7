import { loadWords } from '../../src/administration/api.ts'
import type { Reading } from '../../src/intake/api.ts'
import type { Html, HtmlValue } from '../../src/kernel/html.ts'
import type { Call, Cookies, PageReply } from '../../src/kernel/http/route.ts'
import { ok, type Result } from '../../src/kernel/result.ts'
import { loadPlaces } from '../../src/territory/api.ts'
import { z } from 'zod'
import { portalAssets } from './assets.ts'
import { page, type Assets, type OfficeWords, type Section } from './layout.ts'

/** What the start gives the portal. */
export interface PortalSetting {
  /** Addresses of the built style sheet and script, asked for with each page; those of the last build unless said. */
  readonly assets?: () => Assets
  /** The kind of matter that residents file; `resident-request` unless said. */
  readonly procedure?: string
  /** One honest sentence of this month's figures; absent when nobody keeps figures. */
  readonly figuresSentence?: (reading: Reading) => Promise<string | null>
  /** Where the page of figures is; without it no link leads there. */
  readonly figuresPath?: string
  /** Where a map asks what it shows; `/api/map/style` unless said. Null for no map: addresses do. */
  readonly mapStyle?: string | null
}

/** What every page's address may carry: large type on or off. The language belongs to the edge. */
export const pageQuery = { large: z.enum(['0', '1']).optional() }

/** A page as its screen gives it; the frame around it is the same everywhere. */
export interface Screen {
  readonly title: string
  readonly body: HtmlValue
  readonly active?: Section
  readonly status?: number
  readonly cookies?: Cookies
  /** The address that the switches lead back to, when it is not this one (a page that was posted to). */
  readonly path?: string
  readonly map?: boolean
}

const yearOfSeconds = 365 * 86_400

/** The screen in its frame, in the reader's language and type; a choice of either is remembered by a cookie. */
export const show = async (call: Call, setting: PortalSetting, screen: Screen): Promise<Result<PageReply>> => {
  const { page: framed, cookies } = await framedPage(call, setting, screen)
  return ok({ page: framed, status: screen.status ?? 200, cookies: { ...cookies, ...screen.cookies } })
}

const framedPage = async (call: Call, setting: PortalSetting, screen: Screen): Promise<{ page: Html; cookies: Cookies }> => {
  const query = (call.request.query ?? {}) as { lang?: unknown; large?: unknown }
  const large = query.large === undefined ? call.request.cookies?.['large'] === '1' : query.large === '1'
  const places = await loadPlaces(call.kernel)
  const county = places.area(places.county)
  const words = await officeWordsOf(call)
  const framed = page({
    lang: call.lang,
    title: screen.title,
    body: screen.body,
    assets: (setting.assets ?? portalAssets)(),
    large,
    path: screen.path ?? withoutSwitches(call.url),
    place: county ? (call.lang === 'en' && county.nameEn) || county.name : undefined,
    map: screen.map,
    active: screen.active,
    sections: { figures: setting.figuresPath ?? null },
    words,
  })
  return {
    page: framed,
    cookies: {
      ...(query.lang === 'zh' || query.lang === 'en' ? { lang: { value: query.lang, maxAge: yearOfSeconds } } : {}),
      ...(query.large === '0' || query.large === '1' ? { large: { value: query.large, maxAge: yearOfSeconds } } : {}),
    },
  }
}

/** What the office says on its portal in its own words, in the reader's language; empty where it set nothing. */
export const officeWordsOf = async ({ kernel, lang }: Pick<Call, 'kernel' | 'lang'>): Promise<OfficeWords> => {
  const words = await loadWords(kernel)
  const { motto, intro, emergency, contact, hotline, footer } = words
  return {
    motto: motto[lang],
    intro: intro[lang],
    emergency: emergency[lang],
    contact: contact[lang],
    hotline: hotline[lang],
    footer: footer[lang],
  }
}

const withoutSwitches = (address: string): string => {
  const url = new URL(address, 'http://local')
  url.searchParams.delete('lang')
  url.searchParams.delete('large')
  return url.pathname + url.search
}

/** The name of the cookie in which a browser keeps that it once gave a receipt. */
export const receiptCookie = 'receipts'

/** A month: long enough for most answers; the browser can be told to forget at once. */
export const receiptSeconds = 30 * 86_400

export const readingOf = ({ kernel, lang, now }: Call): Reading => ({ kernel, lang, now })
