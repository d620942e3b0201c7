import { sql } from 'kysely'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { eachDatabase, freshDatabase } from '../../test/support/database.ts'
import { seedDistrict } from '../../test/support/district.ts'
import { createTestKernel, type TestKernel } from '../../test/support/kernel.ts'
import { readState, type MatterState } from '../matters/api.ts'
import { followFigures } from './actions/follow.ts'
import { recompute } from './actions/recompute.ts'
import { countNames } from './domain/count.ts'
import { together } from './domain/figures.ts'
import { readMonth } from './store/figures.ts'
import { live, randomFrom } from './testing.ts'

const check = async (kernel: TestKernel, write = false): Promise<{ lines: string[]; wrong: number; matters: number }> => {
  const lines: string[] = []
  const { matters, wrongMatters, wrongCells } = await recompute(kernel, { write, now: kernel.clock(), tell: (line) => lines.push(line) })
  return { lines, wrong: wrongMatters + wrongCells, matters }
}

/** Other databases on the same server hold followers back: read on until everything is counted. */
const catchUp = async (kernel: TestKernel, limit: number): Promise<void> => {
  const behind = sql<{
    n: number
  }>`select count(*)::int as n from journal where tx > coalesce((select tx from follower where name = 'oversight.figures'), '0'::xid8)`
  for (let tries = 0; tries < 200; tries++) {
    while ((await followFigures(kernel, kernel.clock(), limit)) === limit);
    if ((await behind.execute(kernel.db.sql)).rows[0]?.n === 0) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('the follower did not catch up')
}

eachDatabase('the figures', (open) => {
  let kernel: TestKernel
  let ids: string[]
  beforeAll(async () => {
    kernel = createTestKernel(await open())
    await seedDistrict(kernel)
    ids = await live(kernel, randomFrom(7), { matters: 9, acts: 110 })
    await catchUp(kernel, 17)
  }, 180_000)

  it('equal what all journals give when folded anew', async () => {
    const { lines, wrong, matters } = await check(kernel)
    expect(lines).toEqual([])
    expect({ wrong, matters }).toEqual({ wrong: 0, matters: ids.length })
  })

  it('count each matter received once, whatever became of it', async () => {
    const months = ['2026-03', '2026-04', '2026-05', '2026-06', '2026-07']
    const all = together(
      (await Promise.all(months.map((month) => readMonth(kernel.db.sql, month, '990101', ['all']))))
        .flatMap((read) => [...(read.get('all') ?? [])])
        .map(({ line }) => line),
    )
    const total = Object.fromEntries(countNames.map((name) => [name, all.kept[name] + all.excluded[name]]))
    expect(total['received']).toBe(ids.length)
    const states = await Promise.all(ids.map(async (id) => (await readState(kernel.db.sql, id)) as MatterState))
    expect(total['exclusions']).toBe(states.filter((state) => state.excluded).length)
    expect(total['reopened']).toBe(states.reduce((sum, state) => sum + state.counts.reopened, 0))
    expect(total['closed']).toBe(states.filter((state) => state.closedAt).length)
    expect(total['due']).toBe((total['on_time'] ?? 0) + (total['late'] ?? 0))
    expect(total['due']).toBeGreaterThan(3)
  })

  it('when tampered with are found by the recomputation, and set right', async () => {
    await sql`update daily_figure set received = received + 3 where ctid = (select ctid from daily_figure order by day limit 1)`.execute(
      kernel.db.sql,
    )
    await sql`delete from monthly_figure where ctid = (select ctid from monthly_figure where received > 0 limit 1)`.execute(kernel.db.sql)
    const { lines, wrong } = await check(kernel)
    expect(wrong).toBe(2)
    expect(lines[0]).toMatch(/^daily_figure 2026-\d\d-\d\d 990101\S* .*received is \d+, should be \d+$/)
    expect(await check(kernel, true)).toMatchObject({ wrong: 2 })
    expect(await check(kernel)).toMatchObject({ wrong: 0, lines: [] })
  })

  it('a matter whose row was changed by hand is found, and set right', async () => {
    await sql`update matter set late = not late, state = jsonb_set(state, '{stage}', '"nowhere"') where id = ${ids[0]}::uuid`.execute(
      kernel.db.sql,
    )
    expect((await check(kernel)).lines).toEqual([`matter ${ids[0]}: state.stage, late`])
    await check(kernel, true)
    expect(await check(kernel)).toMatchObject({ wrong: 0 })
  })

  it('stay the same when a person was erased', async () => {
    const state = (await readState(kernel.db.sql, ids[1] ?? '')) as MatterState
    await kernel.keys.erase(kernel.db.sql, state.subject, kernel.clock())
    expect(await check(kernel)).toMatchObject({ wrong: 0, lines: [] })
  })
})

describe('over random lives', () => {
  it('the follower and the recomputation give the same, however the entries are batched', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 40 }), async (seed, limit) => {
        const db = await freshDatabase('pglite')
        const kernel = createTestKernel(db)
        await seedDistrict(kernel)
        await live(kernel, randomFrom(seed), { matters: 3, acts: 30 })
        await catchUp(kernel, limit)
        expect(await check(kernel)).toMatchObject({ wrong: 0, lines: [] })
        await db.close()
      }),
      { numRuns: 4 },
    )
  }, 240_000)
})
