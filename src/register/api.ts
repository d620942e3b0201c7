// What other capabilities may use of the registers.
export { actOnRecords, type Asked, type Done } from './actions/act.ts'
export { setExtraFields } from './actions/fields.ts'
export { eraseRecord, findRecords, readRecord, revealFields } from './actions/reading.ts'
export { loadRegisters, registersCache } from './definitions.ts'
export type { AskedLink, Command } from './domain/command.ts'
export type { Register, RegisterField } from './domain/definition.ts'
export { asOf, compare, type Difference, type RecordState } from './domain/record.ts'
export { registerPermissions } from './permissions.ts'
