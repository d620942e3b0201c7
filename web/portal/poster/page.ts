import { z } from 'zod'
import { html, raw } from '../../../src/kernel/html.ts'
import { route, type Call, type PageReply } from '../../../src/kernel/http/route.ts'
import { qrSvg } from '../../../src/kernel/qr.ts'
import { refuse, type Result } from '../../../src/kernel/result.ts'
import { loadPlaces } from '../../../src/territory/api.ts'
import { button, emptyState } from '../layout.ts'
import { pageQuery, show, type PortalSetting } from '../setting.ts'
import { t } from './copy.ts'

/** How many places the list shows at most; more are found by name. */
const listed = 60

const posterPage = async (call: Call, setting: PortalSetting, placeId: string): Promise<Result<PageReply>> => {
  const { lang, kernel } = call
  const places = await loadPlaces(kernel)
  const place = places.place(placeId)
  if (!place) return refuse('not-found', 'intake.place-unknown')
  const url = `${kernel.config.publicUrl}/report?place=${encodeURIComponent(place.id)}`
  const community = places.area(place.areaCode.slice(0, 12))
  const body = html`<article class="poster">
      <h1>${t(lang, 'poster.head')}</h1>
      <p class="lead">${t(lang, 'poster.sub')}</p>
      <div class="qr">${raw(qrSvg(url, { correction: 'Q', label: t(lang, 'poster.qr', { place: place.name }) }))}</div>
      <p>${t(lang, 'poster.place')}</p>
      <p class="poster-place">${community ? html`<span>${community.name}</span> ` : null}<span>${place.name}</span></p>
      <p>${t(lang, 'poster.filled')}</p>
      <p>${t(lang, 'poster.free')}</p>
      <p class="hint">${t(lang, 'poster.link', { url })}</p>
      <p><b>${t(lang, 'poster.emergency')}</b></p>
    </article>
    <p class="actions"><button class="button second" type="button" data-print hidden>${t(lang, 'poster.print')}</button></p>`
  return show(call, setting, { title: `${t(lang, 'poster.head')} · ${place.name}`, body })
}

const listPage = async (call: Call, setting: PortalSetting, words: string): Promise<Result<PageReply>> => {
  const { lang, kernel } = call
  const places = await loadPlaces(kernel)
  const found = words === '' ? [] : places.find(words, listed).filter(({ id }) => places.place(id))
  const rows = [...new Map(found.map((place) => [place.id, place])).values()]
  const body = html`<h1>${t(lang, 'poster.list')}</h1>
    <p>${t(lang, 'poster.list-lead')}</p>
    <form method="get" action="/poster" role="search">
      <div class="field">
        <label for="q">${t(lang, 'poster.search')}</label>
        <input id="q" name="q" type="search" value="${words}" maxlength="60" />
      </div>
      <p class="actions">${button({ label: t(lang, 'poster.find'), kind: 'second' })}</p>
    </form>
    ${words !== '' && rows.length === 0 ? emptyState(t(lang, 'poster.none'), t(lang, 'poster.none-text')) : null}
    <ul class="plain-list">
      ${rows.map(({ id, name, area }) => html`<li><a href="/poster/${encodeURIComponent(id)}">${name}</a> <span class="hint">${places.area(area.slice(0, 12))?.name ?? ''}</span></li>`)}
    </ul>`
  return show(call, setting, { title: t(lang, 'poster.list'), body })
}

/** Posters whose QR code fills in the place where they hang. */
export const posterRoutes = (setting: PortalSetting) =>
  ({
    'portal.posters': route({
      method: 'GET',
      path: '/poster',
      summary: 'Places to print a poster for',
      permission: 'posters.print',
      query: z.object({ ...pageQuery, q: z.string().max(60).optional() }),
      output: 'page',
      handle: (call, { query }) => listPage(call, setting, query.q?.trim() ?? ''),
    }),
    'portal.poster': route({
      method: 'GET',
      path: '/poster/:place',
      summary: 'A printable poster for one place',
      permission: 'public',
      params: z.object({ place: z.string().max(64) }),
      query: z.object(pageQuery),
      output: 'page',
      handle: (call, { params }) => posterPage(call, setting, params.place),
    }),
  }) as const
