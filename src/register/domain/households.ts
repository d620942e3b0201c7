import type { Command } from './command.ts'
import type { Register } from './definition.ts'
import type { Draft } from './draft.ts'
import type { Day, Link, RecordPlace, RecordState } from './record.ts'

type HouseholdCommand = Extract<Command, { act: 'move-in' | 'move-out' | 'birth' | 'death' | 'split' | 'join' }>
type Of<A extends HouseholdCommand['act']> = Extract<HouseholdCommand, { act: A }>
type Adder = (draft: Draft, register: Register, raw: unknown, since: Day, place: RecordPlace | null) => string | undefined

/** What happens to households and the people in them, each as one act over all the records it touches. */
export const householdActs = (draft: Draft, command: HouseholdCommand, add: Adder): void => {
  const record = draft.record(command.id)
  if (!record) return
  if (record.state !== 'current') return draft.refuse('conflict', 'register.not-current')
  switch (command.act) {
    case 'move-in':
      return moveIn(draft, record, command)
    case 'move-out':
      return moveOut(draft, record, command.until ?? draft.around.today)
    case 'birth':
      return birth(draft, record, command, add)
    case 'death':
      return death(draft, record, command)
    case 'split':
      return split(draft, record, command, add)
    case 'join':
      return join(draft, record, command)
  }
}

/** A home ends where the next one begins; somebody who never moved out keeps nothing open behind. */
const moveIn = (draft: Draft, record: RecordState, { role, to, since = draft.around.today }: Of<'move-in'>): void => {
  const homes = homeRoles(draft, record)
  if (!homes.includes(role)) return draft.refuse('invalid', 'register.no-such-link', { role })
  const same = record.links.some((link) => link.until === null && link.role === role && link.to === to)
  if (same) return draft.refuse('conflict', 'register.lives-there')
  draft.endAll(record.id, since, homes)
  draft.link(record.id, role, to, since)
}

const moveOut = (draft: Draft, record: RecordState, until: Day): void => {
  const homes = homeRoles(draft, record)
  if (!record.links.some((link) => link.until === null && homes.includes(link.role)))
    return draft.refuse('conflict', 'register.lives-nowhere')
  // Who leaves is head no more; the household then has none until one is named.
  const heads = headRoles(draft, record)
  draft.change(record.id, { place: placeNow(draft, record) }, record.from)
  draft.endAll(record.id, until, [...homes, ...heads])
}

const birth = (draft: Draft, household: RecordState, { values, born }: Of<'birth'>, add: Adder): void => {
  const members = membersOf(draft, household)
  if (!members) return
  const child = add(draft, draft.register(members.register), { ...values, born }, born, null)
  if (child) draft.link(child, members.role, household.id, born)
}

const death = (draft: Draft, person: RecordState, { died, head }: Of<'death'>): void => {
  if (died < person.since) return draft.refuse('invalid', 'register.bad-day', { day: died })
  const led = person.links.find((link) => link.until === null && headRoles(draft, person).includes(link.role))
  for (const link of draft.around.incoming) if (link.to === person.id && link.until === null) draft.end(link.from, link, died)
  draft.change(person.id, { place: placeNow(draft, person) }, person.from)
  draft.endAll(person.id, died)
  draft.change(person.id, { state: 'ended', until: died }, died)
  if (!head) return
  if (!led) return draft.refuse('invalid', 'register.not-head')
  nameHead(draft, head, led.to, led.role, died)
}

const split = (draft: Draft, household: RecordState, command: Of<'split'>, add: Adder): void => {
  const { values, members: leaving, head, home, since = draft.around.today } = command
  const members = membersOf(draft, household)
  if (!members) return
  const fresh = add(draft, draft.register(household.register), values, since, home ? null : placeNow(draft, household))
  if (!fresh) return
  if (home) draft.link(fresh, home.role, home.to, home.since ?? since)
  else for (const link of homeLinks(draft, household)) draft.link(fresh, link.role, link.to, since)
  for (const id of new Set(leaving)) moveMember(draft, id, household.id, fresh, members, since)
  if (head) nameHead(draft, head, fresh, members.head, since)
}

/** All members go over; the household that joined ends. The head of the other stays head. */
const join = (draft: Draft, household: RecordState, { into, since = draft.around.today }: Of<'join'>): void => {
  const members = membersOf(draft, household)
  const other = draft.record(into)
  if (!members || !other) return
  if (other.register !== household.register || other.id === household.id) return draft.refuse('invalid', 'register.bad-join')
  const leaving = draft.around.incoming.filter((link) => link.to === household.id && link.role === members.role && link.until === null)
  for (const { from } of leaving) moveMember(draft, from, household.id, into, members, since)
  draft.change(household.id, { place: placeNow(draft, household) }, household.from)
  draft.endAll(household.id, since)
  draft.change(household.id, { state: 'ended', until: since }, since)
}

type Members = NonNullable<Register['members']>

const moveMember = (draft: Draft, id: string, from: string, to: string, { role, head }: Members, since: Day): void => {
  const record = draft.record(id)
  if (!record) return
  const open = record.links.filter((link) => link.to === from && link.until === null && (link.role === role || link.role === head))
  if (!open.some((link) => link.role === role)) return draft.refuse('invalid', 'register.not-member')
  for (const link of open) draft.end(id, link, since)
  draft.link(id, role, to, since)
}

const nameHead = (draft: Draft, person: string, household: string, role: string, since: Day): void => {
  const record = draft.record(person)
  const led = draft.record(household)
  if (!record || !led) return
  const member = draft.register(led.register).members?.role
  if (!record.links.some((link) => link.to === household && link.until === null && link.role === member))
    return draft.refuse('invalid', 'register.not-member')
  draft.link(person, role, household, since)
}

const membersOf = (draft: Draft, { register }: RecordState): Members | undefined => {
  const { members } = draft.register(register)
  if (!members) draft.refuse('invalid', 'register.act-not-here')
  return members
}

/** Roles that say where a record of this register lives, and so where it lies. */
const homeRoles = (draft: Draft, { register }: RecordState): readonly string[] => {
  const { place } = draft.register(register)
  return place === 'own' ? [] : place.of
}

const headRoles = (draft: Draft, { register }: RecordState): readonly string[] =>
  draft.around.registers.flatMap(({ members }) => (members?.register === register ? [members.head] : []))

const homeLinks = (draft: Draft, record: RecordState): readonly Link[] =>
  record.links.filter((link) => link.until === null && homeRoles(draft, record).includes(link.role))

// Where it lay last, so that the community that knew it still finds it.
const placeNow = (draft: Draft, record: RecordState): RecordPlace | null => draft.around.placeOf(record.id) ?? record.place
