import { type FormValue, type FormValues, personalOf } from '../../kernel/form/model.ts'
import type { FieldFault } from '../../kernel/result.ts'
import { isMasked } from './check.ts'
import type { Register, RegisterField } from './definition.ts'
import { checkCitizenNumber, checkCreditCode, checkFacilityCode, checkTelephone, plainIdentifier, readTelephone } from './identifiers.ts'
import type { Day } from './record.ts'

/** Values as they are kept apart: open ones, and those sealed under the subject's key. What no field knows any more is sealed where there is a key. */
export const splitValues = (
  register: Register,
  values: FormValues,
  hasKey: boolean,
): { readonly plain: FormValues; readonly sealed: FormValues } => {
  const fields = new Map(register.fields.map((field) => [field.field, field]))
  const isSealed = (name: string): boolean => {
    const field = fields.get(name)
    return field ? personalOf(field) !== undefined : hasKey
  }
  const pick = (wanted: boolean): FormValues => Object.fromEntries(Object.entries(values).filter(([name]) => isSealed(name) === wanted))
  return { plain: pick(false), sealed: pick(true) }
}

/** What lists call a record; empty after its subject was erased. */
export const titleOf = (register: Register, values: FormValues): string =>
  register.name
    .map((name) => values[name])
    .filter((value) => typeof value === 'string')
    .join(' ')

/** The words by which a record is found, in one spelling. */
export const wordsOf = (register: Register, values: FormValues, address: string | undefined): string =>
  [...register.fields.filter(({ find }) => find === 'words').map(({ field }) => values[field]), address]
    .filter((value) => typeof value === 'string')
    .map(plainWords)
    .join(' ')

/** Words in one spelling: width, case and spaces do not count. */
export const plainWords = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/** The record's code in one spelling; null when it has none. */
export const codeOf = (register: Register, values: FormValues): string | null => {
  const value = register.code === undefined ? undefined : values[register.code]
  return typeof value === 'string' ? plainIdentifier(value) : null
}

/** What is digested for finding a sensitive value again: telephones by their number, all else without spaces and case. */
export const blindText = (field: RegisterField, text: string): string =>
  (field.check === 'telephone' ? readTelephone(text)?.number : undefined) ?? plainIdentifier(text)

/** The values to be found by blind index. */
export const blindValues = (register: Register, values: FormValues): readonly { readonly field: string; readonly text: string }[] =>
  register.fields.flatMap((field) => {
    const value = field.find === 'blind' ? values[field.field] : undefined
    return typeof value === 'string' ? [{ field: field.field, text: blindText(field, value) }] : []
  })

/** What is odd about the numbers given. Nothing here blocks: real papers carry faults, and a person decides. */
export const warningsOf = (register: Register, values: FormValues, today: Day, county: string): readonly FieldFault[] =>
  register.fields.flatMap((field) => {
    const value = values[field.field]
    if (!field.check || typeof value !== 'string') return []
    const checked = {
      'citizen-number': () => checkCitizenNumber(value, today),
      'credit-code': () => checkCreditCode(value),
      'facility-code': () => checkFacilityCode(value, county === '' ? undefined : county),
      telephone: () => checkTelephone(value),
    }[field.check]()
    return checked.ok
      ? []
      : [{ path: field.field, code: checked.warning.code, ...(checked.warning.params && { params: checked.warning.params }) }]
  })

/** Values as a reader sees them before revealing: of a masked text its ends, of anything else only that it is there. */
export const maskValues = (register: Register, values: FormValues): Readonly<Record<string, FormValue>> =>
  Object.fromEntries(
    register.fields.flatMap((field) => {
      const value = values[field.field]
      if (value === undefined) return []
      return [[field.field, isMasked(field) ? maskText(field, value) : value]]
    }),
  )

const maskText = (field: RegisterField, value: FormValue): string => {
  if (typeof value !== 'string' || !field.check) return '••••'
  const plain = plainIdentifier(value)
  if (plain.length < 7) return '••••'
  return `${plain.slice(0, 3)}${'•'.repeat(plain.length - 5)}${plain.slice(-2)}`
}
