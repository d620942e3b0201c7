import { z } from 'zod'
import { html } from '../../../src/kernel/html.ts'
import { route, type Call, type PageReply } from '../../../src/kernel/http/route.ts'
import type { Result } from '../../../src/kernel/result.ts'
import { button, notice } from '../layout.ts'
import { officeWordsOf, pageQuery, show, type PortalSetting } from '../setting.ts'
import { aboutTexts, t } from './copy.ts'

type Topic = 'help' | 'privacy' | 'accessibility'

/** The paragraphs of a topic: its numbered texts in order. */
const paragraphs = (topic: Topic): string[] => Object.keys(aboutTexts).filter((key) => new RegExp(`^about\\.${topic}\\.\\d+$`).test(key))

const topicPage = async (call: Call, setting: PortalSetting, topic: Topic): Promise<Result<PageReply>> => {
  const { lang } = call
  const points = paragraphs(topic).map((key) => html`<li>${t(lang, key)}</li>`)
  const title = t(lang, `about.${topic}.title`)
  const body = html`<h1>${title}</h1>
    ${topic === 'help' ? notice('info', (await officeWordsOf(call)).emergency || t(lang, 'about.help.emergency')) : null}
    ${topic === 'help' ? html`<ol class="points">${points}</ol>` : html`<ul class="points">${points}</ul>`}
    ${topic === 'help' ? html`<p>${t(lang, 'about.help.phone')}</p>` : null}
    <p class="actions">${button({ label: t(lang, 'about.report'), href: '/report' })}</p>`
  return show(call, setting, { title, body })
}

const topicRoute = (setting: PortalSetting, topic: Topic, summary: string) =>
  route({
    method: 'GET',
    path: `/${topic}`,
    summary,
    permission: 'public',
    query: z.object(pageQuery),
    output: 'page',
    handle: (call) => topicPage(call, setting, topic),
  })

/** How it works, how information is used, and how these pages can be used by everyone. */
export const aboutRoutes = (setting: PortalSetting) =>
  ({
    'portal.help': topicRoute(setting, 'help', 'How it works'),
    'portal.privacy': topicRoute(setting, 'privacy', 'How information is used'),
    'portal.accessibility': topicRoute(setting, 'accessibility', 'Accessibility'),
  }) as const
