import { personalOf } from '../../kernel/form/model.ts'
import { checkShows } from '../../kernel/form/show.ts'
import type { Register, RegisterField } from './definition.ts'

/** One fault of the definitions, with the place where it stands: `person.fields.name`. */
export interface DefinitionFault {
  readonly where: string
  readonly message: string
}

/** What is wrong with the registers taken together, every fault at once: names that stand twice or nowhere, links to no register, sensitive fields findable in the open. */
export const checkRegisters = (registers: readonly Register[]): readonly DefinitionFault[] => {
  const ids = registers.map(({ id }) => id)
  return [
    ...twice(ids).map((id) => ({ where: id, message: 'this register stands twice' })),
    ...registers.flatMap((register) => checkRegister(register, registers)),
  ]
}

const checkRegister = (register: Register, all: readonly Register[]): readonly DefinitionFault[] => {
  const { id, fields, links, place, members, name, code } = register
  const faults: DefinitionFault[] = checkFields(id, fields)
  const add = (where: string, message: string): void => void faults.push({ where: `${id}.${where}`, message })
  const fieldOf = (wanted: string): RegisterField | undefined => fields.find(({ field }) => field === wanted)
  for (const each of name) if (!fieldOf(each)) add('name', `there is no field ${each}`)
  for (const each of name) {
    const field = fieldOf(each)
    if (field && isMasked(field)) add('name', `${each} is masked and can make no title`)
  }
  if (code !== undefined && fieldOf(code)?.find !== 'code') add('code', `${code} must be a field that is found as a code`)
  for (const { field, find } of fields)
    if (find === 'code' && field !== code) add(`fields.${field}`, 'only the field named as the register’s code is found as one')
  for (const each of twice(links.map((link) => link.role))) add(`links.${each}`, 'this link stands twice')
  for (const link of links)
    for (const to of link.to) if (!all.some((other) => other.id === to)) add(`links.${link.role}`, `there is no register ${to}`)
  if (place !== 'own') for (const each of place.of) if (!links.some((link) => link.role === each)) add('place', `there is no link ${each}`)
  if (members) {
    const theirs = all.find((other) => other.id === members.register)
    for (const each of [members.role, members.head])
      if (!theirs?.links.some((link) => link.role === each && link.to.includes(id)))
        add('members', `${members.register} has no link ${each} to ${id}`)
  }
  return faults
}

/** What is wrong with fields by themselves: for those of a file and those that a district adds. */
export const checkFields = (where: string, fields: readonly RegisterField[]): DefinitionFault[] => {
  const faults: DefinitionFault[] = []
  for (const name of twice(fields.map(({ field }) => field)))
    faults.push({ where: `${where}.fields.${name}`, message: 'this field stands twice' })
  for (const field of fields) {
    const add = (message: string): void => void faults.push({ where: `${where}.fields.${field.field}`, message })
    if ((field.find || field.check) && field.kind !== 'text') add('only a text is found or checked')
    if (isMasked(field) && (field.find === 'words' || field.find === 'code')) add('what is masked is found only by a blind index')
    if (field.find === 'blind' && !isMasked(field)) add('a blind index is for what is masked')
    if (field.column && personalOf(field)) add('what is personal is no column of a list')
    if (field.kind === 'signature' || field.kind === 'file' || field.kind === 'photos') add('registers keep no files yet')
    if (field.kind === 'group' || field.repeat) add('registers keep plain fields only')
  }
  return [...faults, ...checkShows(fields, {}).map((message) => ({ where: `${where}.fields`, message }))]
}

/** Who someone is and how to reach them is shown masked; free text is kept sealed, but shown. */
export const isMasked = (field: RegisterField): boolean => {
  const personal = personalOf(field)
  return personal === 'contact' || personal === 'identity'
}

const twice = (names: readonly string[]): readonly string[] => [...new Set(names.filter((name, at) => names.indexOf(name) !== at))]
