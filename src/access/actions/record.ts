import { type Actor, actorRef } from '../../kernel/actor.ts'
import type { Sql } from '../../kernel/database/open.ts'
import { newId } from '../../kernel/ids.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { insertLog } from '../store/administration.ts'

/** Writes an act of administration into the log that the auditor reads, in the act's own transaction. `detail` holds codes and dates, never passwords or telephones. */
export const record = (kernel: Kernel, tx: Sql, actor: Actor, act: string, subject: string, detail: object, now: Date): Promise<void> =>
  insertLog(tx, { id: newId(now, kernel.random), at: now, actor: actorRef(actor), act, subject, detail })
