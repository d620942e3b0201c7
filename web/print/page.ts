import { z } from 'zod'
import { formatDay, localParts } from '../../src/kernel/calendar/day.ts'
import { html, type Html } from '../../src/kernel/html.ts'
import { createTranslator, langTag, type Lang } from '../../src/kernel/i18n.ts'
import { route, type Call } from '../../src/kernel/http/route.ts'
import { showCode } from '../../src/kernel/ids.ts'
import { qrSvg } from '../../src/kernel/qr.ts'
import { raw } from '../../src/kernel/html.ts'
import { ok } from '../../src/kernel/result.ts'
import { readMatter, type MatterView } from '../../src/matters/api.ts'
import { portalAssets } from '../portal/assets.ts'
import { summaryList } from '../portal/layout.ts'
import { printTexts } from './copy.ts'

const t = createTranslator(printTexts)
const documents = ['work-order', 'acceptance-note', 'reply'] as const
type Document = (typeof documents)[number]

/** The papers of a matter, for print: as their reader may see it, masked, with who printed it. */
export const printRoutes = {
  'print.document': route({
    method: 'GET',
    path: '/api/matters/:id/:document',
    summary: 'A printable paper of a matter: work order, note of acceptance or written reply',
    permission: 'matters.read',
    params: z.object({ id: z.uuid(), document: z.enum(documents) }),
    output: 'page',
    async handle(call, { params }) {
      const matter = await readMatter(call, params.id)
      return matter.ok ? ok({ page: await paper(call, params.document, matter.value) }) : matter
    },
  }),
} as const

const paper = async (call: Call, document: Document, matter: MatterView): Promise<Html> => {
  const { lang, kernel, actor, now } = call
  const { zone } = await kernel.district()
  const moment = (at: Date): string => {
    const { day, hour, minute } = localParts(at, zone)
    const two = (n: number): string => String(n).padStart(2, '0')
    return `${formatDay(day)} ${two(hour)}:${two(minute)}`
  }
  const title = t(lang, `print.${document}`)
  const qr = qrSvg(`${kernel.config.publicUrl}/track?code=${matter.code}`, { label: showCode(matter.code) })
  return html`<!doctype html>
    <html lang="${langTag(lang)}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} ${showCode(matter.code)}</title>
        <link rel="stylesheet" href="${portalAssets().style}" />
      </head>
      <body class="paper">
        <main>
          <header class="paper-head">
            <h1>${title}</h1>
            <div class="paper-qr">${raw(qr)}</div>
          </header>
          ${head(matter, lang, moment)} ${document === 'reply' ? answer(matter, lang) : order(document, matter, lang, moment)}
          <p class="paper-sign">${t(lang, 'print.signature')}：__________________　${t(lang, 'print.date')}：__________________</p>
          <p class="meta">${t(lang, 'print.made', { time: moment(now), name: actor.kind === 'staff' ? actor.name : '' })}</p>
        </main>
      </body>
    </html>`
}

type Say = (at: Date) => string

const head = (matter: MatterView, lang: Lang, moment: Say): Html => {
  const { contact } = matter
  const person = contact.sealed
    ? t(lang, 'print.sealed')
    : contact.name || contact.phone
      ? `${contact.name ?? ''} ${contact.phone ?? ''}`
      : t(lang, 'print.anonymous')
  return summaryList([
    [t(lang, 'print.code'), showCode(matter.code)],
    [t(lang, 'print.kind'), [matter.procedure.name, matter.nature?.name, matter.category?.name].filter(Boolean).join(' · ')],
    [t(lang, 'print.filed'), moment(new Date(matter.filedAt))],
    [t(lang, 'print.place'), [matter.address, matter.area.map((area) => area.name).join(' / ')].filter(Boolean).join('，')],
    [t(lang, 'print.person'), person],
    [t(lang, 'print.words'), matter.text ?? ''],
  ])
}

const answer = (matter: MatterView, lang: Lang): Html => {
  const last = matter.timeline.findLast(
    (entry) => entry.action === 'submit-answer' || entry.action === 'answer-at-once' || entry.action === 'done',
  )
  const words = last?.words ?? []
  return html`<h2>${t(lang, 'print.answer')}</h2>
    ${words.length === 0 ? html`<p>${t(lang, 'print.no-answer')}</p>` : words.map((word) => html`<p>${word.text}</p>`)}`
}

const order = (document: Document, matter: MatterView, lang: Lang, moment: Say): Html => {
  const units = matter.assignments.map((each) => html`<li>${each.unit.name}（${each.state.name}）${each.listItem ?? ''}</li>`)
  const limits = matter.clocks.map(
    (clock) =>
      html`<li>${clock.title}：${clock.limit}，${moment(new Date(clock.due))}${clock.source ? html`<br /><span class="meta">${clock.source}</span>` : null}</li>`,
  )
  const course = matter.timeline.filter((entry) => entry.group !== 'clock')
  return html`${document === 'acceptance-note' ? html`<p>${t(lang, 'print.accepted')}</p>` : null}
    <h2>${t(lang, 'print.units')}</h2>
    <ul>${units}</ul>
    <h2>${t(lang, 'print.limits')}</h2>
    <ul>${limits}</ul>
    ${
      document === 'work-order'
        ? html`<h2>${t(lang, 'print.course')}</h2>
          <ol>${course.map((entry) => html`<li>${moment(new Date(entry.at))} ${entry.title} · ${entry.by}${entry.words.map((word) => html`<br />${word.label}：${word.text}`)}</li>`)}</ol>`
        : null
    }`
}
