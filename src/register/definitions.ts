import { readFileSync, readdirSync } from 'node:fs'
import { parse } from 'yaml'
import type { Kernel } from '../kernel/kernel.ts'
import { checkRegisters } from './domain/check.ts'
import { registerFieldsSchema, registerSchema, type Register, type RegisterField } from './domain/definition.ts'
import { refusedField, refusedSchema, type RefusedList } from './domain/refused.ts'
import { readExtraFields } from './store/settings.ts'

const folder = new URL('../../registers/', import.meta.url)
const refusedFile = 'refused.yaml'

/** Name under which the kernel's caches keep the registers with the district's fields. */
export const registersCache = 'register.definitions'

/** The registers of the folder `registers/`. Throws one error that names every fault, for a server must not start on them. */
export const loadRegisterFiles = (from: URL = folder): readonly Register[] => {
  const faults: string[] = []
  const registers: Register[] = []
  const list = loadRefused()
  for (const name of readdirSync(from).toSorted()) {
    if (!name.endsWith('.yaml') || name === refusedFile) continue
    const read = registerSchema.safeParse(parse(readFileSync(new URL(name, from), 'utf8')))
    if (read.success) registers.push(read.data)
    else faults.push(...read.error.issues.map((issue) => `registers/${name}: ${issue.path.join('.')}: ${issue.message}`))
  }
  faults.push(...checkRegisters(registers).map(({ where, message }) => `${where}: ${message}`))
  for (const register of registers)
    for (const field of register.fields) {
      const refused = refusedField(list, register.id, field)
      if (refused) faults.push(`${register.id}.fields.${field.field}: ${refused.reason.en} (${refused.source})`)
    }
  if (faults.length > 0) throw new Error(`registers can't be loaded:\n${faults.join('\n')}`)
  return registers
}

let refusedList: RefusedList | undefined

/** What no register may hold. */
export const loadRefused = (): RefusedList =>
  (refusedList ??= refusedSchema.parse(parse(readFileSync(new URL(refusedFile, folder), 'utf8'))))

let shipped: readonly Register[] | undefined

/** The registers as they come with the program. */
export const shippedRegisters = (): readonly Register[] => (shipped ??= loadRegisterFiles())

/** The registers with the fields that the district added to each. */
export const loadRegisters = (kernel: Kernel): Promise<readonly Register[]> =>
  kernel.caches.get(registersCache, async () => {
    const extra = await readExtraFields(kernel.db.sql)
    return shippedRegisters().map((register) => withFields(register, extra.get(register.id)))
  })

const withFields = (register: Register, raw: unknown): Register => {
  const read = registerFieldsSchema.safeParse(raw)
  return read.success ? { ...register, fields: [...register.fields, ...read.data] } : register
}

/** The fields that come with a register, without the district's own. */
export const shippedFields = (id: string): readonly RegisterField[] =>
  shippedRegisters().find((register) => register.id === id)?.fields ?? []
