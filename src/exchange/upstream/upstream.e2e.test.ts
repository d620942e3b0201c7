import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { randomUUID } from 'node:crypto'
import { addClient } from '../../access/api.ts'
import { inTransaction } from '../../kernel/kernel.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachDatabase } from '../../../test/support/database.ts'
import { seedDistrict, staff } from '../../../test/support/district.ts'
import { createTestKernel, type TestKernel } from '../../../test/support/kernel.ts'
import type { Actor } from '../../kernel/actor.ts'
import { unwrap } from '../../kernel/result.ts'
import { sheetData, workbookOf } from '../../kernel/sheets/samples.ts'
import sheetLimits from '../../kernel/sheets/limits.json' with { type: 'json' }
import { readTable } from '../../kernel/sheets/read.ts'
import { act, findByCode, loadCatalogue, readContacts, readInbox, readState } from '../../matters/api.ts'
import { ensureDemoClient } from '../open311/actions/client.ts'
import { startExchange } from '../testing.ts'
import { upstreamProcedure } from './actions.ts'
import { orderColumns } from './columns.ts'

interface Report {
  rows: number
  accepted: number
  written: boolean
  faults: { row: number; key: string | null; column: string; message: string }[]
  moreFaults: number
  duplicates: { row: number; number: string; code: string }[]
  filed: { row: number; number: string; id: string; code: string }[]
  warnings: string[]
}

const headings = [
  '上级工单编号*',
  '诉求性质*',
  '诉求内容*',
  '类别',
  '发生地址',
  '诉求人',
  '联系电话',
  '匿名',
  '街道/社区',
  '办理时限',
  '受理时间',
  '备注',
]
const sheet = (rows: readonly (readonly string[])[], heads: readonly string[] = headings): Buffer =>
  // Sheets by hand have ten columns' letters; wider ones go as CSV.
  heads.length > 10
    ? Buffer.from([heads, ...rows].map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n'))
    : workbookOf({ sheet: sheetData([heads, ...rows]) })

const row = (number: string, more: Partial<Record<string, string>> = {}): string[] => {
  const values: Record<string, string> = {
    上级工单编号: number,
    诉求性质: '投诉',
    诉求内容: `${number}：夜间施工，噪声很大。`,
    类别: '垃圾',
    发生地址: '静苑社区 3 号楼',
    诉求人: '王芳',
    联系电话: '19900001234',
    匿名: '否',
    '街道/社区': '学苑街道',
    办理时限: '2026-03-09',
    受理时间: '2026-03-04 09:12',
    ...more,
  }
  return headings.map((heading) => values[heading.replace('*', '')] ?? '')
}

eachDatabase('upstream orders', (open) => {
  let kernel: TestKernel
  let app: FastifyInstance
  let actor: Actor = staff('u-street-1', 'desk')
  beforeAll(async () => {
    kernel = createTestKernel(await open(), '2026-03-04T02:30:00Z')
    await seedDistrict(kernel)
    await ensureDemoClient(kernel, kernel.clock())
    app = await startExchange(kernel, () => actor)
  })
  afterAll(() => app.close())

  const send = (bytes: Buffer, query = ''): Promise<LightMyRequestResponse> =>
    app.inject({
      method: 'POST',
      url: `/api/upstream/import${query}`,
      payload: Buffer.concat([
        Buffer.from('--b\r\ncontent-disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n'),
        bytes,
        Buffer.from('\r\n--b--\r\n'),
      ]),
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
    })
  const imported = async (bytes: Buffer, query = ''): Promise<Report> => {
    const answer = await send(bytes, query)
    expect(answer.statusCode, answer.body).toBe(200)
    return answer.json() as Report
  }
  const matters = async (): Promise<number> =>
    Number(
      (
        await kernel.db.sql
          .selectFrom('matter')
          .select((eb) => eb.fn.countAll().as('n'))
          .executeTakeFirst()
      )?.n,
    )

  describe('by sheet', () => {
    it('dry first, then filed: located, with the platform’s own limit, in the street dispatcher’s inbox', async () => {
      const bytes = sheet([row('BJ-001'), row('BJ-002', { 匿名: '是', 发生地址: '', '街道/社区': '' })])
      const dry = await imported(bytes, '?dry=true')
      expect(dry).toMatchObject({ rows: 2, accepted: 2, written: false, faults: [], duplicates: [], filed: [] })
      expect(dry.warnings).toEqual(['不认识「备注」一列（L 列），没有读入。'])
      expect(await matters()).toBe(0)
      const done = await imported(bytes)
      expect(done).toMatchObject({
        accepted: 2,
        written: true,
        filed: [
          { row: 2, number: 'BJ-001' },
          { row: 3, number: 'BJ-002' },
        ],
      })
      const first = await readState(kernel.db.sql, done.filed[0]?.id ?? '')
      expect(first).toMatchObject({
        door: 'upstream',
        channel: '12345',
        category: 'env.litter',
        nature: 'complaint',
        areaCode: '990101001001',
        filerUnit: 'u-street-1',
      })
      // A limit that is a date ends with that day.
      expect(first?.upstream).toEqual({ source: '12345', number: 'BJ-001', due: '2026-03-09T16:00:00.000Z' })
      const second = await readState(kernel.db.sql, done.filed[1]?.id ?? '')
      expect(second).toMatchObject({ anonymous: true, areaCode: '990101001', located: false })
      expect(await readContacts(kernel.db.sql, second?.id ?? '')).toEqual([])
      const inbox = await readInbox(kernel.db.sql, { actor: staff('u-street-1', 'dispatcher'), queue: 'accept', now: kernel.clock() }, null)
      expect(inbox.rows.map((each) => each.listed.id)).toEqual(expect.arrayContaining(done.filed.slice(0, 2).map((each) => each.id)))
    })

    it('again writes nothing and names what was there', async () => {
      const before = await matters()
      const again = await imported(sheet([row('BJ-001', { 诉求内容: '换了说法的同一件。' }), row('BJ-003')]), '?mode=good')
      expect(again.duplicates).toEqual([{ row: 2, number: 'BJ-001', code: expect.stringMatching(/^\d{12}$/) }])
      expect(again.filed.map((each) => each.number)).toEqual(['BJ-003'])
      expect(await matters()).toBe(before + 1)
    })

    it('tells every fault by row and column, writes nothing of a sheet with faults, or only the good rows', async () => {
      const heads = ['诉求内容', '诉求性质', '上级工单编号', '办理时限', '受理时间', '类别', '联系电话', '街道/社区', '匿名']
      const line = (
        number: string,
        due: string,
        received: string,
        more: [string, string, string, string, string] = ['投诉', '垃圾', '', '学苑街道静苑社区', '否'],
      ): string[] => [
        `关于${number.startsWith('<') ? '长编号' : number}的诉求内容`,
        more[0],
        number,
        due,
        received,
        more[1],
        more[2],
        more[3],
        more[4],
      ]
      const bytes = sheet(
        [
          line('C-1', '2026年3月9日', '2026-03-04 09:00'),
          line('C-1', '2026-03-09', '2026-03-04 09:00'),
          line('C-2', '2026-02-30', '昨天'),
          line('C-3', '2026-03-01', '2026-03-03'),
          line('C-4', '2026-03-09', '2026-04-01', ['夸奖', '没有的类别', '123', '不存在的街道', '也许']),
          line('<c @ t="n"><v>20260304000000001234</v></c>', '2026-03-09', ''),
          line('C-6', '<c @><f>TODAY()+5</f></c>', ''),
          line('C-7', '<c @><f>DATE(2026,3,9)</f><v>46090</v></c>', ''),
          line('C-8', '<c @ t="e"><v>#REF!</v></c>', ''),
        ],
        heads,
      )
      const before = await matters()
      const dry = await imported(bytes, '?dry=true')
      expect(dry.rows).toBe(9)
      expect(dry.faults.map((each) => [each.row, each.column])).toEqual([
        [3, '上级工单编号'],
        [4, '受理时间'],
        [4, '办理时限'],
        [5, '办理时限'],
        [6, '诉求性质'],
        [6, '匿名'],
        [7, '上级工单编号'],
        [8, '办理时限'],
        [10, '办理时限'],
      ])
      expect(dry.faults[0]?.message).toBe('与第 2 行的编号相同')
      expect(dry.faults.find((each) => each.row === 7)?.message).toContain('超过 15 位')
      expect(await imported(bytes)).toMatchObject({ written: false, filed: [] })
      expect(await matters()).toBe(before)
      const good = await imported(bytes, '?mode=good')
      expect(good.filed.map((each) => each.number)).toEqual(['C-1', 'C-7'])
      expect((await readState(kernel.db.sql, good.filed[1]?.id ?? ''))?.upstream?.due).toBe('2026-03-09T16:00:00.000Z')
      expect((await readState(kernel.db.sql, good.filed[0]?.id ?? ''))?.areaCode).toBe('990101001001')
    })

    it('faults that only the district knows: category, area, telephone, times', async () => {
      const answer = await imported(
        sheet([
          row('D-1', { 类别: '没有的类别', '街道/社区': '不存在的街道', 联系电话: '123', 受理时间: '2026-04-01', 办理时限: '2026-03-01' }),
        ]),
        '?dry=true',
      )
      expect(answer.faults.map((each) => each.column)).toEqual(['办理时限', '受理时间', '类别', '街道/社区', '联系电话'])
    })

    it('what is no such sheet is refused as a whole', async () => {
      expect((await send(sheet([['x', 'y']], ['甲', '乙']))).json()).toMatchObject({ error: { code: 'sheet.faults' } })
      expect((await send(Buffer.from('<html><table></table></html>'))).statusCode).toBe(415)
      const missing = (await send(sheet([['一件事情', '投诉']], ['诉求内容', '诉求性质']))).json() as {
        error: { fields: { path: string }[] }
      }
      expect(missing.error.fields.map((each) => each.path)).toContain('columns.number')
      expect(
        (
          await app.inject({
            method: 'POST',
            url: '/api/upstream/import',
            payload: '--b--\r\n',
            headers: { 'content-type': 'multipart/form-data; boundary=b' },
          })
        ).statusCode,
      ).toBe(422)
    })

    it('the blank form reads back with no rows; only desk and dispatcher may', async () => {
      const form = await app.inject({ method: 'GET', url: '/api/upstream/form.xlsx' })
      const columns = orderColumns(upstreamProcedure(await loadCatalogue(kernel)) ?? expect.fail('no procedure'))
      const table = unwrap(await readTable(form.rawPayload, columns, sheetLimits))
      expect([table.rows, table.columns.length]).toEqual([[], columns.length])
      actor = staff('u-roads', 'handler')
      expect((await app.inject({ method: 'GET', url: '/api/upstream/form.xlsx' })).statusCode).toBe(403)
      expect((await send(sheet([row('E-1')]))).statusCode).toBe(403)
      actor = staff('u-street-1', 'desk')
    })
  })

  it('replies go out in the layout of the orders, contacts masked, formulas as text', async () => {
    const { filed } = await imported(sheet([row('R-1', { 诉求内容: '=1+1 这样写的诉求。', 受理时间: '2026-03-04 09:12' })]))
    const id = filed[0]?.id ?? ''
    const does = async (who: Actor, action: string, input: object = {}): Promise<void> =>
      void unwrap(await act(kernel, who, id, { operation: randomUUID(), action, input }, kernel.clock()))
    await does(staff('u-street-1', 'dispatcher'), 'accept', { category: 'env.litter' })
    await does(staff('u-street-1', 'dispatcher'), 'dispatch', { lead: 'u-roads' })
    await does(staff('u-roads', 'handler'), 'sign')
    await does(staff('u-roads', 'handler'), 'submit-answer', { answer: '已责令停工，夜间不再施工。', result: 'solved' })
    kernel.at('2026-03-05T03:00:00Z')
    await does(staff('u-roads', 'approver'), 'approve')
    await does(staff('u-county', 'desk'), 'confirm', { reached: true, solved: true, satisfied: true })
    const answer = await app.inject({ method: 'GET', url: '/api/upstream/export?from=2026-03-04&to=2026-03-05' })
    expect(answer.statusCode, answer.body).toBe(200)
    const columns = [
      ...orderColumns(upstreamProcedure(await loadCatalogue(kernel)) ?? expect.fail('no procedure')),
      ...['答复内容', '办结时间', '是否解决', '满意度', '状态'].map((zh) => ({ key: zh, title: { zh, en: zh }, type: 'text' as const })),
    ]
    const table = unwrap(await readTable(answer.rawPayload, columns, sheetLimits))
    expect(table.rows.map(({ values }) => values['number'])).toEqual(['BJ-001', 'BJ-002', 'BJ-003', 'C-1', 'C-7', 'R-1'])
    expect(table.rows.find(({ values }) => values['number'] === 'R-1')?.values).toMatchObject({
      receivedAt: '2026-03-04T09:12:00',
      due: '2026-03-09T23:59:59',
      nature: 'complaint',
      category: '垃圾',
      text: '=1+1 这样写的诉求。',
      name: '王*',
      phone: '199****1234',
      area: '学苑街道静苑社区',
      答复内容: '已责令停工，夜间不再施工。',
      办结时间: '2026-03-05 11:00:00',
      是否解决: '是',
      满意度: '满意',
      状态: '已答复',
    })
    expect(table.rows.find(({ values }) => values['number'] === 'BJ-001')?.values).toMatchObject({
      答复内容: null,
      办结时间: null,
      状态: '待受理',
    })
    actor = staff('u-street-2', 'desk')
    const none = unwrap(
      await readTable(
        (await app.inject({ method: 'GET', url: '/api/upstream/export?from=2026-03-04&to=2026-03-05' })).rawPayload,
        columns,
        sheetLimits,
      ),
    )
    expect(none.rows).toEqual([])
    actor = staff('u-street-1', 'desk')
    expect((await app.inject({ method: 'GET', url: '/api/upstream/export?from=2026-03-06&to=2026-03-05' })).statusCode).toBe(422)
    expect((await app.inject({ method: 'GET', url: '/api/upstream/export?from=2026-13-06&to=2026-03-05' })).statusCode).toBe(422)
  })

  it('machines send JSON with a key, and the same checks', async () => {
    const order = {
      number: 'J-1',
      nature: 'help',
      text: '楼道灯不亮，老人出行不便。',
      address: '静苑社区 5 号楼',
      due: '2026-03-10T18:00:00+08:00',
      phone: '19900001234',
    }
    const post = (body: object, key = 'demo'): Promise<LightMyRequestResponse> =>
      app.inject({ method: 'POST', url: '/api/upstream/orders', payload: body, headers: { 'x-api-key': key } })
    expect((await post({ orders: [order] }, 'nonsense')).statusCode).toBe(401)
    const narrow = { id: 'narrow', name: '窄', key: 'narrow', scopes: ['read', 'submit'], perMinute: 60 } as const
    await inTransaction(kernel, (tx) => addClient(tx, narrow, kernel.clock()))
    expect((await post({ orders: [order] }, 'narrow')).statusCode).toBe(403)
    const done = (await post({ orders: [order] })).json() as Report
    expect(done.filed).toMatchObject([{ row: 1, number: 'J-1' }])
    expect(((await post({ orders: [order] })).json() as Report).duplicates).toMatchObject([{ row: 1, number: 'J-1' }])
    const bad = (
      await post({
        mode: 'good',
        orders: [
          { ...order, number: 'J-2', nature: 'praise' },
          { ...order, number: 'J-3' },
          { ...order, number: 'J-3' },
          { ...order, number: '..//..' },
        ],
      })
    ).json() as Report
    expect(bad.faults.map((each) => [each.row, each.column])).toEqual([
      [1, '诉求性质'],
      [3, '上级工单编号'],
      [4, '上级工单编号'],
    ])
    expect(bad.filed.map((each) => each.number)).toEqual(['J-3'])
    expect((await post({ orders: [] })).statusCode).toBe(422)
    expect(
      (
        await app.inject({
          method: 'POST',
          url: '/api/upstream/orders',
          payload: '{"orders":',
          headers: { 'x-api-key': 'demo', 'content-type': 'application/json' },
        })
      ).statusCode,
    ).toBe(400)
    const state = await readState(kernel.db.sql, (await findByCode(kernel.db.sql, done.filed[0]?.code ?? ''))?.id ?? '')
    expect(state).toMatchObject({ areaCode: '990101001001', filedBy: 'client:demo', upstream: { due: '2026-03-10T10:00:00.000Z' } })
  })

  it('two people import the same sheet at once: each order once', async () => {
    const bytes = sheet(Array.from({ length: 20 }, (_, index) => row(`P-${index}`)))
    const before = await matters()
    const [one, two] = await Promise.all([imported(bytes, '?mode=good'), imported(bytes, '?mode=good')])
    expect(await matters()).toBe(before + 20)
    const told = new Set([...(one?.filed ?? []), ...(two?.filed ?? [])].map((each) => each.number))
    expect(told.size).toBe(20)
  })

  it('takes two thousand rows, and goes on where a broken sending stopped', async () => {
    const rows = Array.from({ length: 2000 }, (_, index) => row(`M-${index}`))
    expect((await imported(sheet(rows.slice(0, 200)))).accepted).toBe(200)
    const before = await matters()
    const dry = await imported(sheet(rows), '?dry=true')
    expect([dry.rows, dry.accepted, dry.faults, dry.duplicates.length]).toEqual([2000, 1800, [], 200])
    expect((await imported(sheet(rows.slice(150, 250)))).filed).toHaveLength(50)
    expect(await matters()).toBe(before + 50)
  }, 120_000)
})
