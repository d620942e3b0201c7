import type { FastifyInstance } from 'fastify'
import { beginSession, needsSetup, setUp, type SetUp, type SetUpPort } from '../../src/access/api.ts'
import { countyOf, unitColumns, unitNote, unitRowsOf } from '../../src/administration/api.ts'
import { fromUrlEncoded } from '../../src/kernel/form/encoded.ts'
import { html } from '../../src/kernel/html.ts'
import { route, type Call, type PageReply } from '../../src/kernel/http/route.ts'
import type { Kernel } from '../../src/kernel/kernel.ts'
import { ok, refuseFields, type FieldFault, type Result } from '../../src/kernel/result.ts'
import limits from '../../src/kernel/sheets/limits.json' with { type: 'json' }
import { readTable } from '../../src/kernel/sheets/read.ts'
import { writeColumnsOf, writeTable } from '../../src/kernel/sheets/write.ts'
import { cacheName as placesCache } from '../../src/territory/api.ts'
import { button } from '../portal/layout.ts'
import { showStaff, type StaffSetting } from '../field/frame.ts'
import { t } from './copy.ts'
import { draftOf, emptyDraft, padded, pageFaults, setUpOf, type SetUpDraft } from './draft.ts'
import { look, setUpBody, sheetFault, type SetUpView } from './page.ts'

/** Once the server is set up it stays so; until then each start of a page looks. */
const settled = new WeakSet<Kernel>()

/** Whether the first set-up is still to be done. */
export const waitsForSetUp = async (kernel: Kernel): Promise<boolean> => {
  if (settled.has(kernel)) return false
  if (await needsSetup(kernel)) return true
  settled.add(kernel)
  return false
}

/** Leads everybody who asks for a page to the first set-up, until it is done. Goes into the server as a plugin. */
export const setUpFirst =
  (kernel: Kernel) =>
  async (app: FastifyInstance): Promise<void> => {
    app.addHook('onRequest', async (request, reply) => {
      const path = request.url.split('?')[0] ?? ''
      const isPage =
        request.method === 'GET' &&
        (path === '/' ||
          path === '/workbench' ||
          path.startsWith('/workbench/') ||
          path === '/field' ||
          path.startsWith('/field/') ||
          path === '/report')
      if (isPage && (await waitsForSetUp(kernel))) await reply.redirect('/setup', 302)
    })
  }

const page = async (call: Call, setting: StaffSetting, view: Partial<SetUpView>, status = 200): Promise<Result<PageReply>> => {
  const whole: SetUpView = {
    draft: { ...emptyDraft, units: padded([], 0) },
    faults: [],
    sheetFaults: [],
    sheetSent: false,
    found: null,
    ...view,
  }
  return showStaff(call, setting, {
    title: t(call.lang, 'setup.title'),
    kind: 'setup',
    body: await setUpBody(call, whole),
    status,
    path: '/setup',
  })
}

const donePage = (call: Call, setting: StaffSetting): Result<PageReply> =>
  showStaff(call, setting, {
    title: t(call.lang, 'setup.done'),
    kind: 'setup',
    body: html`<h1>${t(call.lang, 'setup.done')}</h1>
      <p>${t(call.lang, 'setup.done-text')}</p>
      <p>${button({ label: t(call.lang, 'setup.workbench'), href: '/workbench' })}</p>`,
    path: '/setup',
  })

interface SentSetUp {
  readonly values: Readonly<Record<string, unknown>>
  readonly sheet: Buffer | null
}

const readSetUp = async (call: Call): Promise<SentSetUp> => {
  if (!call.request.isMultipart()) return { values: fromUrlEncoded((call.request.body ?? {}) as Record<string, unknown>), sheet: null }
  const pairs = new URLSearchParams()
  let sheet: Buffer | null = null
  for await (const part of call.request.parts({ limits: { fields: 400, parts: 410, fileSize: limits.maxBytes + 1 } })) {
    if (part.type === 'field') pairs.append(part.fieldname, String(part.value))
    else if (part.filename === '') part.file.resume()
    else sheet = await part.toBuffer()
  }
  return { values: fromUrlEncoded(pairs), sheet }
}

/** Units of a sheet, or its faults in words. */
const unitsOf = async (call: Call, bytes: Buffer): Promise<{ rows: SetUp['units']; faults: readonly string[] }> => {
  const table = await readTable(bytes, unitColumns, limits)
  if (table.ok) return { rows: unitRowsOf(table.value.rows), faults: [] }
  const fields = table.error.fields ?? [
    { path: 'sheet', code: table.error.code, ...(table.error.params ? { params: table.error.params } : {}) },
  ]
  return { rows: [], faults: fields.map((fault) => sheetFault(call.lang, null, '', fault)) }
}

const sent = async (call: Call, setting: StaffSetting, port: SetUpPort): Promise<Result<PageReply>> => {
  const { values, sheet } = await readSetUp(call)
  const go = values['go']
  const picked = typeof values['pick'] === 'string' ? countyOf(values['pick']) : null
  const read = draftOf(values, go === 'more' ? 4 : 0)
  const draft: SetUpDraft = picked ? { ...read, code: picked.code, county: picked.name } : read
  if (go === 'find') return page(call, setting, { draft, found: look(draft.find) })
  if (go === 'more') return page(call, setting, { draft, sheetSent: sheet !== null })
  const fromSheet = sheet ? await unitsOf(call, sheet) : null
  const { setUp: wanted, faults } = setUpOf(
    draft,
    typeof values['password'] === 'string' ? values['password'] : '',
    fromSheet ? fromSheet.rows : null,
  )
  const own = faults.length + (fromSheet?.faults.length ?? 0)
  // With faults of the page's own nothing may be set up; the other faults are still told in the same pass.
  const result = await setUp(call.kernel, wanted, draft.token, own > 0 ? async () => refuseFields([]) : port, call.now)
  if (result.ok) {
    await call.kernel.caches.changed(call.kernel.db.sql, placesCache, call.now)
    await beginSession(call.kernel, call.request, { kind: 'staff', id: result.value.account }, false)
    return ok({ redirect: '/workbench' })
  }
  if (result.error.kind === 'gone') return donePage(call, setting)
  const fields = result.error.fields
  const told = fields
    ? pageFaults(sheet ? fields.filter((fault) => !fault.path.startsWith('units.')) : fields)
    : [{ path: 'token', code: result.error.code }]
  const sheetFaults = [...(fromSheet?.faults ?? []), ...(sheet ? rowFaults(call, fields ?? []) : [])]
  return page(call, setting, { draft, faults: inPageOrder([...told, ...faults]), sheetFaults, sheetSent: sheet !== null }, 422)
}

const order = ['token', 'code', 'county', 'countyEn', 'login', 'name', 'password', 'units']

const inPageOrder = (faults: readonly FieldFault[]): FieldFault[] => {
  const place = (fault: FieldFault): number => order.indexOf(fault.path.split('.')[0] ?? '')
  const first = new Map(faults.map((fault) => [`${fault.path} ${fault.code}`, fault]))
  return [...first.values()].toSorted((a, b) => place(a) - place(b))
}

const rowFaults = ({ lang }: Call, faults: readonly FieldFault[]): string[] =>
  faults
    .filter((fault) => fault.path.startsWith('units.'))
    .map((fault) => {
      const [, row, column = ''] = fault.path.split('.')
      const title = unitColumns.find((each) => each.key === (column === 'scopes' ? 'areas' : column))?.title[lang] ?? column
      return sheetFault(lang, Number(row), title, fault)
    })

/** The page of the first set-up; `port` is what other capabilities do in its transaction. */
export const setUpPageRoutes = (port: SetUpPort, setting: StaffSetting = {}) =>
  ({
    'setup.page': route({
      method: 'GET',
      path: '/setup',
      summary: 'The first set-up in the browser',
      permission: 'public',
      output: 'page',
      handle: async (call) => ((await waitsForSetUp(call.kernel)) ? page(call, setting, {}) : donePage(call, setting)),
    }),
    'setup.send': route({
      method: 'POST',
      path: '/setup',
      summary: 'Set the server up, with the token that it printed at start',
      permission: 'public',
      perMinute: 30,
      output: 'page',
      handle: async (call) => ((await waitsForSetUp(call.kernel)) ? sent(call, setting, port) : donePage(call, setting)),
    }),
    'setup.sheet': route({
      method: 'GET',
      path: '/setup/units.xlsx',
      summary: 'An empty sheet of units to fill in',
      permission: 'public',
      output: 'page',
      async handle({ lang }) {
        const bytes = await writeTable(writeColumnsOf(unitColumns, lang), [], {
          sheet: lang === 'zh' ? '单位' : 'Units',
          note: unitNote[lang],
          lang,
        })
        return ok({
          bytes,
          type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          headers: { 'content-disposition': 'attachment; filename="units.xlsx"' },
        })
      },
    }),
  }) as const
