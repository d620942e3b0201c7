import { beforeAll, describe, expect, it } from 'vitest'
import { eachDatabase } from '../../test/support/database.ts'
import { seedDistrict, staff } from '../../test/support/district.ts'
import { createTestKernel, type TestKernel } from '../../test/support/kernel.ts'
import { loadDirectory } from '../access/api.ts'
import { unwrap } from '../kernel/result.ts'
import { writeColumnsOf, writeTable, type WriteRow } from '../kernel/sheets/write.ts'
import { fileMatter, loadCatalogue, readState } from '../matters/api.ts'
import { calendarJob } from '../matters/jobs/recompute.ts'
import { loadPlaces } from '../territory/api.ts'
import { suggestUnits } from '../triage/api.ts'
import { aroundNow } from './actions/around.ts'
import { importBoundaries } from './actions/boundaries.ts'
import { moveRow, putRow, removeRow } from './actions/change.ts'
import { readHistory, undoChange } from './actions/history.ts'
import { exportStaff, exportUnits, importStaffSheet, importUnitSheet } from './actions/people.ts'
import { exportSheet, importSheet } from './actions/sheets.ts'
import { staffColumns, unitColumns } from './domain/people.ts'
import { versionOf } from './domain/thing.ts'
import type { Thing } from './things/thing.ts'
import { areas } from './things/areas.ts'
import type { CategoryRow } from './domain/rows.ts'
import { categories } from './things/categories.ts'
import { holidays } from './things/holidays.ts'
import { hours } from './things/hours.ts'
import { routing, type RuleRow } from './things/routing.ts'
import { settings } from './things/settings.ts'
import { textsThing } from './things/texts.ts'
import { loadWords } from './wording.ts'
import { followOfficeWords } from '../kernel/wording.ts'
import { createTranslator, defineTexts } from '../kernel/i18n.ts'

const administrator = staff('u-county', 'administrator', '00000000-0000-4000-8000-000000000001')
const shipped = defineTexts({ 'x.hello': { zh: '您好，{name}', en: 'Hello, {name}' }, 'x.bye': { zh: '再见', en: 'Goodbye' } })
const texts = textsThing(() => shipped)
const things: readonly Thing<never>[] = [categories, routing, hours, holidays, settings, areas, texts].map(
  (thing) => thing as unknown as Thing<never>,
)

const lamp: Omit<RuleRow, 'id'> = {
  category: 'road.lamp',
  prefix: '990101',
  condition: null,
  lead: 'u-roads',
  assistants: ['u-water'],
  listItem: null,
  handle: { value: 2, unit: 'workday' },
  reason: '路灯归道路部门',
}

eachDatabase('administration', (open) => {
  let kernel: TestKernel
  // Every act at a moment of its own: the log is in the order of its ids, which begin with the time.
  const now = () => {
    kernel.at(new Date(kernel.clock().getTime() + 10).toISOString())
    return kernel.clock()
  }
  beforeAll(async () => {
    kernel = createTestKernel(await open())
    await seedDistrict(kernel)
  })

  const sheetOf = async <Row>(thing: Thing<Row>, rows: readonly WriteRow[]): Promise<Buffer> =>
    writeTable(writeColumnsOf(thing.columns(await aroundNow(kernel, now())), 'zh'), rows, { sheet: 'x' })
  const rowOf = async <Row>(thing: Thing<Row>, key: string): Promise<Row> => {
    const row = (await thing.read(kernel.db.sql)).find((each) => thing.keyOf(each) === key)
    if (!row) throw new Error(`no ${key}`)
    return row
  }
  const faultsOf = async <Row>(thing: Thing<Row>, rows: readonly WriteRow[]): Promise<string[]> =>
    unwrap(await importSheet(kernel, administrator, thing, await sheetOf(thing, rows), true, now())).faults.map(
      (fault) => `${fault.path} ${fault.code}`,
    )

  describe('rows', () => {
    it('adds a rule, changes it at its version only, and tells every fault at its column', async () => {
      const rule: RuleRow = { ...lamp, id: '00000000-0000-4000-8000-0000000000a1' }
      unwrap(await putRow(kernel, administrator, routing, rule, null, now()))
      const version = versionOf(rule)
      expect(await putRow(kernel, administrator, routing, { ...rule, reason: '改' }, 'other', now())).toMatchObject({
        ok: false,
        error: { code: 'administration.stale' },
      })
      unwrap(await putRow(kernel, administrator, routing, { ...rule, reason: '改过' }, version, now()))
      expect(await putRow(kernel, administrator, routing, rule, version, now())).toMatchObject({ ok: false, error: { kind: 'conflict' } })
      const bad: RuleRow = {
        ...rule,
        id: 'n',
        category: 'no',
        prefix: '990102',
        condition: 'colour == 3',
        lead: 'u-no',
        assistants: ['u-water', 'u-water'],
        handle: { value: 1.5, unit: 'workday' },
        reason: ' ',
      }
      const refused = await putRow(kernel, administrator, routing, bad, null, now())
      expect(refused.ok ? [] : refused.error.fields?.map((fault) => `${fault.path} ${fault.code.replace('administration.', '')}`)).toEqual([
        'category category-unknown',
        'prefix area-unknown',
        'condition condition',
        'lead unit-unknown',
        'assistants unit-twice',
        'handle limit-whole',
        'reason required',
      ])
    })

    it('routes by the rule at once, and keeps a category that rules name', async () => {
      const filed = unwrap(
        await fileMatter(
          kernel,
          { kind: 'anonymous' },
          {
            operation: crypto.randomUUID(),
            procedure: 'resident-request',
            door: 'portal',
            nature: 'complaint',
            category: 'road.lamp',
            input: { text: '路灯不亮好几天了', place: { areaCode: '990101001001' } },
          },
          now(),
        ),
      )
      const state = await readState(kernel.db.sql, filed.id)
      expect(state && (await suggestUnits(kernel, state, now()))[0]).toMatchObject({ lead: 'u-roads', reason: '改过' })
      const row = await rowOf(categories, 'road.lamp')
      expect(await putRow(kernel, administrator, categories, { ...row, inUse: false }, versionOf(row), now())).toMatchObject({
        ok: false,
        error: { fields: [{ path: 'inUse', code: 'administration.category-in-rules' }] },
      })
    })

    it('is refused for an administrator of a street only', async () => {
      const row = await rowOf(settings, 'name')
      expect(
        await putRow(kernel, staff('u-street-1', 'administrator'), settings, { ...row, zh: '新', en: 'New' }, versionOf(row), now()),
      ).toMatchObject({ ok: false, error: { kind: 'forbidden' } })
    })

    it('changes limits for matters filed afterwards, and remembers who changed what', async () => {
      const row = await rowOf(categories, 'road.lamp')
      unwrap(await putRow(kernel, administrator, categories, { ...row, handle: { value: 7, unit: 'workday' } }, versionOf(row), now()))
      expect((await loadCatalogue(kernel)).limitsOf('road.lamp')?.handle).toEqual({ value: 7, unit: 'workday' })
      const [entry] = await readHistory(kernel, categories, null)
      expect(entry?.changes[0]).toMatchObject({ key: 'road.lamp', before: { handle: { value: 3 } }, after: { handle: { value: 7 } } })
      unwrap(await undoChange(kernel, administrator, categories, entry?.id ?? '', now()))
      expect((await rowOf(categories, 'road.lamp')).handle).toEqual({ value: 3, unit: 'workday' })
      expect(await undoChange(kernel, administrator, categories, entry?.id ?? '', now())).toMatchObject({
        ok: false,
        error: { code: 'administration.changed-since' },
      })
    })
  })

  describe('sheets', () => {
    it('a downloaded sheet uploaded again changes nothing', async () => {
      for (const thing of things) {
        const bytes = await exportSheet(kernel, thing, 'zh', now())
        const report = unwrap(await importSheet(kernel, administrator, thing, bytes, true, now()))
        expect({ name: thing.name, ...report }).toMatchObject({ name: thing.name, added: 0, changed: 0, removed: 0, faults: [] })
        const english = await exportSheet(kernel, thing, 'en', now())
        expect(unwrap(await importSheet(kernel, administrator, thing, english, true, now())), thing.name).toMatchObject({
          changed: 0,
          faults: [],
        })
      }
    })

    it('tells every fault of categories by row and column, and applies nothing', async () => {
      const rows: WriteRow[] = [
        { tree: 'requests', code: 'Road Lamp!', name: '坏代码' },
        { tree: 'requests', code: 'env.new', parent: 'env.litter', name: '第三级' },
        { tree: 'requests', code: 'env.two', parent: 'none', name: '没有上级', handle: 5, source: '依据' },
        { tree: 'requests', code: 'env.three', name: '无依据', handle: 5, handleUnit: 'workday' },
        { tree: 'requests', code: 'env.four', name: '太长', respond: 4000, respondUnit: 'calday', source: '依据' },
        { tree: 'requests', code: 'env.five', name: '负数', respond: -1, respondUnit: 'hour', source: '依据' },
        { tree: 'requests', code: 'env.five', name: '重复' },
        { tree: 'requests', code: 'road.lamp', name: '停用', inUse: false },
      ]
      const faults = await faultsOf(categories, rows)
      expect(faults).toEqual([
        'rows.2.code administration.category-code',
        'rows.3.parent administration.parent-level',
        'rows.4.handleUnit administration.limit-unit',
        'rows.4.parent administration.parent-unknown',
        'rows.5.source administration.limit-source',
        'rows.6.respond administration.limit-long',
        'rows.7.respond administration.limit-positive',
        'rows.8.tree administration.row-twice',
        'rows.9.inUse administration.category-in-rules',
      ])
      const applied = await importSheet(
        kernel,
        administrator,
        categories,
        await sheetOf(categories, [...rows, { tree: 'requests', code: 'fine', name: '好的' }]),
        false,
        now(),
      )
      expect(applied).toMatchObject({ ok: false, error: { code: 'sheet.faults' } })
      expect((await categories.read(kernel.db.sql)).map((row) => row.code)).not.toContain('fine')
    })

    it('tells what the reading itself finds: empty cells, wrong types, missing columns', async () => {
      expect(await faultsOf(holidays, [{ year: 2027, name: '元旦', date: 'soon', off: true }])).toEqual(['rows.2.date sheet.not-a-date'])
      expect(await faultsOf(routing, [{ category: 'env', lead: 'u-roads' }])).toEqual(['rows.2.reason sheet.required'])
      const csv = unwrap(await importSheet(kernel, administrator, routing, Buffer.from('类别代码,理由\nenv,因为\n'), true, now()))
      expect(csv.faults.map((fault) => fault.code)).toEqual(['sheet.missing-column'])
    })

    it('replaces all rules, and the undoing brings back their order', async () => {
      for (const n of ['b2', 'b3', 'b4'])
        unwrap(
          await putRow(
            kernel,
            administrator,
            routing,
            {
              ...lamp,
              id: `00000000-0000-4000-8000-0000000000${n}`,
              category: 'env',
              assistants: [],
              lead: n === 'b3' ? 'u-water' : n === 'b4' ? 'u-parks' : 'u-roads',
            },
            null,
            now(),
          ),
        )
      unwrap(
        await moveRow(
          kernel,
          administrator,
          routing,
          '00000000-0000-4000-8000-0000000000b4',
          '00000000-0000-4000-8000-0000000000a1',
          now(),
        ),
      )
      const before = await routing.read(kernel.db.sql)
      expect(before[0]?.id).toContain('b4')
      const sheet = await sheetOf(routing, [{ category: '*', lead: 'u-parks', reason: '都归它' }])
      expect(unwrap(await importSheet(kernel, administrator, routing, sheet, false, now()))).toMatchObject({ added: 1, removed: 4 })
      const [entry] = await readHistory(kernel, routing, null)
      unwrap(await undoChange(kernel, administrator, routing, entry?.id ?? '', now()))
      expect(await routing.read(kernel.db.sql)).toEqual(before)
    })

    it('judges units and staff without writing, then writes and gives first passwords once', async () => {
      const units = await writeTable(
        writeColumnsOf(unitColumns, 'zh'),
        [
          { id: 'u-new', name: '新单位', kind: '职能部门', parent: 'u-county', areas: '990101002' },
          { id: 'u-bad', name: '坏', kind: '公司', parent: 'u-none', areas: '99' },
        ],
        { sheet: 'x' },
      )
      const judged = unwrap(await importUnitSheet(kernel, administrator, units, true, now()))
      expect(judged.faults.map((fault) => `${fault.path} ${fault.code}`)).toEqual([
        'rows.3.kind access.unit-kind',
        'rows.3.parent access.unit-unknown',
        'rows.3.areas access.area-prefix',
      ])
      const good = await writeTable(
        writeColumnsOf(unitColumns, 'zh'),
        [{ id: 'u-new', name: '新单位', kind: '职能部门', parent: 'u-county', areas: '990101002' }],
        { sheet: 'x' },
      )
      expect(unwrap(await importUnitSheet(kernel, administrator, good, true, now()))).toMatchObject({ added: 1, faults: [] })
      expect((await loadDirectory(kernel)).unit('u-new')).toBeUndefined()
      expect(unwrap(await importUnitSheet(kernel, administrator, good, false, now()))).toMatchObject({ added: 1 })
      expect((await loadDirectory(kernel)).unit('u-new')?.name).toBe('新单位')
      const people = await writeTable(writeColumnsOf(staffColumns, 'zh'), [{ login: 'zhao', name: '赵', unit: 'u-new', role: '承办人' }], {
        sheet: 'x',
      })
      expect(unwrap(await importStaffSheet(kernel, administrator, people, true, now()))).toMatchObject({ report: { added: 1 }, first: [] })
      const done = unwrap(await importStaffSheet(kernel, administrator, people, false, now()))
      expect(done.first).toHaveLength(1)
      expect(unwrap(await importStaffSheet(kernel, administrator, people, false, now())).first).toEqual([])
      for (const bytes of [await exportUnits(kernel, administrator, 'zh'), await exportStaff(kernel, administrator, 'zh')])
        expect(bytes.length).toBeGreaterThan(1000)
      expect(
        unwrap(await importUnitSheet(kernel, administrator, await exportUnits(kernel, administrator, 'en'), true, now())).faults,
      ).toEqual([])
    })
  })

  describe('the rest', () => {
    const hazard = async () =>
      unwrap(
        await fileMatter(
          kernel,
          staff('u-community-1', 'community-worker'),
          {
            operation: crypto.randomUUID(),
            procedure: 'grid-hazard',
            door: 'field',
            category: 'h.litter',
            filerUnit: 'u-community-1',
            input: { text: '垃圾', place: { areaCode: '990101001001' }, solved: false },
          },
          now(),
        ),
      )

    it('a loaded notice makes provisional due times firm', async () => {
      kernel.at('2026-12-30T02:00:00Z')
      await calendarJob.run(kernel, now())
      const filed = await hazard()
      const row = await rowOf(categories, 'h.litter')
      unwrap(
        await putRow(
          kernel,
          administrator,
          categories,
          { ...row, handle: { value: 3, unit: 'workday' }, source: '测试' },
          versionOf(row),
          now(),
        ),
      )
      const later = await hazard()
      const before = (await readState(kernel.db.sql, later.id))?.clocks[0]
      expect(before).toMatchObject({ provisional: true })
      const days = [1, 2, 3].map((day) => ({
        year: 2027,
        name: '元旦',
        date: `2027-01-0${day}`,
        off: true,
        source: day === 1 ? '国办发明电〔2026〕1号' : null,
      }))
      expect(
        unwrap(
          await importSheet(
            kernel,
            administrator,
            holidays,
            await sheetOf(holidays, [...days, { year: 2027, name: '元旦', date: '2027-01-10', off: false }]),
            false,
            now(),
          ),
        ),
      ).toMatchObject({ added: 1 })
      kernel.at('2026-12-30T02:00:05Z')
      await kernel.district()
      await calendarJob.run(kernel, now())
      expect((await readState(kernel.db.sql, later.id))?.clocks[0]).toMatchObject({ provisional: false })
      expect((await readState(kernel.db.sql, filed.id))?.id).toBe(filed.id)
      expect(await faultsOf(holidays, [{ year: 2028, name: '元旦', date: '2029-05-01', off: true }])).toEqual([
        'rows.2.source calendar.notice.source',
        'rows.2.date calendar.notice.outside',
      ])
    })

    it('sets office hours of the district and of a unit, and returns to what was', async () => {
      const week = { mon: '08:30－12:00，13:30至17:30', tue: '9:00-12:00', wed: null, thu: null, fri: null, makeUpAs: '1' }
      expect(
        unwrap(
          await importSheet(
            kernel,
            administrator,
            hours,
            await sheetOf(hours, [week, { ...week, unit: 'u-roads', mon: '10:00-11:00' }]),
            false,
            now(),
          ),
        ),
      ).toMatchObject({ added: 1, changed: 1 })
      expect((await kernel.district()).hours.byWeekday[1]).toEqual([
        [510, 720],
        [810, 1050],
      ])
      expect((await loadDirectory(kernel)).unit('u-roads')?.hours).toMatchObject({ makeUpAs: 1 })
      expect(
        await faultsOf(hours, [{ mon: '12:00-09:00' }, { unit: 'u-water', sun: '9-10' }, { unit: 'u-none', mon: '09:00-10:00' }]),
      ).toEqual([
        'rows.2.mon administration.hours-order',
        'rows.3.sun administration.hours-form',
        'rows.3.mon administration.hours-never',
        'rows.4.unit administration.unit-unknown',
      ])
      unwrap(await removeRow(kernel, administrator, hours, 'u-roads', versionOf(await rowOf(hours, 'u-roads')), now()))
      expect((await loadDirectory(kernel)).unit('u-roads')?.hours).toBeNull()
    })

    it('words texts anew, keeps what stands in braces, and restores them', async () => {
      const say = createTranslator(shipped)
      const row = await rowOf(texts, 'x.hello')
      expect(await putRow(kernel, administrator, texts, { ...row, zh: '您好' }, versionOf(row), now())).toMatchObject({
        ok: false,
        error: { fields: [{ path: 'zh', code: 'administration.placeholders' }] },
      })
      unwrap(await putRow(kernel, administrator, texts, { ...row, zh: '{name}，您好' }, versionOf(row), now()))
      await followOfficeWords(kernel)
      expect(say('zh', 'x.hello', { name: '王' })).toBe('王，您好')
      expect(await faultsOf(texts, [{ key: 'x.none', zh: '无' }])).toEqual(['rows.2.key administration.text-unknown'])
      unwrap(await removeRow(kernel, administrator, texts, 'x.hello', versionOf(await rowOf(texts, 'x.hello')), now()))
      expect(await rowOf(texts, 'x.hello')).toMatchObject({ zh: '您好，{name}' })
      const [entry] = await readHistory(kernel, texts, null)
      unwrap(await undoChange(kernel, administrator, texts, entry?.id ?? '', now()))
      expect(await rowOf(texts, 'x.hello')).toMatchObject({ zh: '{name}，您好' })
    })

    it('sets the district and refuses what cannot be', async () => {
      const set = await sheetOf(settings, [
        { key: 'name', zh: '清源区', en: 'Qingyuan' },
        { key: 'zone', zh: 'Asia/Urumqi' },
        { key: 'hotline', zh: '12345' },
      ])
      unwrap(await importSheet(kernel, administrator, settings, set, false, now()))
      expect((await loadWords(kernel)).name).toEqual({ zh: '清源区', en: 'Qingyuan' })
      expect((await kernel.district()).zone.offsetAt(0)).not.toBeNaN()
      expect(
        await faultsOf(settings, [
          { key: 'zone', zh: 'Mars/Base' },
          { key: 'hotline', zh: '热线' },
          { key: 'motto', zh: '有事说一声' },
          { key: 'name', zh: null },
        ]),
      ).toEqual([
        'rows.2.zh administration.zone',
        'rows.3.zh administration.phone',
        'rows.4.en administration.both-languages',
        'rows.5.zh administration.required',
      ])
    })

    it('adds and ends areas, and takes boundaries with faults by feature', async () => {
      expect(
        await faultsOf(areas, [
          { code: '99010', name: '短' },
          { code: '990102', name: '别的区' },
          { code: '990101009001', name: '无上级' },
          { code: '990101001', name: '停', validTo: '2026-05-01' },
        ]),
      ).toEqual([
        'rows.2.code administration.area-code',
        'rows.3.code administration.area-county',
        'rows.4.code administration.area-parent',
        'rows.5.validTo administration.area-has-parts',
      ])
      unwrap(
        await importSheet(
          kernel,
          administrator,
          areas,
          await sheetOf(areas, [
            { code: '990101002002', name: '新社区' },
            { code: '990101001', name: '学苑路街道' },
          ]),
          false,
          now(),
        ),
      )
      const places = await loadPlaces(kernel)
      expect(places.area('990101001')).toMatchObject({ name: '学苑路街道' })
      expect(places.area('990101001')?.boundary).not.toBeNull()
      const square = (x: number) => [
        [
          [x, 40],
          [x + 0.005, 40],
          [x + 0.005, 40.005],
          [x, 40.005],
          [x, 40],
        ],
      ]
      const file = (code: string, x: number) =>
        JSON.stringify({
          type: 'FeatureCollection',
          features: [{ type: 'Feature', properties: { code, name: '界' }, geometry: { type: 'Polygon', coordinates: square(x) } }],
        })
      expect(unwrap(await importBoundaries(kernel, administrator, file('990101002002', 119), true, now())).faults[0]?.path).toContain(
        'features.0',
      )
      unwrap(await importBoundaries(kernel, administrator, file('990101002002', 116.03), false, now()))
      expect((await loadPlaces(kernel)).locatePoint(116.032, 40.002)).toBe('990101002002')
    })

    it('does not lose a category of another by writing at the same time', async () => {
      const row: CategoryRow = await rowOf(categories, 'env')
      const version = versionOf(row)
      const both = await Promise.all(
        ['甲', '乙'].map((name) => putRow(kernel, administrator, categories, { ...row, name }, version, now())),
      )
      expect(both.filter((result) => result.ok)).toHaveLength(1)
    })
  })
})
