import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { eachDatabase } from '../../test/support/database.ts'
import { seedDistrict, staff } from '../../test/support/district.ts'
import { createTestKernel, type TestKernel } from '../../test/support/kernel.ts'
import { districtCache } from '../kernel/district.ts'
import { firstBroken } from '../kernel/journal.ts'
import { unwrap } from '../kernel/result.ts'
import { act } from './actions/act.ts'
import { fileMatter } from './actions/file.ts'
import { fold } from './domain/evolve.ts'
import type { MatterState } from './domain/state.ts'
import { fireDue } from './jobs/clocks.ts'
import { addPartitions } from './jobs/partitions.ts'
import { recomputeCalendar } from './jobs/recompute.ts'
import { readEvents, readState } from './store/read.ts'

const file = async (kernel: TestKernel): Promise<string> => {
  const input = { text: '楼下垃圾三天没有人收了。', place: { point: [116.002, 40.002] } }
  const request = {
    operation: randomUUID(),
    procedure: 'resident-request',
    door: 'portal',
    nature: 'help',
    category: 'env.litter',
    input,
  } as const
  return unwrap(await fileMatter(kernel, { kind: 'anonymous' }, request, kernel.clock())).id
}

const stateOf = async (kernel: TestKernel, id: string): Promise<MatterState> => (await readState(kernel.db.sql, id)) as MatterState

const holds = async (kernel: TestKernel, id: string): Promise<void> => {
  expect(fold(await readEvents(kernel.db.sql, kernel.keys, id), id)).toEqual(await stateOf(kernel, id))
  expect(await firstBroken(kernel.db.sql, kernel.keys, id)).toBe(null)
}

eachDatabase('clocks', (open) => {
  let kernel: TestKernel
  beforeAll(async () => {
    kernel = createTestKernel(await open())
    await seedDistrict(kernel)
  })

  it('fires warnings and breaches when their moment has come, and once', async () => {
    const id = await file(kernel)
    expect((await fireDue(kernel, kernel.clock())).fired).toBe(0)
    kernel.at('2026-03-02T14:00:00Z')
    expect((await fireDue(kernel, kernel.clock())).fired).toBe(1)
    expect((await fireDue(kernel, kernel.clock())).fired).toBe(0)
    kernel.at('2026-03-03T01:31:00Z')
    expect((await fireDue(kernel, kernel.clock())).fired).toBe(1)
    expect((await stateOf(kernel, id)).clocks[0]?.breached).toBe(true)
    const topics = await kernel.db.sql.selectFrom('outbox').select('body').where('matter_id', '=', id).orderBy('id').execute()
    expect(topics.map((row) => (row.body as { template: string }).template)).toContain('overdue')
    await holds(kernel, id)
  })

  it('lets no matter block the others, and puts the failing one off', async () => {
    kernel.at('2026-03-04T01:00:00Z')
    const ids = [await file(kernel), await file(kernel), await file(kernel)]
    await sql`update matter set procedure_digest = 'gone', state = jsonb_set(state, '{procedure,digest}', '"gone"') where id = ${ids[1]}`.execute(
      kernel.db.sql,
    )
    await sql`update matter set fire_at = '2026-03-04T01:00:00Z' where id = ${ids[2]}`.execute(kernel.db.sql)
    kernel.at('2026-03-05T02:00:00Z')
    expect((await fireDue(kernel, kernel.clock())).fired).toBe(2)
    expect((await stateOf(kernel, ids[0] ?? '')).clocks[0]?.breached).toBe(true)
    const off = await kernel.db.sql
      .selectFrom('matter')
      .select('fire_at')
      .where('id', '=', ids[1] ?? '')
      .executeTakeFirstOrThrow()
    expect(off.fire_at?.toISOString()).toBe('2026-03-05T02:05:00.000Z')
    expect(await fireDue(kernel, kernel.clock())).toEqual({ fired: 0, more: false })
  })

  it('leaves alone a row that says something is due when nothing is', async () => {
    const id = await file(kernel)
    await sql`update matter set fire_at = ${kernel.clock()} where id = ${id}`.execute(kernel.db.sql)
    expect(await fireDue(kernel, kernel.clock())).toEqual({ fired: 0, more: false })
    expect(await fireDue(kernel, kernel.clock())).toEqual({ fired: 0, more: false })
  })
})

eachDatabase('a holiday notice', (open) => {
  let kernel: TestKernel
  beforeAll(async () => {
    kernel = createTestKernel(await open(), '2027-03-02T01:30:00Z')
    await seedDistrict(kernel)
  })

  const load = async (days: readonly { name: string; date: string; isOffDay: boolean }[]): Promise<void> => {
    const value = JSON.stringify({ year: 2027, source: ['test'], days })
    const row = { value, changed_at: kernel.clock(), changed_by: 'test' }
    await kernel.db.sql
      .insertInto('setting')
      .values({ name: 'calendar.notice.2027', ...row })
      .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
      .execute()
    await kernel.caches.changed(kernel.db.sql, districtCache, kernel.clock())
  }

  it('moves the due times that run over its days, by events, and makes them certain', async () => {
    expect(await recomputeCalendar(kernel, kernel.clock())).toBe(0)
    const dispatcher = staff('u-street-1', 'dispatcher')
    const dispatched = async (): Promise<string> => {
      const id = await file(kernel)
      unwrap(
        await act(kernel, dispatcher, id, { operation: randomUUID(), action: 'accept', input: { category: 'env.litter' } }, kernel.clock()),
      )
      unwrap(
        await act(
          kernel,
          dispatcher,
          id,
          { operation: randomUUID(), action: 'dispatch', input: { lead: 'u-roads', listItem: '1' } },
          kernel.clock(),
        ),
      )
      return id
    }
    const id = await dispatched()
    const paused = await dispatched()
    unwrap(
      await act(kernel, dispatcher, paused, { operation: randomUUID(), action: 'ask', input: { question: '哪一栋？' } }, kernel.clock()),
    )
    const handle = async (matter: string) => (await stateOf(kernel, matter)).clocks.find((clock) => clock.name === 'handle')
    expect(await handle(id)).toMatchObject({ due: '2027-03-09T16:00:00.000Z', provisional: true })
    const before = await handle(paused)
    await load([{ name: '试', date: '2027-03-04', isOffDay: true }])
    expect(await recomputeCalendar(kernel, kernel.clock())).toBe(1)
    expect(await handle(id)).toMatchObject({ due: '2027-03-10T16:00:00.000Z', provisional: false })
    expect(await handle(paused)).toEqual(before)
    expect((await readEvents(kernel.db.sql, kernel.keys, id)).at(-1)).toMatchObject({
      kind: 'clock-due',
      actor: 'system:calendar',
      facts: { why: 'recomputed' },
    })
    await holds(kernel, id)
    expect(await recomputeCalendar(kernel, kernel.clock())).toBe(0)
  })

  it('tries a matter again that failed, and leaves the others alone', async () => {
    const id = await file(kernel)
    await sql`update matter set state = jsonb_set(state, '{procedure,digest}', '"gone"') where id = ${id}`.execute(kernel.db.sql)
    await load([{ name: '试', date: '2027-03-02', isOffDay: true }])
    await recomputeCalendar(kernel, kernel.clock())
    const mark = await kernel.db.sql
      .selectFrom('setting')
      .select('value')
      .where('name', '=', 'matters.calendar-applied')
      .executeTakeFirstOrThrow()
    expect((mark.value as { retry: { ids: string[] } }).retry.ids).toEqual([id])
    await sql`update matter set state = jsonb_set(state, '{procedure,digest}', to_jsonb(procedure_digest)) where id = ${id}`.execute(
      kernel.db.sql,
    )
    await recomputeCalendar(kernel, kernel.clock())
    expect(
      (await kernel.db.sql.selectFrom('setting').select('value').where('name', '=', 'matters.calendar-applied').executeTakeFirstOrThrow())
        .value,
    ).toMatchObject({ retry: null })
  })
})

eachDatabase('partitions by month', (open) => {
  it('are made ahead, with what the default partition held of the month already', async () => {
    const kernel = createTestKernel(await open(), '2026-11-20T01:00:00Z')
    await seedDistrict(kernel)
    const before = await file(kernel)
    const made = await addPartitions(kernel, kernel.clock())
    expect(made).toHaveLength(12)
    expect(made).toContain('journal_2027_02')
    expect(await addPartitions(kernel, kernel.clock())).toEqual([])
    const after = await file(kernel)
    const { rows } = await sql<{
      table: string
      count: number
    }>`select tableoid::regclass::text as table, count(distinct matter_id)::int as count from journal group by 1`.execute(kernel.db.sql)
    expect(rows).toEqual([{ table: 'journal_2026_11', count: 2 }])
    await holds(kernel, before)
    await holds(kernel, after)
    const keys = await sql`select 1 from pg_index where indrelid = 'journal_2026_11'::regclass and indisprimary`.execute(kernel.db.sql)
    expect(keys.rows).toHaveLength(1)
  })
})
