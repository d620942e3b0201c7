import { gunzipSync } from 'node:zlib'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachDatabase } from '../../test/support/database.ts'
import { seedDistrict, staff } from '../../test/support/district.ts'
import { createTestKernel, type TestKernel } from '../../test/support/kernel.ts'
import { faultsOfTable } from '../kernel/http/check-table.ts'
import { formTexts } from '../kernel/form/texts.ts'
import { createServer } from '../kernel/http/server.ts'
import { httpTexts } from '../kernel/http/texts.ts'
import { html } from '../kernel/html.ts'
import { createTranslator } from '../kernel/i18n.ts'
import { hasRole, type Actor, type Role } from '../kernel/actor.ts'
import { readTable } from '../kernel/sheets/read.ts'
import limits from '../kernel/sheets/limits.json' with { type: 'json' }
import type { SheetLimits } from '../kernel/sheets/domain.ts'
import { unwrap } from '../kernel/result.ts'
import { act, fileMatter, type FileRequest } from '../matters/api.ts'
import { fireDue } from '../matters/jobs/clocks.ts'
import { matterTexts } from '../matters/texts.ts'
import { mattersPermissions } from '../matters/http.ts'
import { territoryRoutes } from '../territory/http.ts'
import { figuresRoutes } from '../../web/portal/figures/page.ts'
import { followFigures } from './actions/follow.ts'
import { figuresSentence } from './actions/report.ts'
import { oversightPermissions, oversightRoutes } from './http.ts'
import { oversightTexts } from './texts.ts'
import { requestAt } from './testing.ts'
import { randomUUID } from 'node:crypto'

const permissions: Readonly<Record<string, 'any staff' | readonly Role[]>> = { ...mattersPermissions, ...oversightPermissions }
const routes = { ...oversightRoutes, ...territoryRoutes, ...figuresRoutes({ assets: () => ({ style: '/assets/style.css' }) }) }

const people: Readonly<Record<string, Actor>> = {
  supervisor: staff('u-county', 'supervisor'),
  dispatcher1: staff('u-street-1', 'dispatcher'),
  dispatcher2: staff('u-street-2', 'dispatcher'),
  desk: staff('u-county', 'desk'),
  roads: staff('u-roads', 'handler'),
}

const startServer = (kernel: TestKernel): Promise<FastifyInstance> =>
  createServer(kernel, {
    routes,
    permissions: {
      has: (name) => Object.hasOwn(permissions, name),
      allows: (name, actor) => {
        const wanted = permissions[name]
        return wanted === 'any staff' ? actor.kind === 'staff' : wanted !== undefined && hasRole(actor, ...wanted)
      },
    },
    resolveActor: async (request) => people[String(request.headers['x-actor'])] ?? { kind: 'anonymous' },
    translator: () => createTranslator(httpTexts, formTexts, matterTexts, oversightTexts),
    errorPage: (_, problem) => html`<p>${problem.message}</p>`,
  })

it('the routes of oversight and territory are whole, and each permission is used', () => {
  expect(faultsOfTable(routes, (name) => Object.hasOwn(permissions, name))).toEqual([])
  const used = new Set<string>(Object.values(routes).map((route) => route.permission))
  expect(Object.keys(oversightPermissions).filter((name) => !used.has(name))).toEqual([])
})

eachDatabase('oversight', (open) => {
  let kernel: TestKernel
  let app: FastifyInstance
  const ids: Record<string, string> = {}
  const codes: Record<string, string> = {}

  const file = async (name: string, point: readonly [number, number] | null, more: Partial<FileRequest> = {}): Promise<void> => {
    const filed = unwrap(await fileMatter(kernel, { kind: 'anonymous' }, requestAt(point, more), kernel.clock()))
    ids[name] = filed.id
    codes[name] = filed.code.replace(/(\d{4})(?=\d)/g, '$1 ')
  }
  const does = async (who: string | Actor, name: string, action: string, input: object = {}): Promise<void> => {
    const actor = typeof who === 'string' ? (people[who] as Actor) : who
    unwrap(await act(kernel, actor, ids[name] ?? '', { operation: randomUUID(), action, input }, kernel.clock()))
  }
  const get = (who: string, url: string, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> =>
    app.inject({ method: 'GET', url, headers: { 'x-actor': who, ...headers } })
  const rowIds = async (who: string, url: string): Promise<string[]> =>
    (await get(who, url)).json<{ rows: { id: string }[] }>().rows.map((row) => row.id)

  beforeAll(async () => {
    kernel = createTestKernel(await open())
    await seedDistrict(kernel)
    app = await startServer(kernel)
    await file('lamp', [116.002, 40.002], { category: 'road.lamp' })
    await does('dispatcher1', 'lamp', 'accept', { category: 'road.lamp' })
    await does('dispatcher1', 'lamp', 'dispatch', { lead: 'u-roads' })
    await file('asked', [116.003, 40.002])
    await does('dispatcher1', 'asked', 'accept', { category: 'env.litter' })
    await does('dispatcher1', 'asked', 'dispatch', { lead: 'u-water' })
    await does(staff('u-water', 'handler'), 'asked', 'ask', { question: '请问是哪一栋楼？' })
    await file('accusation', [116.004, 40.002], {
      nature: 'accusation',
      aboutUnit: 'u-street-1',
      input: {
        text: '街道工作人员乱收费，请查一查。',
        place: { point: [116.004, 40.002] },
        contact: { name: '王芳', phone: '19900001234' },
      },
    })
    await file('other', [116.022, 40.002], { input: { text: '河边护栏松了，孩子路过危险。', place: { point: [116.022, 40.002] } } })
    await file('answered', [116.002, 40.003])
    await does('dispatcher1', 'answered', 'accept', { category: 'env.litter' })
    await does('dispatcher1', 'answered', 'dispatch', { lead: 'u-roads' })
    await does('roads', 'answered', 'sign')
    await does('roads', 'answered', 'submit-answer', {
      answer: '积存的垃圾已经清运干净，并加派了晚班车。',
      measures: '加派车次',
      result: 'solved',
    })
    await does(staff('u-roads', 'approver'), 'answered', 'approve')
    kernel.at('2026-03-20T02:00:00Z')
    while ((await fireDue(kernel, kernel.clock())).more);
    for (let tries = 0; tries < 100 && (await followFigures(kernel, kernel.clock())) === 0; tries++)
      await new Promise((resolve) => setTimeout(resolve, 20))
    while ((await followFigures(kernel, kernel.clock())) > 0);
  }, 180_000)
  afterAll(() => app.close())

  describe('the board', () => {
    it('counts open matters by unit and street, and never by person', async () => {
      const board = (await get('supervisor', '/api/board')).json()
      const roads = board.byUnit.find((line: { unit: { id: string } }) => line.unit.id === 'u-roads')
      expect(roads).toEqual({ unit: { id: 'u-roads', name: 'u-roads' }, open: 2, near: 0, late: 1, returned: 0, reopened: 0 })
      expect(board.byStreet.map((line: { street: { id: string }; open: number }) => [line.street.id, line.open])).toEqual([
        ['990101001', 4],
        ['990101002', 1],
      ])
      expect(board.trend).toHaveLength(30)
      expect(board.trend.at(-1).day).toBe('2026-03-20')
      expect(board.trend.find((day: { day: string }) => day.day === '2026-03-02')).toMatchObject({ filed: 5, answered: 1 })
    })

    it('shows what is late, but not what waits for the resident', async () => {
      const late = await rowIds('supervisor', '/api/board/rows?tab=late')
      expect(late).toContain(ids['lamp'])
      const asked = (await get('supervisor', '/api/board'))
        .json()
        .byUnit.find((line: { unit: { id: string } }) => line.unit.id === 'u-water')
      expect(asked).toMatchObject({ open: 1 })
      expect(await rowIds('supervisor', '/api/board/rows?tab=late&unit=u-roads')).toEqual([ids['lamp']])
      expect(await rowIds('supervisor', '/api/board/rows?tab=late&street=990101002')).not.toContain(ids['lamp'])
    })

    it('keeps an accusation from the street it is about', async () => {
      const urls = ['/api/board/rows?tab=late', '/api/board/rows?tab=near', '/api/board/rows?tab=exclusions']
      for (const url of urls) expect(await rowIds('dispatcher1', url)).not.toContain(ids['accusation'])
      const own = (await get('dispatcher1', '/api/board')).json()
      expect(own.byStreet[0]).toMatchObject({ street: { id: '990101001' }, open: 3 })
    })

    it('lists exclusions that wait for a decision', async () => {
      await does('roads', 'lamp', 'apply-exclusion', { reasonCode: 'beyond-duty', reason: '该灯杆属于部队院内，不在职责范围。' })
      expect(await rowIds('supervisor', '/api/board/rows?tab=exclusions')).toEqual([ids['lamp']])
    })

    it('is not for handlers, and refuses a page mark that is none', async () => {
      expect((await get('roads', '/api/board')).statusCode).toBe(403)
      expect((await get('supervisor', '/api/board/rows?after=x')).statusCode).toBe(422)
    })

    it('gives the desk what it has to call back', async () => {
      const page = (await get('desk', '/api/callbacks')).json()
      expect(page.rows.map((row: { id: string }) => row.id)).toEqual([ids['answered']])
      expect(page).toMatchObject({ total: 1, capped: false, next: null })
    })
  })

  describe('an Excel file', () => {
    const columns = [
      { key: 'code', title: { zh: '编号', en: 'Code' }, type: 'text', required: true },
      { key: 'title', title: { zh: '内容', en: 'Content' }, type: 'text' },
      { key: 'filed', title: { zh: '提出时间', en: 'Filed' }, type: 'datetime' },
    ] as const
    const codesIn = async (who: string, url: string): Promise<string[]> => {
      const answer = await get(who, url)
      expect(answer.statusCode).toBe(200)
      const table = unwrap(await readTable(answer.rawPayload, columns, limits as SheetLimits))
      return table.rows.map((row) => String(row.values['code']))
    }

    it('holds what its reader may see and nothing else, and its taking is recorded', async () => {
      const all = await codesIn('supervisor', '/api/matters.xlsx')
      expect(all.toSorted()).toEqual(Object.values(codes).toSorted())
      const street = await codesIn('dispatcher1', '/api/matters.xlsx')
      expect(street).not.toContain(codes['accusation'])
      expect(street).not.toContain(codes['other'])
      expect(street).toContain(codes['lamp'])
      const { rows } = await sql<{
        actor: string
        purpose: string
      }>`select actor, purpose from access_log where what = 'export' order by purpose desc`.execute(kernel.db.sql)
      expect(rows).toEqual([
        { actor: 'staff:supervisor-u-county', purpose: '事项 5' },
        { actor: 'staff:dispatcher-u-street-1', purpose: '事项 3' },
      ])
    })

    it('takes the filters of the list, and of an inbox', async () => {
      expect(await codesIn('supervisor', '/api/matters.xlsx?category=road')).toEqual([codes['lamp']])
      expect(await codesIn('roads', '/api/inbox.xlsx?queue=sign')).toEqual([codes['lamp']])
    })

    it('of the board has a line for each unit and street', async () => {
      const answer = await get('supervisor', '/api/board.xlsx')
      const heads = [{ key: 'name', title: { zh: '名称', en: 'Name' }, type: 'text' }] as const
      const table = unwrap(await readTable(answer.rawPayload, heads, limits as SheetLimits))
      expect(table.rows.map((row) => row.values['name'])).toEqual(expect.arrayContaining(['u-roads', '学苑街道', '林泉街道']))
    })
  })

  describe('the desk’s look-up', () => {
    it('finds earlier matters of a number, and writes down who looked', async () => {
      const found = (await get('desk', '/api/desk/lookup?phone=199%200000%201234')).json()
      const seen: string[] = found.matters.map((row: { id: string }) => row.id)
      expect(seen.toSorted()).toEqual(['lamp', 'asked', 'answered'].map((name) => ids[name] ?? '').toSorted())
      const log = await sql<{
        matter_id: string
      }>`select matter_id from access_log where purpose = 'desk lookup' and what = 'earlier-matters'`.execute(kernel.db.sql)
      expect(log.rows.map((row) => row.matter_id).toSorted()).toEqual(seen.toSorted())
    })

    it('finds places and what is near by address, without a trace of persons', async () => {
      const found = (await get('desk', `/api/desk/lookup?address=${encodeURIComponent('林泉社区河边')}`)).json()
      expect(found.wish).toBeNull()
      expect(found.places).toContainEqual({
        id: '990101002001',
        name: '林泉社区',
        address: null,
        point: null,
        area: { id: '990101002001', name: '林泉社区' },
      })
    })

    it('is for those who take requests, and refuses what is no number', async () => {
      expect((await get('roads', '/api/desk/lookup?phone=19900001234')).statusCode).toBe(403)
      expect((await get('desk', '/api/desk/lookup?phone=123')).json().error.fields[0]).toMatchObject({
        path: 'phone',
        code: 'lookup.bad-phone',
      })
    })
  })

  describe('the map', () => {
    it('shows open matters of the reader, never the sealed one to whom it is about', async () => {
      const seen = async (who: string, query = ''): Promise<string[]> =>
        (await get(who, `/api/map/matters${query}`)).json<{ id: string }[]>().map((each) => each.id)
      expect(await seen('dispatcher1')).not.toContain(ids['accusation'])
      expect(await seen('supervisor')).toContain(ids['accusation'])
      expect(await seen('supervisor', '?bbox=116.02,40,116.03,40.01')).toEqual([ids['other']])
      expect(await seen('supervisor', '?late=true&category=road.lamp')).toEqual([ids['lamp']])
      expect((await get('supervisor', '/api/map/matters?bbox=3,2,1')).statusCode).toBe(422)
      expect((await get('nobody', '/api/map/matters')).statusCode).toBe(401)
    })

    it('gives everybody its tiles, compressed and kept', async () => {
      const style = (await get('nobody', '/api/map/style')).json()
      expect(style).toMatchObject({ center: { lon: expect.closeTo(116.02), lat: expect.closeTo(40.02) }, maxZoom: 16 })
      const [x, y] = [
        Math.floor(((116.005 + 180) / 360) * 2 ** 14),
        Math.floor(((1 - Math.asinh(Math.tan((40.005 * Math.PI) / 180)) / Math.PI) / 2) * 2 ** 14),
      ]
      const tile = await get('nobody', `/api/tiles/14/${x}/${y}.pbf`, { 'accept-encoding': 'gzip' })
      expect(tile.statusCode).toBe(200)
      const text = gunzipSync(tile.rawPayload).toString('latin1')
      for (const layer of ['areas-street', 'areas-community', 'areas-grid']) expect(text).toContain(layer)
      const again = await get('nobody', `/api/tiles/14/${x}/${y}`, { 'if-none-match': String(tile.headers['etag']) })
      expect(again.statusCode).toBe(304)
      expect(tile.headers['cache-control']).toMatch(/^public/)
      expect((await get('nobody', '/api/tiles/14/1/1.pbf')).statusCode).toBe(204)
      expect((await get('nobody', '/api/tiles/14/1/x')).statusCode).toBe(404)
    })

    it('names areas and places, and who serves them', async () => {
      expect((await get('nobody', '/api/areas?level=street')).json()).toEqual([
        { code: '990101001', name: '学苑街道', level: 'street' },
        { code: '990101002', name: '林泉街道', level: 'street' },
      ])
      const one = (await get('nobody', '/api/areas/990101001001')).json()
      expect(one).toMatchObject({
        name: '静苑社区',
        open: null,
        units: [
          { role: 'community-worker', unit: { id: 'u-community-1' } },
          { role: 'dispatcher', unit: { id: 'u-street-1' } },
        ],
      })
      expect((await get('dispatcher1', '/api/areas/990101001001')).json().open).toBe(3)
      expect((await get('nobody', '/api/areas/990101009')).statusCode).toBe(404)
      expect((await get('nobody', `/api/places?q=${encodeURIComponent('静苑社区')}`)).json()[0]).toMatchObject({
        id: '990101001001',
        area: { name: '静苑社区' },
      })
    })
  })

  describe('the month', () => {
    it('is reported for the areas of the reader’s unit, with every rate raw and adjusted', async () => {
      const report = (await get('supervisor', '/api/reports/month?month=2026-03')).json()
      expect(report.total.counts).toMatchObject({ received: 5, answered: 1, on_time: 1, late: 1, due: 2 })
      expect(report.total.rates['on-time'].raw).toEqual({ n: 1, of: 2, share: 0.5 })
      expect(report.parts.street.map((line: { name: string; counts: { received: number } }) => [line.name, line.counts.received])).toEqual([
        ['学苑街道', 4],
        ['林泉街道', 1],
      ])
      expect((await get('dispatcher2', '/api/reports/month?month=2026-03')).json().total.counts.received).toBe(1)
      expect((await get('dispatcher2', '/api/reports/month?month=2026-03&area=990101001')).statusCode).toBe(403)
      expect((await get('supervisor', '/api/reports/month?month=2026-13')).statusCode).toBe(422)
    })

    it('is an Excel file too', async () => {
      const answer = await get('supervisor', '/api/reports/month.xlsx?month=2026-03')
      const columns = [
        { key: 'name', title: { zh: '名称', en: 'Name' }, type: 'text' },
        { key: 'received', title: { zh: '收到', en: 'Received' }, type: 'number' },
      ] as const
      const table = unwrap(await readTable(answer.rawPayload, columns, limits as SheetLimits))
      expect(table.rows[0]?.values).toMatchObject({ name: '合计', received: 5 })
    })

    it('is told to everybody, small categories together', async () => {
      const page = await get('nobody', '/figures?month=2026-03')
      expect(page.statusCode).toBe(200)
      expect(page.body).toContain('<th scope="row">学苑街道</th>')
      expect(page.body).toContain('其余（单项不足 5 件的合并列出）')
      expect(page.body).not.toContain('<th scope="row">路灯</th>')
      expect(page.body).toContain('不足 5 件，不列')
      const csv = (await get('nobody', '/figures.csv?month=2026-03&lang=en')).body
      expect(csv.split('\r\n')[1]).toMatch(/^,Total,5,2,1,1,1,0,0,0,/)
      expect((await get('nobody', '/figures?month=1999-01')).statusCode).toBe(422)
      expect((await get('nobody', '/figures?month=2025-01')).body).toContain('这个月还没有数字')
    })

    it('is one honest sentence on the first page', async () => {
      expect(await figuresSentence(kernel, 'en', new Date('2026-04-02T02:00:00Z'))).toBe(
        'In 2026-03, 5 requests came in; of 2 answers due, 1 were given on time (50%) and 1 were late.',
      )
      expect(await figuresSentence(kernel, 'zh', kernel.clock())).toBe(
        '2026 年 3 月至今收到诉求 5 件；应答复 2 件，按时答复 1 件（50%），超期 1 件。',
      )
    })
  })
})
