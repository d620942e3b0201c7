import type { Field, FormValues } from '../../kernel/form/model.ts'
import { ok, refuseFields, type FieldFault, type Result } from '../../kernel/result.ts'
import type { FileRef } from './events.ts'

export interface TakenFiles {
  readonly values: FormValues
  readonly files: readonly FileRef[]
}

/**
 * The files of a form: each ticket that an upload gave is turned into its digest. A ticket that is none of ours is a fault at its field, so that nobody
 * attaches a stranger's file by knowing its digest.
 */
export const takeFiles = (
  fields: readonly Field[],
  values: FormValues,
  fileOf: (ticket: string) => string | null,
  shows?: 'before' | 'after',
): Result<TakenFiles> => {
  const faults: FieldFault[] = []
  const files: FileRef[] = []
  const taken: Record<string, FormValues[string]> = { ...values }
  for (const field of fields) {
    if (field.kind !== 'photos' && field.kind !== 'file') continue
    const given = values[field.field]
    if (given === undefined) continue
    const tickets = (Array.isArray(given) ? given : [given]).filter((ticket) => typeof ticket === 'string')
    const digests = tickets.map(fileOf)
    for (const [index, digest] of digests.entries()) {
      if (digest) files.push({ digest, kind: field.kind === 'photos' ? 'image' : 'file', ...(shows ? { shows } : {}) })
      else faults.push({ path: `${field.field}.${index}`, code: 'file.not-found' })
    }
    taken[field.field] = digests.filter((digest) => digest !== null)
  }
  return faults.length > 0 ? refuseFields(faults) : ok({ values: taken, files })
}
