import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { inTransaction, type Kernel } from '../../src/kernel/kernel.ts'
import { unwrap } from '../../src/kernel/result.ts'
import { fileMatter } from '../../src/matters/api.ts'
import { fireDue } from '../../src/matters/jobs/clocks.ts'
import { filing, officer } from '../stage/district.ts'

/** Files so many matters, whose clocks are then the only ones to fire; gives their ids. */
export const fileForFiring = async (kernel: Kernel, count: number): Promise<string[]> => {
  await sql`update matter set fire_at = null`.execute(kernel.db.sql)
  const ids: string[] = []
  for (let index = 0; index < count; index++) {
    const { procedure, nature, category, input } = filing('')
    const request = { operation: randomUUID(), procedure, door: 'desk', nature, category, input, filerUnit: 'u-county' } as const
    ids.push(unwrap(await fileMatter(kernel, officer('u-county', 'desk'), request, kernel.clock())).id)
  }
  return ids
}

/** Lets a month go by and has the poller fire all of them. Gives the seconds it took. */
export const fireAll = async (kernel: Kernel, count: number): Promise<number> => {
  const later = new Date(kernel.clock().getTime() + 30 * 86_400_000)
  let fired = 0
  const start = performance.now()
  for (let more = true; more;) {
    const done = await fireDue(kernel, later)
    fired += done.fired
    more = done.more
  }
  if (fired < count) throw new Error(`${fired} of ${count} matters were fired`)
  return (performance.now() - start) / 1000
}

/** As many plain updates of the same size, a hundred in a transaction. Gives the seconds they took. */
export const updatePlainly = async (kernel: Kernel, ids: readonly string[]): Promise<number> => {
  const start = performance.now()
  for (let from = 0; from < ids.length; from += 100)
    await inTransaction(kernel, async (tx) => {
      for (const id of ids.slice(from, from + 100))
        await sql`with entry as (insert into journal (matter_id, n, kind, version, actor, at, prev, digest) select matter_id, 1000, kind, version, actor, at, prev, digest from journal where matter_id = ${id}::uuid and n = 1),
          part as (insert into payload (matter_id, n, part, at, subject_key, digest, ciphertext) select matter_id, 1000, part, at, subject_key, digest, ciphertext from payload where matter_id = ${id}::uuid and n = 1)
          update matter set state = state || '{"bench": 1}', late = true where id = ${id}::uuid`.execute(tx)
    })
  return (performance.now() - start) / 1000
}
