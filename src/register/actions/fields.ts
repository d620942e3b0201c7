import { actorRef, type Actor } from '../../kernel/actor.ts'
import { loadDirectory, reachOf, recordAdministration } from '../../access/api.ts'
import type { Lang } from '../../kernel/i18n.ts'
import { inTransaction, type Kernel } from '../../kernel/kernel.ts'
import { ok, refuse, refuseFields, type FieldFault, type Result } from '../../kernel/result.ts'
import { loadRefused, registersCache, shippedFields, shippedRegisters } from '../definitions.ts'
import { checkFields } from '../domain/check.ts'
import { registerFieldsSchema } from '../domain/definition.ts'
import { refusedField } from '../domain/refused.ts'
import { saveExtraFields } from '../store/settings.ts'

/**
 * Sets the fields that the district adds to a register, in place of those before. Refuses what the checker finds wrong, and with the reason and its source what no
 * register may hold: religion, ethnicity, politics, biometrics, risk or score of a person, what they say online, movements (charter; 个人信息保护法 28).
 */
export const setExtraFields = async (
  kernel: Kernel,
  actor: Actor,
  register: string,
  fields: unknown,
  now: Date,
  lang: Lang = 'zh',
): Promise<Result<null>> => {
  if (!reachOf(actor, await loadDirectory(kernel), 'administrator').whole) return refuse('forbidden', 'register.define-refused')
  if (!shippedRegisters().some(({ id }) => id === register)) return refuse('not-found', 'register.unknown')
  const read = registerFieldsSchema.safeParse(fields)
  if (!read.success)
    return refuseFields(
      read.error.issues.map((issue) => ({
        path: `fields.${issue.path.join('.')}`,
        code: 'register.bad-field',
        params: { detail: issue.message },
      })),
    )
  const faults: FieldFault[] = checkFields(register, [...shippedFields(register), ...read.data]).map(({ where, message }) => ({
    path: where,
    code: 'register.bad-field',
    params: { detail: message },
  }))
  const list = loadRefused()
  for (const [at, field] of read.data.entries()) {
    const refused = refusedField(list, register, field)
    if (!refused) {
      if (field.find === 'code' || field.required)
        faults.push({ path: `fields.${at}`, code: 'register.bad-field', params: { detail: 'required, code' } })
      continue
    }
    const { word, reason, source } = refused
    faults.push({ path: `fields.${at}`, code: 'register.refused-field', params: { word, reason: reason[lang], source } })
  }
  if (faults.length > 0) return refuseFields(faults)
  await inTransaction(kernel, async (tx) => {
    await saveExtraFields(tx, register, fields, actorRef(actor), now)
    await kernel.caches.changed(tx, registersCache, now)
    const detail = { fields: read.data.map(({ field }) => field) }
    await recordAdministration(kernel, tx, actor, 'register.fields', `register:${register}`, detail, now)
  })
  return ok(null)
}
