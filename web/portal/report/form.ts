import { loadDirectory } from '../../../src/access/api.ts'
import { filingFacts, type PortalForm } from '../../../src/intake/api.ts'
import { toPairs, type RawInput } from '../../../src/kernel/form/encoded.ts'
import type { Choice, Field, FormValues } from '../../../src/kernel/form/model.ts'
import { readForm } from '../../../src/kernel/form/read.ts'
import { isId, newId } from '../../../src/kernel/ids.ts'
import type { Kernel } from '../../../src/kernel/kernel.ts'
import type { FieldFault } from '../../../src/kernel/result.ts'
import type { Places } from '../../../src/territory/api.ts'
import type { Sent } from '../sent.ts'
import { reportTexts } from './copy.ts'

// The draft of a request travels from page to page in the page itself: nothing is kept on the server before it is sent.

export const steps = ['what', 'where', 'same', 'reach'] as const
export type Step = (typeof steps)[number]

export interface Draft {
  readonly operation: string
  readonly nature: string
  readonly category: string
  readonly identity: string
  readonly community: string
  /** The filing form as typed. */
  readonly values: RawInput
}

export const emptyDraft = (kernel: Kernel, now: Date): Draft => ({
  operation: newId(now, kernel.random),
  nature: '',
  category: '',
  identity: '',
  community: '',
  values: {},
})

/** The draft that a page sent. One without an operation id gets a new one. */
export const draftOf = (sent: Sent, fields: readonly Field[], fresh: () => string): Draft => ({
  operation: isId(sent.text('operation')) ? sent.text('operation') : fresh(),
  nature: sent.text('nature'),
  category: sent.text('category'),
  identity: sent.text('identity'),
  community: sent.text('community'),
  values: Object.fromEntries(fields.flatMap(({ field }) => (sent.values[field] === undefined ? [] : [[field, sent.values[field]]]))),
})

/** Which page asks for a field: what depends on the nature comes last, for without JavaScript a page can't change while it is filled in. */
export const stepOf = (field: Field): Step => (field.kind === 'place' ? 'where' : field.kind === 'contact' || field.show ? 'reach' : 'what')

export const fieldsOf = (form: PortalForm, step: Step): readonly Field[] =>
  form.procedure.intake.form.filter((field) => stepOf(field) === step)

/** Everything of the draft that a page does not ask for itself, to travel along. */
export const carried = (draft: Draft, form: PortalForm, asked: readonly string[]): readonly (readonly [string, string])[] => {
  const own: readonly (readonly [string, string])[] = [
    ['operation', draft.operation],
    ['nature', draft.nature],
    ['category', draft.category],
    ['identity', draft.identity],
    ['community', draft.community],
  ]
  const fields = form.procedure.intake.form.filter(({ field }) => !asked.includes(field))
  return [...own.filter(([name, value]) => value !== '' && !asked.includes(name)), ...toPairs(fields, draft.values)]
}

export const isAnonymous = (draft: Draft): boolean => draft.identity === 'anonymous'

/** The facts that the form's conditions see. */
export const factsOf = (draft: Draft) => filingFacts({ nature: draft.nature, category: draft.category, anonymous: isAnonymous(draft) })

/** The kind of request, as a question of the first page. */
export const natureField = (form: PortalForm): Field => ({
  field: 'nature',
  kind: 'choice',
  label: reportTexts['report.nature'],
  required: true,
  of: form.procedure.intake.natures.map(({ id, title, hint }) => ({ value: id, label: title, hint })),
})

export const identityField: Field = {
  field: 'identity',
  kind: 'choice',
  label: reportTexts['report.identity'],
  of: [
    { value: 'named', label: reportTexts['report.named'], hint: reportTexts['report.named-hint'] },
    { value: 'anonymous', label: reportTexts['report.anonymous'], hint: reportTexts['report.anonymous-hint'] },
  ],
}

/** Categories that the words point to, as plain choices that may be ignored; null when the words point to none. */
export const categoryField = async (form: PortalForm, draft: Draft): Promise<Field | null> => {
  const found = await form.suggest(typeof draft.values['text'] === 'string' ? draft.values['text'] : '')
  if (found.length === 0) return null
  const choices: Choice[] = found.map(({ code, name, nameEn }) => ({ value: code, label: { zh: name, en: nameEn || name } }))
  return {
    field: 'category',
    kind: 'choice',
    label: reportTexts['report.category'],
    hint: reportTexts['report.category-hint'],
    of: [...choices, { value: 'none', label: reportTexts['report.category-none'] }],
  }
}

export const communityField = (places: Places): Field | null => {
  const communities = places.areas('community')
  if (communities.length === 0) return null
  const street = (code: string): string => places.area(code.slice(0, 9))?.name ?? ''
  const of = communities.map(({ code, name, nameEn }) => ({ value: code, label: { zh: `${street(code)} ${name}`, en: nameEn ?? name } }))
  return {
    field: 'community',
    kind: 'choice',
    label: reportTexts['report.community'],
    hint: reportTexts['report.community-hint'],
    of: of.slice(0, 200),
  }
}

/** Offices to choose from, for fields of kind `unit`. */
export const unitChoices = async (
  kernel: Kernel,
  fields: readonly Field[],
  now: Date,
): Promise<Readonly<Record<string, readonly Choice[]>>> => {
  const asking = fields.filter((field) => field.kind === 'unit')
  if (asking.length === 0) return {}
  const directory = await loadDirectory(kernel)
  const day = now.toISOString().slice(0, 10)
  const units = directory.all().filter((unit) => directory.isOpen(unit.id, day))
  const choices = units.map((unit) => ({
    value: unit.id,
    label: { zh: directory.nameOf(unit.id, 'zh'), en: directory.nameOf(unit.id, 'en') },
  }))
  return Object.fromEntries(asking.map((field) => [field.field, choices]))
}

export interface Checked {
  readonly values: FormValues
  readonly faults: readonly FieldFault[]
}

/** What one page asked for, read; every fault of the page at once, in its order. */
export const checkStep = (draft: Draft, form: PortalForm, step: Step): Checked => {
  const own: Field[] = step === 'what' && form.procedure.intake.natures.length > 0 ? [natureField(form)] : []
  const fields = [...own, ...fieldsOf(form, step)]
  const input: Record<string, unknown> = { ...pick(draft.values, fields), ...(own.length > 0 ? { nature: draft.nature } : {}) }
  // Who stays anonymous is asked for no contact, so that nothing about it can be wrong.
  if (isAnonymous(draft)) for (const field of fields) if (field.kind === 'contact') delete input[field.field]
  const read = readForm(fields, input, factsOf(draft), { hidden: 'drop' })
  if (!read.ok) return { values: {}, faults: read.error.fields ?? [] }
  const { nature: _, ...values } = read.value
  return { values: own.length > 0 ? values : read.value, faults: [] }
}

const pick = (values: RawInput, fields: readonly Field[]): Record<string, unknown> =>
  Object.fromEntries(fields.flatMap(({ field }) => (values[field] === undefined ? [] : [[field, values[field]]])))

/**
 * The place to file at. A chosen community stands in where neither position nor named place is given, unless the address itself leads to a
 * place within it, which is nearer.
 */
export const settledPlace = (place: unknown, community: string, places: Places): Record<string, unknown> | undefined => {
  const given = (place ?? {}) as Record<string, unknown>
  if (given['point'] || given['placeId'] || community === '' || !places.area(community)) return place === undefined ? undefined : given
  const words = typeof given['address'] === 'string' ? given['address'] : ''
  const best = words === '' ? undefined : places.find(words, 1)[0]
  return best?.area.startsWith(community) ? given : { ...given, areaCode: community }
}
