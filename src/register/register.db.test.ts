import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { eachDatabase } from '../../test/support/database.ts'
import { seedDistrict, staff } from '../../test/support/district.ts'
import { createTestKernel, type TestKernel } from '../../test/support/kernel.ts'
import { unwrap } from '../kernel/result.ts'
import { actOnRecords, type Asked } from './actions/act.ts'
import { setExtraFields } from './actions/fields.ts'
import { eraseRecord, findRecords, readRecord, revealFields } from './actions/reading.ts'
import type { Command } from './domain/command.ts'
import { plainIdentifier } from './domain/identifiers.ts'
import { fold, same } from './domain/record.ts'
import { plainWords } from './domain/values.ts'
import { readRecords, readVersions } from './store/read.ts'
import { emptyChain, versionDigest } from './store/write.ts'

const grid = '990101001001001'
const worker = staff('u-community-1', 'community-worker', '00000000-0000-4000-8000-000000000001')
const desk = staff('u-street-2', 'desk', '00000000-0000-4000-8000-000000000002')
const gridWorker = staff('u-community-1', 'grid-worker', '00000000-0000-4000-8000-000000000003')
const spell = { words: plainWords, code: plainIdentifier }

eachDatabase('registers', (open) => {
  let kernel: TestKernel
  beforeAll(async () => {
    kernel = createTestKernel(await open())
    await seedDistrict(kernel)
  })
  const ask = (command: Command, more: Partial<Asked> = {}, actor = worker) =>
    actOnRecords(kernel, actor, { operation: randomUUID(), command, reason: '更正', ...more }, kernel.clock())
  const must = async (command: Command): Promise<string> => unwrap(await ask(command)).records[0]?.id ?? ''
  const dwelling = (number: string, areaCode = grid) =>
    must({
      act: 'create',
      register: 'dwelling',
      values: { number, use: 'let' },
      place: { areaCode, address: '学苑路 1 号' },
      since: '2026-01-01',
    })
  const areaOf = async (id: string) => (await readRecords(kernel.db.sql, kernel.keys, [id])).get(id)?.areaCode
  const find = async (filters: object, actor = worker, register = 'person') =>
    unwrap(await findRecords(kernel, actor, register, { limit: 50, ...filters }, spell)).lines.map(({ title }) => title)
  /** Everything said of a record is what its versions say, and their chain holds. */
  const expectReplay = async (id: string) => {
    const stored = (await readRecords(kernel.db.sql, kernel.keys, [id])).get(id)
    const versions = await readVersions(kernel.db.sql, kernel.keys, id)
    const folded = fold(id, stored?.state.register ?? '', versions)
    const byId = (links: NonNullable<typeof folded>['links']) => links.toSorted((a, b) => (a.id < b.id ? -1 : 1))
    expect({ ...stored?.state, links: byId(stored?.state.links ?? []) }).toEqual({ ...folded, links: byId(folded?.links ?? []) })
    let prev: Uint8Array = emptyChain
    for (const version of versions) {
      const raw = await kernel.db.sql
        .selectFrom('record_version')
        .selectAll()
        .where('record_id', '=', id)
        .where('n', '=', version.n)
        .executeTakeFirstOrThrow()
      expect(Buffer.from(raw.prev).equals(prev)).toBe(true)
      expect(versionDigest({ ...version, reason: raw.reason, open: raw.plain, sealed: raw.sealed, prev }).equals(raw.digest)).toBe(true)
      prev = raw.digest
    }
    expect(Buffer.from(stored?.chain ?? []).equals(prev)).toBe(true)
    return stored
  }

  it('keeps people sealed, finds them by words and by blind index, and only within the reader’s areas', async () => {
    const home = await dwelling('1-101')
    const household = await must({
      act: 'create',
      register: 'household',
      values: { label: '王家' },
      links: [{ role: 'lives-in', to: home }],
    })
    const values = { name: '王芳', phone: '138 0013 8000', idNumber: '110105194912310021' }
    const made = unwrap(await ask({ act: 'create', register: 'person', values, links: [{ role: 'member', to: household }] }))
    expect(made.warnings.map(({ path, code }) => `${path} ${code}`)).toEqual(['idNumber register.id.citizen.check'])
    const id = made.records[0]?.id ?? ''
    const { rows } = await sql<{
      text: string
    }>`select (r.plain::text || v.plain::text || coalesce(v.reason, '')) as text from record r join record_version v on v.record_id = r.id where r.id = ${id}`.execute(
      kernel.db.sql,
    )
    expect(rows[0]?.text).not.toMatch(/王芳|138|1949|更正/)
    expect(await areaOf(id)).toBe(grid)
    expect(await find({ words: '王' })).toEqual(['王芳'])
    expect(await find({ number: '+86 13800138000' })).toEqual(['王芳'])
    expect(await find({ number: '13800138001' })).toEqual([])
    expect(await find({ words: '王' }, desk)).toEqual([])
    expect(await find({ area: '990101002' })).toEqual([])
    expect(await readRecord(kernel, desk, 'person', id)).toMatchObject({ ok: false, error: { code: 'register.not-found' } })
    expect(await ask({ act: 'correct', id, values: { name: '甲' } }, {}, desk)).toMatchObject({ error: { code: 'register.not-found' } })
    await expectReplay(id)
  })

  it('gives one answer to one operation, and refuses what was not seen or not said why', async () => {
    const id = await dwelling('1-102')
    const operation = randomUUID()
    const first = unwrap(await ask({ act: 'correct', id, values: { use: 'vacant' } }, { operation, seen: 1 }))
    expect(unwrap(await ask({ act: 'correct', id, values: { use: 'vacant' } }, { operation, seen: 1 }))).toEqual(first)
    expect(await ask({ act: 'correct', id, values: { use: 'let' } }, { operation })).toMatchObject({ error: { code: 'operation.reused' } })
    expect(await ask({ act: 'correct', id, values: { use: 'let' } }, { seen: 1 })).toMatchObject({ error: { code: 'register.stale' } })
    expect(await ask({ act: 'correct', id, values: { use: 'let' } }, { reason: ' ' })).toMatchObject({
      error: { code: 'register.reason-needed' },
    })
    await must({ act: 'undo', id, version: 2 })
    expect((await expectReplay(id))?.state).toMatchObject({ n: 3, values: { use: 'let' } })
  })

  it('holds a code once', async () => {
    const create = (creditCode: string): Command => ({
      act: 'create',
      register: 'organisation',
      values: { name: '学苑物业', kind: 'property', creditCode },
      place: { areaCode: grid },
    })
    await must(create('91350100M000100Y43'))
    expect(await ask(create('９１350100m000100y43'))).toMatchObject({ error: { code: 'register.code-taken' } })
    expect(await find({ code: '91350100m000100y43' }, worker, 'organisation')).toEqual(['学苑物业'])
    const elsewhere = {
      act: 'create',
      register: 'organisation',
      values: { name: '外', kind: 'company' },
      place: { areaCode: '990101002001001' },
    } as const
    expect(await ask(elsewhere)).toMatchObject({ error: { code: 'register.out-of-area' } })
  })

  it('moves a household with its people, keeps who lived where, and pages by key', async () => {
    const [old, fresh] = [await dwelling('2-101'), await dwelling('2-102', '990101001001002')]
    const household = await must({
      act: 'create',
      register: 'household',
      values: { label: '李家' },
      since: '2026-01-01',
      links: [{ role: 'lives-in', to: old }],
    })
    const people: string[] = []
    for (const name of ['李一', '李二', '李三'])
      people.push(
        await must({
          act: 'create',
          register: 'person',
          values: { name },
          since: '2026-01-01',
          links: [{ role: 'member', to: household }],
        }),
      )
    await must({ act: 'move-in', id: household, role: 'lives-in', to: fresh })
    expect(await Promise.all(people.map(areaOf))).toEqual(people.map(() => '990101001001002'))
    await must({
      act: 'split',
      id: household,
      values: { label: '李三家' },
      members: [people[2] ?? ''],
      home: { role: 'lives-in', to: old },
    })
    expect(await areaOf(people[2] ?? '')).toBe(grid)
    await must({ act: 'death', id: people[0] ?? '', died: '2026-03-01' })
    for (const id of [household, ...people]) await expectReplay(id)
    const first = unwrap(await findRecords(kernel, worker, 'person', { limit: 2 }, spell))
    const second = unwrap(await findRecords(kernel, worker, 'person', { limit: 2, after: first.next ?? '' }, spell))
    expect(new Set([...first.lines, ...second.lines].map(({ id }) => id)).size).toBe(4)
    expect(second.next).toBeNull()
  })

  it('reveals for a purpose and logs it; erasing empties what was sealed and nothing else', async () => {
    const home = await dwelling('3-101')
    const id = await must({
      act: 'create',
      register: 'person',
      values: { name: '赵六', phone: '13900139000' },
      links: [{ role: 'owner', to: home }],
      place: { areaCode: grid },
    })
    await must({ act: 'correct', id, values: { phone: '13900139001' } })
    const target = { register: 'person', id, fields: ['phone'], purpose: '回访' }
    expect(await revealFields(kernel, gridWorker, target, kernel.clock())).toMatchObject({ error: { code: 'register.reveal-refused' } })
    expect(unwrap(await revealFields(kernel, worker, target, kernel.clock())).values).toEqual({ phone: '13900139001' })
    const log = await kernel.db.sql.selectFrom('access_log').select(['what', 'purpose']).where('record_id', '=', id).execute()
    expect(log).toEqual([{ what: 'record:phone', purpose: '回访' }])
    unwrap(await eraseRecord(kernel, id, kernel.clock()))
    const stored = await expectReplay(id)
    expect(stored).toMatchObject({ title: '', erased: true, state: { n: 2, values: {} } })
    expect(
      same(
        stored?.state.links.map(({ to }) => to),
        [home],
      ),
    ).toBe(true)
    expect(await find({ number: '13900139001' })).toEqual([])
    expect((await readVersions(kernel.db.sql, kernel.keys, id)).map(({ reason }) => reason)).toEqual([null, null])
    expect(await ask({ act: 'correct', id, values: { name: '甲' } })).toMatchObject({ error: { code: 'register.erased' } })
  })

  it('takes the district’s own fields, but none of the refused', async () => {
    const admin = staff('u-county', 'administrator', '00000000-0000-4000-8000-000000000004')
    const label = (zh: string) => ({ zh, en: zh })
    const set = (fields: unknown, actor = admin) => setExtraFields(kernel, actor, 'dwelling', fields, kernel.clock())
    expect(await set([{ field: 'note', kind: 'text', label: label('民 族') }])).toMatchObject({
      error: { fields: [{ code: 'register.refused-field', params: { word: '民族' } }] },
    })
    expect(await set([{ field: 'number', kind: 'text', label: label('又一个') }])).toMatchObject({ ok: false })
    expect(await set([], worker)).toMatchObject({ error: { code: 'register.define-refused' } })
    unwrap(await set([{ field: 'parking', kind: 'text', label: label('车位'), personal: 'contact' }]))
    const id = await must({
      act: 'create',
      register: 'dwelling',
      values: { number: '9', use: 'let', parking: 'B12' },
      place: { areaCode: grid },
    })
    expect((await expectReplay(id))?.subjectKey).not.toBeNull()
    unwrap(await set([]))
    expect(await ask({ act: 'correct', id, values: { parking: 'B13' } })).toMatchObject({ ok: false })
    await must({ act: 'correct', id, values: { use: 'vacant' } })
    expect((await expectReplay(id))?.state.values).toMatchObject({ parking: 'B12', use: 'vacant' })
  })
})
