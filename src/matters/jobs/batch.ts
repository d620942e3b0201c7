import type { Sql } from '../../kernel/database/open.ts'
import { inTransaction, type Kernel } from '../../kernel/kernel.ts'
import { lockMatter, type Locked } from '../store/read.ts'

/** How a batch went: ids that were worked, and those whose own fault kept them from it. */
export interface BatchOutcome {
  readonly done: readonly string[]
  readonly failed: readonly { readonly id: string; readonly fault: unknown }[]
}

/**
 * Works the matters that `claim` locks and gives, all in one transaction: that costs one commit for up to a hundred. When one of them fails the batch is rolled back
 * and each is worked in a transaction of its own, so that a failing matter blocks no other. A savepoint for each would cost two round trips every time.
 */
export const inBatch = async (
  kernel: Kernel,
  claim: (tx: Sql) => Promise<readonly Locked[]>,
  work: (tx: Sql, matter: Locked) => Promise<void>,
): Promise<BatchOutcome> => {
  let claimed: readonly string[] = []
  try {
    await inTransaction(kernel, async (tx) => {
      const matters = await claim(tx)
      claimed = matters.map((matter) => matter.state.id)
      for (const matter of matters) await work(tx, matter)
    })
    return { done: claimed, failed: [] }
  } catch (fault) {
    // Nothing was claimed: the fault is nobody's own.
    if (claimed.length === 0) throw fault
  }
  const done: string[] = []
  const failed: { id: string; fault: unknown }[] = []
  for (const id of claimed) {
    try {
      await inTransaction(kernel, async (tx) => {
        const matter = await lockMatter(tx, id)
        if (matter) await work(tx, matter)
      })
      done.push(id)
    } catch (fault) {
      failed.push({ id, fault })
    }
  }
  return { done, failed }
}

/** What a log line may say of a fault: its kind and code, never the values that a database puts into its messages. */
export const faultName = (fault: unknown): string => {
  if (!(fault instanceof Error)) return 'unknown'
  const { code } = fault as { code?: unknown }
  return typeof code === 'string' ? `${fault.name} ${code}` : `${fault.name}: ${fault.message.slice(0, 200)}`
}
