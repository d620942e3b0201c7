import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { eachDatabase } from '../../../test/support/database.ts'
import { seedDistrict, staff } from '../../../test/support/district.ts'
import { createTestKernel, type TestKernel } from '../../../test/support/kernel.ts'
import type { Actor } from '../../kernel/actor.ts'
import { unwrap } from '../../kernel/result.ts'
import { act } from '../actions/act.ts'
import { fileMatter } from '../actions/file.ts'
import { feedSearch } from './feed.ts'
import { searchMatters, type SearchPage, type SearchRequest } from './query.ts'
import { normalised, pairsOf, termsOf } from './words.ts'

const dispatcher = staff('u-street-1', 'dispatcher')
const desk = staff('u-county', 'desk')

eachDatabase('the search for matters', (open) => {
  let kernel: TestKernel
  beforeAll(async () => {
    kernel = createTestKernel(await open())
    await seedDistrict(kernel)
  })

  const file = async (text: string, more: Partial<Parameters<typeof fileMatter>[2]> = {}): Promise<string> => {
    const request = {
      operation: randomUUID(),
      procedure: 'resident-request',
      door: 'portal',
      nature: 'help',
      category: 'env.litter',
      input: {},
      ...more,
    } as const
    const input = { text, place: { point: [116.002, 40.002] }, ...request.input }
    return unwrap(await fileMatter(kernel, { kind: 'anonymous' }, { ...request, input }, kernel.clock())).id
  }
  // Transactions of other databases on the same server hold a follower back too: it is read until it has come to the end.
  const feed = async (): Promise<void> => {
    const behind = sql`select 1 from journal j left join follower f on f.name = 'matters.search'
      where f.name is null or (j.tx, j.matter_id, j.n) > (f.tx, f.matter_id, f.n) limit 1`
    do await feedSearch(kernel, kernel.clock())
    while ((await behind.execute(kernel.db.sql)).rows.length > 0)
  }
  const find = async (q: string, actor: Actor = desk, more: Partial<SearchRequest> = {}): Promise<SearchPage> =>
    unwrap(await searchMatters(kernel, actor, { q, ...more }))

  it('finds by words and address, all terms at once, and keeps to what the reader may see', async () => {
    const lamp = await file('望京街道路灯不亮，晚上很黑。', { input: { place: { point: [116.002, 40.002], address: '静苑小区３号楼' } } })
    const other = await file('东边的路灯也坏了，请来看看。', { input: { place: { point: [116.022, 40.002] } } })
    const secret = await file('举报有人偷路灯的电缆，请保密。', { nature: 'accusation' })
    await feed()
    expect((await find('路灯')).ids.toSorted()).toEqual([lamp, other].toSorted())
    expect((await find('路灯', dispatcher)).ids.toSorted()).toEqual([lamp, secret].toSorted())
    expect((await find('路灯 3号楼')).ids).toEqual([lamp])
    expect((await find('灯路')).ids).toEqual([])
    expect((await find('路灯', desk, { area: '990101002' })).ids).toEqual([other])
    expect((await find('路灯', desk, { also: sql<boolean>`m.category = 'road.lamp'` })).ids).toEqual([])
    expect((await find('路灯', { kind: 'anonymous' })).ids).toEqual([])
  })

  it('finds what was assigned to the unit, as soon as it knows it', async () => {
    const id = await file('喷泉没有水了，孩子们很失望。')
    await feed()
    const handler = staff('u-roads', 'handler')
    expect((await find('喷泉', handler)).ids).toEqual([])
    const does = (action: string, input: object) => act(kernel, dispatcher, id, { operation: randomUUID(), action, input }, kernel.clock())
    unwrap(await does('accept', { category: 'env.litter' }))
    unwrap(await does('dispatch', { lead: 'u-roads', listItem: '基本 12' }))
    await feed()
    expect((await find('喷泉', handler)).ids).toEqual([id])
  })

  it('finds the unlocated for those who serve a part of the area', async () => {
    const id = await file('不知道在哪里的水管漏了。', { input: { place: { address: '某处' } } })
    await feed()
    expect((await find('水管', dispatcher)).ids).toEqual([id])
  })

  it('never finds a complainant by name or telephone', async () => {
    await file('楼道里堆了旧家具，过不去人。', { input: { contact: { name: '欧阳明月', phone: '19900007777' } } })
    await feed()
    expect([(await find('欧阳明月')).ids, (await find('19900007777')).ids, (await find('家具')).ids.length]).toEqual([[], [], 1])
  })

  it('takes any signs as words, and asks for two characters', async () => {
    for (const q of ["路灯' | '垃圾", '路灯\\', "路灯');drop table matter;--", '路灯 & !垃圾', '%路灯_%', '路灯\u0000', '\ud800路灯']) {
      expect((await searchMatters(kernel, desk, { q })).ok).toBe(true)
    }
    for (const q of ['', ' ', '路', '。，', '路 灯'])
      expect(await searchMatters(kernel, desk, { q })).toMatchObject({ ok: false, error: { fields: [{ code: 'search.too-short' }] } })
    expect(await searchMatters(kernel, desk, { q: '路灯', after: 'x' })).toMatchObject({ ok: false })
  })

  it('forgets what was erased at once, and its row soon', async () => {
    const id = await file('阳台花盆掉下来了，差点砸到人。')
    await feed()
    expect((await find('花盆')).ids).toEqual([id])
    await sql`update matter_words set title = '', body = '', address = null where matter_id = ${id}`.execute(kernel.db.sql)
    expect((await find('花盆')).ids).toEqual([])
    await sql`insert into journal (matter_id, n, kind, version, actor, at, prev, digest) values (${id}, 99, 'erased', 1, 'system:test', now(), '', '')`.execute(
      kernel.db.sql,
    )
    await feed()
    expect((await sql`select 1 from matter_search where matter_id = ${id}`.execute(kernel.db.sql)).rows).toEqual([])
  })

  it('finds exactly what looking through all texts finds', async () => {
    const word = fc.constantFrom('路', '灯', '不', '亮', '垃', '圾', '楼', '道', '，', ' ', '\n', '3', '号', 'A', 'a', '１', '𠮷', 'ﬁ')
    const text = fc.array(word, { minLength: 4, maxLength: 14 }).map((parts) => parts.join(''))
    const texts = fc.sample(text, { numRuns: 250, seed: 7 })
    // One statement: the property is about words, not about filing.
    const rows = texts.map((body) => ({ id: String(randomUUID()), body }))
    const like = await file('样本一二三四')
    await sql`insert into matter select (jsonb_populate_record(m, jsonb_build_object('id', k, 'code', k))).*
      from matter m, unnest(${rows.map((row) => row.id)}::text[]) as k where m.id = ${like}`.execute(kernel.db.sql)
    await sql`insert into matter_words (matter_id, title, body) select id, '', body from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.body)}::text[]) as t(id, body)`.execute(
      kernel.db.sql,
    )
    await sql`insert into journal (matter_id, n, kind, version, actor, at, prev, digest) select id, 1, 'filed', 1, 'system:test', now(), '', '' from unnest(${rows.map((row) => row.id)}::uuid[]) as id`.execute(
      kernel.db.sql,
    )
    await feed()
    const own = new Set(rows.map((row) => row.id))
    const question = fc.array(word, { minLength: 2, maxLength: 4 }).map((parts) => parts.join(''))
    await fc.assert(
      fc.asyncProperty(question, async (q) => {
        fc.pre(termsOf(q).some((term) => pairsOf(term).length > 0))
        const expected = rows.filter(({ body }) => termsOf(q).every((term) => normalised(body).includes(term))).map((row) => row.id)
        const found = (await find(q, desk, { limit: 200 })).ids.filter((id) => own.has(id))
        expect(found.toSorted()).toEqual(expected.toSorted())
      }),
      { numRuns: 150 },
    )
  })

  it('counts to a thousand and pages by key through more, newest first', async () => {
    const like = await file('井盖丢了，请快来补上。')
    await sql`insert into matter select (jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid(), 'code', 'x' || k, 'filed_at', m.filed_at - k * interval '13 hours'))).*
      from matter m, generate_series(1, 1200) k where m.id = ${like}`.execute(kernel.db.sql)
    await sql`insert into matter_words (matter_id, title, body) select id, '', '井盖丢了' from matter where code like 'x%'`.execute(
      kernel.db.sql,
    )
    await sql`insert into journal (matter_id, n, kind, version, actor, at, prev, digest) select id, 1, 'filed', 1, 'system:test', now(), '', '' from matter where code like 'x%'`.execute(
      kernel.db.sql,
    )
    await feed()
    const all = await sql<{
      id: string
    }>`select id from matter where code like 'x%' or id = ${like} order by filed_at desc, id desc`.execute(kernel.db.sql)
    const first = await find('井盖')
    expect([first.total, first.capped, first.ids.length]).toEqual([1000, true, 50])
    const found: string[] = [...first.ids]
    for (let after = first.next; after;) {
      const page: SearchPage = await find('井盖', desk, { after, limit: 200 })
      found.push(...page.ids)
      after = page.next
    }
    expect(found).toEqual(all.rows.map((row) => row.id))
  })
})
