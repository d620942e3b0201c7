import { sql } from 'kysely'
import type { Kernel } from '../../src/kernel/kernel.ts'
import { searchMatters } from '../../src/matters/api.ts'
import { staff } from '../../test/support/district.ts'
import { times, type Times } from './timing.ts'

/** A dispatcher looks for two characters in the own street, newest 50 and a count up to 1,000; beside it the plain way, a pattern over all words. */
export const searching = async (kernel: Kernel, rounds: number): Promise<{ own: Times; plain: Times }> => {
  const reader = staff('u-street-1', 'dispatcher')
  const terms = await termsByFrequency(kernel, rounds)
  const own = await times(rounds, async (round) => {
    const found = await searchMatters(kernel, reader, { q: terms[round] ?? '' })
    if (!found.ok) throw new Error(`${terms[round]}: ${found.error.code}`)
  })
  const plainRounds = Math.max(5, Math.round(rounds / 20))
  const plain = await times(plainRounds, async (round) => {
    const pattern = `%${terms[round]}%`
    const from = sql`from matter m join matter_words w on w.matter_id = m.id where m.area_code >= '990101001' and m.area_code < '990101001:' and w.body like ${pattern}`
    await sql`select m.id ${from} order by m.filed_at desc limit 50`.execute(kernel.db.sql)
    await sql`select count(*) from (select 1 ${from} limit 1001) c`.execute(kernel.db.sql)
  })
  return { own, plain }
}

/** Pairs of characters as they stand in the texts, so that frequent ones come often. */
const termsByFrequency = async (kernel: Kernel, count: number): Promise<string[]> => {
  const { rows } = await sql<{ body: string }>`select body from matter_words order by md5(matter_id::text) limit ${count}`.execute(
    kernel.db.sql,
  )
  return rows.map(({ body }, index) => {
    const pairs = body.match(/\p{Script=Han}{2}/gu) ?? []
    return pairs[index % pairs.length] ?? '路灯'
  })
}
