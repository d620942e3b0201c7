import { expect, it } from 'vitest'
import { eachDatabase } from '../../test/support/database.ts'
import { createTestKernel } from '../../test/support/kernel.ts'
import { seedDistrict } from '../../test/support/district.ts'
import { unwrap } from './result.ts'
import { follow } from './followers.ts'
import { inTransaction } from './kernel.ts'
import { fileMatter } from '../matters/api.ts'
import { requestAt } from '../oversight/testing.ts'

eachDatabase('a follower of the journal', (open) => {
  it('that begins twice at the same moment reads each entry once', async () => {
    const kernel = createTestKernel(await open())
    await seedDistrict(kernel)
    const { id } = unwrap(await fileMatter(kernel, { kind: 'anonymous' }, requestAt([116.002, 40.002]), kernel.clock()))
    const read: string[] = []
    const once = (): Promise<number> =>
      inTransaction(kernel, (tx) =>
        follow(tx, 'test.twice', 500, kernel.clock(), async (entries) => {
          read.push(...entries.map((entry) => `${entry.matterId} ${entry.n}`))
          await new Promise((resolve) => setTimeout(resolve, 50))
        }),
      )
    // Other databases of the same server may hold the journal's end back for a moment.
    for (let tries = 0; tries < 100 && read.length === 0; tries++) {
      await Promise.all([once(), once()])
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    expect(read).toContain(`${id} 1`)
    expect(new Set(read).size).toBe(read.length)
  })
})
