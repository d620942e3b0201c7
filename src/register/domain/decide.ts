import { readForm } from '../../kernel/form/read.ts'
import type { FormValues } from '../../kernel/form/model.ts'
import { refuse, type Result } from '../../kernel/result.ts'
import type { Change, Circumstances, Command } from './command.ts'
import type { Register } from './definition.ts'
import { Draft } from './draft.ts'
import { householdActs } from './households.ts'
import { same, type Content, type Day, type LinkStep, type RecordPlace, type RecordState, type Version } from './record.ts'

type Of<A extends Command['act']> = Extract<Command, { act: A }>

/**
 * Decides an act on records: the versions to be written, one for each record it touches, or why not. Never overwrites: what was known before stays in the versions
 * before. Refuses days ahead, links that exclude each other, and acts on what has ended (`register.not-current`).
 */
export const decide = (command: Command, around: Circumstances): Result<readonly Change[]> => {
  const draft = new Draft(around)
  const { today } = around
  if (daysOf(command).some((day) => day > today)) return refuse('invalid', 'register.day-ahead')
  switch (command.act) {
    case 'create':
      create(draft, command)
      break
    case 'correct':
      correct(draft, command)
      break
    case 'end':
      end(draft, command)
      break
    case 'reopen':
      reopen(draft, command)
      break
    case 'link':
      draft.link(command.id, command.role, command.to, command.since ?? today, command.until)
      break
    case 'unlink':
      unlink(draft, command)
      break
    case 'undo':
      undo(draft, command)
      break
    default:
      householdActs(draft, command, newRecord)
  }
  return draft.finish()
}

const daysOf = (command: Command): readonly Day[] =>
  (['since', 'from', 'until', 'born', 'died'] as const).flatMap((key) => {
    const day = (command as Partial<Record<typeof key, Day>>)[key]
    return day === undefined ? [] : [day]
  })

/** Adds a record with values read by its form; gives its id. */
export const newRecord = (draft: Draft, register: Register, raw: unknown, since: Day, place: RecordPlace | null): string | undefined => {
  const values = draft.take(readForm(register.fields, raw))
  return values && draft.add(register.id, { values, place, state: 'current', since, until: null })
}

const create = (draft: Draft, { register: wanted, values, place: given, since = draft.around.today, links = [] }: Of<'create'>): void => {
  const register = draft.register(wanted)
  const place = given === undefined || given === null ? null : placed(draft, register, given)
  if (place === undefined) return
  // Somebody must answer for it: without an area nobody would ever see it again.
  if (!place && !links.some(({ role }) => register.place !== 'own' && register.place.of.includes(role)))
    return draft.refuse('invalid', 'register.no-place')
  const id = newRecord(draft, register, values, since, place)
  if (id) for (const link of links) draft.link(id, link.role, link.to, link.since ?? since)
}

// Where people live is said by the link to their dwelling; of themselves only the area is kept, which stays after an erasure.
const placed = (draft: Draft, register: Register, given: unknown): RecordPlace | undefined => {
  const found = draft.take(draft.around.locate(given))
  return found && register.place !== 'own' ? { areaCode: found.areaCode } : found
}

const correct = (draft: Draft, { id, values: patch, place: given, from = draft.around.today }: Of<'correct'>): void => {
  const record = current(draft, id)
  if (!record) return
  if (from < record.from) return draft.refuse('invalid', 'register.before-last', { day: record.from })
  const values = patch ? draft.take(patched(draft.register(record.register), record.values, patch)) : record.values
  const place = given === undefined ? record.place : given === null ? null : placed(draft, draft.register(record.register), given)
  if (!values || place === undefined) return
  if (!place && draft.register(record.register).place === 'own') return draft.refuse('invalid', 'register.no-place')
  if (same(values, record.values) && same(place, record.place)) return draft.refuse('conflict', 'register.nothing-new')
  draft.change(id, { values, place }, from)
}

// Values of fields that the district took away again stay with the record, unseen.
const patched = (register: Register, values: FormValues, patch: Readonly<Record<string, unknown>>): Result<FormValues> => {
  const known = new Set(register.fields.map(({ field }) => field))
  const [shown, unseen] = [true, false].map((wanted) =>
    Object.fromEntries(Object.entries(values).filter(([key]) => known.has(key) === wanted)),
  )
  const read = readForm(register.fields, { ...shown, ...patch }, {}, { hidden: 'drop' })
  return read.ok ? { ok: true, value: { ...unseen, ...read.value } } : read
}

const end = (draft: Draft, { id, until = draft.around.today }: Of<'end'>): void => {
  const record = current(draft, id)
  if (!record) return
  if (until < record.since) return draft.refuse('invalid', 'register.bad-day', { day: until })
  const open = draft.around.incoming.filter((link) => link.to === id && link.until === null)
  if (open.length > 0) return draft.refuse('conflict', 'register.still-linked', { count: open.length })
  draft.endAll(id, until)
  draft.change(id, { state: 'ended', until }, until)
}

const reopen = (draft: Draft, { id }: Of<'reopen'>): void => {
  const record = draft.record(id)
  if (!record) return
  if (record.state !== 'ended') return draft.refuse('conflict', 'register.not-ended')
  draft.change(id, { state: 'current', until: null }, draft.around.today)
}

const unlink = (draft: Draft, { id, link: wanted, until = draft.around.today }: Of<'unlink'>): void => {
  const link = draft.record(id)?.links.find((each) => each.id === wanted && each.until === null)
  if (link) draft.end(id, link, until)
  else draft.refuse('not-found', 'register.no-such-link', { role: '' })
}

/**
 * Takes a version back by a new one. Of the last version the whole content before returns, for the same days; of an older one only what it changed, and only
 * where nothing changed that again. Links it added are taken back, those it ended go on.
 */
const undo = (draft: Draft, { id, version }: Of<'undo'>): void => {
  const record = draft.record(id)
  const at = draft.around.versions.findIndex(({ n }) => n === version)
  const [before, wrong] = [draft.around.versions[at - 1], draft.around.versions[at]]
  if (!record) return
  if (!wrong || !before) return draft.refuse('invalid', 'register.nothing-to-undo')
  const content = draft.take(restored(record, before, wrong))
  if (!content) return
  const steps = wrong.links.map((step) => inverse(step, before, draft.around.versions))
  for (const step of steps) {
    if (!step || !stillAs(step, record, version)) return draft.refuse('conflict', 'register.changed-since')
    draft.step(id, step)
  }
  draft.change(id, content, wrong.from)
}

const restored = (record: RecordState, before: Version, wrong: Version): Result<Partial<Content>> => {
  if (record.n === wrong.n) return { ok: true, value: before.content }
  const values: Record<string, FormValues[string]> = { ...record.values }
  const was: FormValues = before.content.values
  const said: FormValues = wrong.content.values
  for (const field of new Set([...Object.keys(was), ...Object.keys(said)])) {
    if (same(was[field], said[field])) continue
    if (!same(record.values[field], said[field])) return refuse('conflict', 'register.changed-since')
    const value = was[field]
    if (value === undefined) delete values[field]
    else values[field] = value
  }
  const rest = (['place', 'state', 'since', 'until'] as const).filter((key) => !same(before.content[key], wrong.content[key]))
  if (rest.some((key) => !same(record[key], wrong.content[key]))) return refuse('conflict', 'register.changed-since')
  return { ok: true, value: { values, ...Object.fromEntries(rest.map((key) => [key, before.content[key]])) } }
}

// What takes a step back; a link that was taken back itself is added again as it was.
const inverse = (step: LinkStep, before: Version, versions: readonly Version[]): LinkStep | null => {
  if (step.do === 'add') return { do: 'void', id: step.id }
  if (step.do === 'end') return { do: 'reopen', id: step.id }
  const earlier = versions.filter(({ n }) => n <= before.n).flatMap(({ links }) => links)
  if (step.do === 'reopen') return earlier.findLast((each) => each.do === 'end' && each.id === step.id) ?? null
  return earlier.findLast((each) => each.do === 'add' && each.id === step.id) ?? null
}

const stillAs = (step: LinkStep, { links }: RecordState, version: number): boolean => {
  const link = links.find(({ id }) => id === step.id)
  if (step.do === 'add') return !link
  if (!link) return false
  if (step.do === 'void') return link.ended === null || link.ended === version
  return step.do === 'reopen' ? link.ended === version : link.ended === null
}

const current = (draft: Draft, id: string): RecordState | undefined => {
  const record = draft.record(id)
  if (record && record.state !== 'current') draft.refuse('conflict', 'register.not-current')
  return record?.state === 'current' ? record : undefined
}
