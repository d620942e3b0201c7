import { actorRef, postsOf, type Actor } from '../../kernel/actor.ts'
import type { FormValue } from '../../kernel/form/model.ts'
import { isId, newId } from '../../kernel/ids.ts'
import { inTransaction, type Kernel } from '../../kernel/kernel.ts'
import { ok, refuse, type Result } from '../../kernel/result.ts'
import { loadRegisters } from '../definitions.ts'
import { isMasked } from '../domain/check.ts'
import type { Register } from '../domain/definition.ts'
import { blindText } from '../domain/values.ts'
import { prefixesFor, reaches, type RegisterPermission } from '../permissions.ts'
import { listRecords, readRecords, type ListLine, type Stored } from '../store/read.ts'
import { blankRecord, logReading } from '../store/write.ts'

/** A record with its register, for who may read it; any other is answered like an unknown one. */
export const readRecord = async (
  kernel: Kernel,
  actor: Actor,
  register: string,
  id: string,
  permission: RegisterPermission = 'registers.read',
): Promise<Result<{ readonly register: Register; readonly stored: Stored }>> => {
  const definition = (await loadRegisters(kernel)).find((each) => each.id === register)
  const stored = definition && isId(id) ? (await readRecords(kernel.db.sql, kernel.keys, [id])).get(id) : undefined
  if (!definition || stored?.state.register !== register || !reaches(prefixesFor(actor, permission), stored.areaCode))
    return refuse('not-found', 'register.not-found')
  return ok({ register: definition, stored })
}

export interface Filters {
  readonly area?: string | undefined
  readonly words?: string | undefined
  readonly code?: string | undefined
  /** A telephone, a citizen number: looked for in every field that has a blind index. */
  readonly number?: string | undefined
  readonly state?: string | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** One page of a register, only within the reader's areas; `next` is the key of the page after. */
export const findRecords = async (
  kernel: Kernel,
  actor: Actor,
  registerId: string,
  filters: Filters,
  spell: { readonly words: (text: string) => string; readonly code: (text: string) => string },
): Promise<Result<{ readonly register: Register; readonly lines: readonly ListLine[]; readonly next: string | null }>> => {
  const register = (await loadRegisters(kernel)).find((each) => each.id === registerId)
  if (!register) return refuse('not-found', 'register.unknown')
  const after = filters.after === undefined ? undefined : keyOf(filters.after)
  if (after === null) return refuse('invalid', 'register.bad-page')
  const { number, limit } = filters
  const blind =
    number === undefined
      ? undefined
      : register.fields
          .filter(({ find }) => find === 'blind')
          .map((field) => ({ field: field.field, index: kernel.keys.blindIndex(`register.${field.field}`, blindText(field, number)) }))
  const lines = await listRecords(kernel.db.sql, {
    register: registerId,
    prefixes: prefixesFor(actor, 'registers.read'),
    area: filters.area,
    words: filters.words === undefined ? undefined : spell.words(filters.words),
    code: filters.code === undefined ? undefined : spell.code(filters.code),
    blind,
    state: filters.state,
    after,
    limit: limit + 1,
  })
  const last = lines.length > limit ? lines[limit - 1] : undefined
  return ok({ register, lines: lines.slice(0, limit), next: last ? `${last.areaCode}~${last.id}` : null })
}

const keyOf = (text: string): { areaCode: string; id: string } | null => {
  const [areaCode = '', id = ''] = text.split('~')
  return /^\d{6,15}$/.test(areaCode) && isId(id) ? { areaCode, id } : null
}

/** How long a screen may show what was revealed, in seconds. */
const shownFor = 60

/**
 * Opens masked values of a record for a stated purpose. The reading is logged before anything is given out, and the person concerned can see it. Refused
 * (`register.reveal-refused`) to who may read the record only masked.
 */
export const revealFields = async (
  kernel: Kernel,
  actor: Actor,
  target: { readonly register: string; readonly id: string; readonly fields: readonly string[]; readonly purpose: string },
  now: Date,
): Promise<Result<{ readonly values: Readonly<Record<string, FormValue>>; readonly seconds: number }>> => {
  const read = await readRecord(kernel, actor, target.register, target.id)
  if (!read.ok) return read
  const { register, stored } = read.value
  if (!reaches(prefixesFor(actor, 'registers.reveal'), stored.areaCode)) return refuse('forbidden', 'register.reveal-refused')
  if (stored.erased) return refuse('gone', 'register.erased')
  const masked = register.fields.filter((field) => isMasked(field) && target.fields.includes(field.field)).map(({ field }) => field)
  if (masked.length === 0) return refuse('invalid', 'register.nothing-masked')
  const reading = {
    id: newId(now, kernel.random),
    at: now,
    actor: actorRef(actor),
    unit: postsOf(actor)[0]?.unit ?? null,
    recordId: target.id,
    what: `record:${masked.join(',')}`,
    purpose: target.purpose,
  }
  await inTransaction(kernel, (tx) => logReading(tx, reading))
  const values = Object.fromEntries(
    masked.flatMap((name) => {
      const value = stored.state.values[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
  return ok({ values, seconds: shownFor })
}

/** Erases the subject of a record: its key, title, words and indexes. Its versions stay and their chain still holds; the sealed halves are gone for good. */
export const eraseRecord = async (kernel: Kernel, id: string, now: Date): Promise<Result<null>> =>
  inTransaction(kernel, async (tx) => {
    const stored = (await readRecords(tx, kernel.keys, [id], true)).get(id)
    if (!stored) return refuse('not-found', 'register.not-found')
    if (stored.subjectKey) await kernel.keys.erase(tx, stored.subjectKey, now)
    await blankRecord(tx, id)
    return ok(null)
  })
