import type { Sql } from '../../kernel/database/open.ts'
import { inTransaction, type Kernel } from '../../kernel/kernel.ts'
import { lockMatter, type Locked } from '../store/read.ts'
import { updateMatters, type Changes } from '../store/write.ts'

/** How a batch went: matters that were worked, with how many events each got, and those whose own fault kept them from it. */
export interface BatchOutcome {
  readonly done: readonly { readonly id: string; readonly events: number }[]
  readonly failed: readonly { readonly id: string; readonly fault: unknown }[]
}

/**
 * Works the matters that `claim` locks and gives: `decide` says what is to be written of each, or null, and all of it is written in one statement and one transaction. When
 * one of them fails the batch is rolled back and each is worked in a transaction of its own, so that a failing matter blocks no other.
 */
export const inBatch = async (
  kernel: Kernel,
  claim: (tx: Sql) => Promise<readonly Locked[]>,
  decide: (matter: Locked) => Changes | null,
): Promise<BatchOutcome> => {
  let claimed: readonly string[] = []
  try {
    const done = await inTransaction(kernel, async (tx) => {
      const matters = await claim(tx)
      claimed = matters.map((matter) => matter.state.id)
      return writeAll(tx, matters, decide)
    })
    return { done, failed: [] }
  } catch (fault) {
    // Nothing was claimed: the fault is nobody's own.
    if (claimed.length === 0) throw fault
  }
  const done: { id: string; events: number }[] = []
  const failed: { id: string; fault: unknown }[] = []
  for (const id of claimed) {
    try {
      const one = await inTransaction(kernel, async (tx) => {
        const matter = await lockMatter(tx, id)
        return writeAll(tx, matter ? [matter] : [], decide)
      })
      done.push(...one)
    } catch (fault) {
      failed.push({ id, fault })
    }
  }
  return { done, failed }
}

const writeAll = async (tx: Sql, matters: readonly Locked[], decide: (matter: Locked) => Changes | null): Promise<BatchOutcome['done']> => {
  const decided = matters.map((matter) => ({ id: matter.state.id, changes: decide(matter) }))
  await updateMatters(
    tx,
    decided.flatMap(({ changes }) => changes ?? []),
  )
  return decided.map(({ id, changes }) => ({ id, events: changes?.entries.length ?? 0 }))
}

/** What a log line may say of a fault: its kind and code, never the values that a database puts into its messages. */
export const faultName = (fault: unknown): string => {
  if (!(fault instanceof Error)) return 'unknown'
  const { code } = fault as { code?: unknown }
  return typeof code === 'string' ? `${fault.name} ${code}` : `${fault.name}: ${fault.message.slice(0, 200)}`
}
