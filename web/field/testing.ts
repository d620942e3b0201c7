// The staff pages that the server renders, on a real database, for tests: every route of them, the edge around them, and a browser's manners.
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { createTestKernel, type TestKernel } from '../../test/support/kernel.ts'
import { resolveActor, sessionPlugin } from '../../src/access/api.ts'
import { accessTexts } from '../../src/access/texts.ts'
import type { Database } from '../../src/kernel/database/open.ts'
import { fileTexts } from '../../src/kernel/files/texts.ts'
import { formTexts } from '../../src/kernel/form/texts.ts'
import { createServer } from '../../src/kernel/http/server.ts'
import { httpTexts } from '../../src/kernel/http/texts.ts'
import { createTranslator } from '../../src/kernel/i18n.ts'
import { matterTexts } from '../../src/matters/texts.ts'
import { setUpDistrict } from '../../src/set-up.ts'
import { errorPage } from '../portal/error.ts'
import { setUpFirst, setUpPageRoutes } from '../setup/routes.ts'
import { fieldRoutes } from './routes.ts'

export interface StaffSite {
  readonly kernel: TestKernel
  readonly app: FastifyInstance
  get(url: string): Promise<LightMyRequestResponse>
  /** Sends a form as multipart, as the pages' forms do, or plain. */
  post(url: string, form: readonly (readonly [string, string])[], files?: readonly Upload[]): Promise<LightMyRequestResponse>
  plain(url: string, form: Readonly<Record<string, string>>): Promise<LightMyRequestResponse>
}

export interface Upload {
  readonly field: string
  readonly name: string
  readonly bytes: Uint8Array
}

const built = { style: '/assets/style.css', script: '/assets/enhance.js' }

/** `dressed`: with the built style sheets and scripts, for real browsers; they must have been built. */
export const openStaffSite = async (db: Database, dressed = false): Promise<StaffSite> => {
  const kernel = createTestKernel(db)
  const setting = dressed ? {} : { assets: () => built }
  const app = await createServer(kernel, {
    routes: { ...fieldRoutes(setting), ...setUpPageRoutes(setUpDistrict, setting) },
    permissions: { has: () => true, allows: (_name, actor) => actor.kind === 'staff' },
    resolveActor: (request, now) => resolveActor(kernel, request, now),
    translator: () => createTranslator(httpTexts, formTexts, fileTexts, matterTexts, accessTexts),
    errorPage,
    plugins: [sessionPlugin(kernel), setUpFirst(kernel)],
    assets: dressed ? new URL('../../dist/', import.meta.url).pathname : null,
  })
  const jar = new Map<string, string>()
  const call = async (options: InjectOptions): Promise<LightMyRequestResponse> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await app.inject({
      ...options,
      headers: { accept: 'text/html', 'sec-fetch-site': 'same-origin', ...(cookie ? { cookie } : {}), ...options.headers },
    })
    for (const { name, value } of answer.cookies) {
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }
  return {
    kernel,
    app,
    get: (url) => call({ method: 'GET', url }),
    post: (url, form, files = []) => call({ method: 'POST', url, ...multipartOf(form, files) }),
    plain: (url, form) =>
      call({
        method: 'POST',
        url,
        payload: new URLSearchParams(form).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
  }
}

const multipartOf = (
  form: readonly (readonly [string, string])[],
  files: readonly Upload[],
): Pick<InjectOptions, 'payload' | 'headers'> => {
  const boundary = 'linli-test-boundary'
  const parts = [
    ...form.map(([name, value]) => Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)),
    ...files.flatMap(({ field, name, bytes }) => [
      Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
      ),
      Buffer.from(bytes),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ]
  return { payload: Buffer.concat(parts), headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } }
}

/** The value of a hidden input on a page. */
export const hidden = (body: string, name: string): string =>
  new RegExp(`<input[^>]*name="${name}"[^>]*value="([^"]*)"`).exec(body)?.[1] ?? ''
