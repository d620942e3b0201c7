import { inTransaction, type Kernel } from '../../kernel/kernel.ts'
import { cacheName } from '../catalogue.ts'
import { loadProcedureFiles } from '../procedures.ts'
import { templateNames } from '../domain/templates.ts'
import { putInForce, readCategoryTrees } from '../store/procedures.ts'

/**
 * Checks the procedure files and puts them in force; versions that running matters began with stay stored. Throws with every fault of every
 * file: a server must not start on procedures that could strand a matter.
 */
export const storeProcedures = async (kernel: Kernel, now: Date): Promise<void> => {
  const categories = await readCategoryTrees(kernel.db.sql)
  const files = loadProcedureFiles({ templates: new Set(templateNames), categories: new Set(categories) })
  await inTransaction(kernel, async (tx) => {
    for (const { procedure, digest, text } of files) await putInForce(tx, { id: procedure.id, digest, body: text, now })
    await kernel.caches.changed(tx, cacheName, now)
  })
}
