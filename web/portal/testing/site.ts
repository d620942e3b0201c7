// The portal on a real database, for tests: every route, the edge around them, a small district, and a way to call it like a browser.
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { seedDistrict, staff } from '../../../test/support/district.ts'
import { createTestKernel, type TestKernel } from '../../../test/support/kernel.ts'
import { accessTexts } from '../../../src/access/texts.ts'
import { resolveActor, sessionPlugin } from '../../../src/access/api.ts'
import { intakeTexts } from '../../../src/intake/api.ts'
import type { Actor } from '../../../src/kernel/actor.ts'
import type { Database } from '../../../src/kernel/database/open.ts'
import { fileTexts } from '../../../src/kernel/files/texts.ts'
import { formTexts } from '../../../src/kernel/form/texts.ts'
import { createServer } from '../../../src/kernel/http/server.ts'
import { httpTexts } from '../../../src/kernel/http/texts.ts'
import { createTranslator } from '../../../src/kernel/i18n.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { inTransaction } from '../../../src/kernel/kernel.ts'
import { unwrap } from '../../../src/kernel/result.ts'
import { act, findByCode } from '../../../src/matters/api.ts'
import { matterTexts } from '../../../src/matters/texts.ts'
import { cacheName, savePlaces } from '../../../src/territory/api.ts'
import { territoryRoutes } from '../../../src/territory/http.ts'
import { portalRoutes } from '../routes.ts'
import { errorPage } from '../error.ts'
import type { PortalSetting } from '../setting.ts'

export interface Site {
  readonly kernel: TestKernel
  readonly app: FastifyInstance
  /** A browser of its own: it keeps cookies and sends forms as browsers do. */
  readonly browser: () => Visitor
  /** Lets staff act on the matter of a code. */
  readonly staffDoes: (actor: Actor, code: string, action: string, input?: object) => Promise<void>
}

export interface Visitor {
  get(url: string, headers?: Readonly<Record<string, string>>): Promise<LightMyRequestResponse>
  post(url: string, form: Readonly<Record<string, string>>): Promise<LightMyRequestResponse>
  /** Sends the form on a page: what is filled in there, with these values over it. */
  submit(page: LightMyRequestResponse, values: Readonly<Record<string, string>>, files?: readonly Upload[]): Promise<LightMyRequestResponse>
}

export interface Upload {
  readonly field: string
  readonly name: string
  readonly bytes: Uint8Array
}

const assets = { style: '/assets/style.css', script: '/assets/enhance.js' }

export const openSite = async (db: Database, more: Partial<PortalSetting> = {}): Promise<Site> => {
  const kernel = createTestKernel(db)
  await seedDistrict(kernel)
  await inTransaction(kernel, async (tx) => {
    await savePlaces(tx, [
      {
        id: 'b-3',
        name: '静苑3号楼',
        aliases: [],
        kind: 'building',
        areaCode: '990101001001001',
        lon: 116.002,
        lat: 40.002,
        outline: null,
      },
    ])
    await kernel.caches.changed(tx, cacheName, kernel.clock())
  })
  const setting: PortalSetting = { assets: () => assets, ...more }
  const app = await createServer(kernel, {
    routes: { ...portalRoutes(setting), ...territoryRoutes },
    permissions: { has: () => true, allows: (_name, actor) => actor.kind === 'staff' },
    resolveActor: (request, now) => resolveActor(kernel, request, now),
    translator: () => createTranslator(httpTexts, formTexts, fileTexts, matterTexts, intakeTexts, accessTexts),
    errorPage,
    plugins: [sessionPlugin(kernel)],
  })
  const staffDoes = async (actor: Actor, code: string, action: string, input: object = {}): Promise<void> => {
    const found = await findByCode(kernel.db.sql, code)
    const operation = newId(kernel.clock(), kernel.random)
    unwrap(await act(kernel, actor, found?.id ?? '', { operation, action, input }, kernel.clock()))
  }
  return { kernel, app, staffDoes, browser: () => visitorOf(app) }
}

/** Works a request from its filing to the answer that the resident can read. */
export const workToAnswer = async ({ staffDoes }: Site, code: string): Promise<void> => {
  const dispatcher = staff('u-street-1', 'dispatcher')
  await staffDoes(dispatcher, code, 'accept', { category: 'env.litter' })
  await staffDoes(dispatcher, code, 'dispatch', { lead: 'u-roads' })
  await answerAgain({ staffDoes }, code)
}

export const answerAgain = async ({ staffDoes }: Pick<Site, 'staffDoes'>, code: string): Promise<void> => {
  await staffDoes(staff('u-roads', 'handler'), code, 'sign')
  await staffDoes(staff('u-roads', 'handler'), code, 'submit-answer', {
    answer: '积存的垃圾已经清运干净，并加派了晚班车。',
    measures: '内部：换了外包队。',
    result: 'solved',
  })
  await staffDoes(staff('u-roads', 'approver'), code, 'approve')
  await staffDoes(staff('u-county', 'desk'), code, 'confirm', { reached: true, solved: true, satisfied: true })
}

/** A browser of its own: it keeps cookies and sends forms as browsers do. */
export const visitorOf = (app: FastifyInstance, remoteAddress = '127.0.0.1'): Visitor => {
  const jar = new Map<string, string>()
  const call = async (options: InjectOptions): Promise<LightMyRequestResponse> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { accept: 'text/html', 'sec-fetch-site': 'same-origin', ...(cookie ? { cookie } : {}), ...options.headers }
    const answer = await app.inject({ remoteAddress, ...options, headers })
    for (const { name, value, maxAge, expires } of answer.cookies) {
      if (value === '' || maxAge === 0 || (expires && expires.getTime() === 0)) jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }
  const post = (url: string, form: Readonly<Record<string, string>>): Promise<LightMyRequestResponse> =>
    call({
      method: 'POST',
      url,
      payload: new URLSearchParams(form).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
  return {
    get: (url, headers = {}) => call({ method: 'GET', url, headers }),
    post,
    submit: (page, values, files = []) => {
      const { action, fields, multipart } = formOn(page.body)
      const all = [...fields.filter(([name]) => !(name in values)), ...Object.entries(values)].filter(([, value]) => value !== '')
      if (!multipart) return post(action, Object.fromEntries(all))
      return call({ method: 'POST', url: action, ...multipartOf(all, files) })
    },
  }
}

/** The main form of a page: where it goes and what it carries. */
const formOn = (body: string): { action: string; multipart: boolean; fields: [string, string][] } => {
  const main = body.slice(body.indexOf('<main'))
  const form = /<form([^>]*)>([\s\S]*?)<\/form>/.exec(main)
  const attribute = (tag: string, name: string): string => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
  const inputs = Array.from((form?.[2] ?? '').matchAll(/<input([^>]*)>/g), ([, tag = '']) => tag)
  const kept = inputs
    .filter((tag) => !/type="(?:radio|file)"/.test(tag) || / checked/.test(tag))
    .filter((tag) => !/type="checkbox"/.test(tag) || / checked/.test(tag))
  const fields = kept.map((tag): [string, string] => [attribute(tag, 'name'), plain(attribute(tag, 'value'))])
  const areas = Array.from(
    (form?.[2] ?? '').matchAll(/<textarea([^>]*)>\n?([\s\S]*?)<\/textarea>/g),
    ([, tag = '', text = '']): [string, string] => [attribute(tag, 'name'), plain(text)],
  )
  const opening = form?.[1] ?? ''
  return {
    action: attribute(opening, 'action'),
    multipart: opening.includes('multipart'),
    fields: [...fields, ...areas].filter(([name]) => name !== ''),
  }
}

const plain = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&#39;', "'").replaceAll('&amp;', '&')

const multipartOf = (fields: readonly (readonly [string, string])[], files: readonly Upload[]) => {
  const boundary = 'portal-test-boundary'
  const parts = fields.map(([name, value]) =>
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  )
  for (const { field, name, bytes } of files) {
    parts.push(
      Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
      ),
      Buffer.from(bytes),
      Buffer.from('\r\n'),
    )
  }
  return {
    payload: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  }
}
