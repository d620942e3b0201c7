import type { Field } from '../../kernel/form/model.ts'
import { readForm } from '../../kernel/form/read.ts'
import { splitBySensitivity } from '../../kernel/form/split.ts'
import { ok, refuseFields, type FieldFault, type Result } from '../../kernel/result.ts'
import { takeFiles } from './attached.ts'
import { reach, turnStageClock } from './clocks.ts'
import type { Circumstances, Filing } from './command.ts'
import { conditionFacts, holds, type FactSource } from './conditions.ts'
import { createDraft } from './draft.ts'
import type { NewEvent } from './events.ts'
import type { Procedure } from './procedure.ts'
import { noCounts } from './state.ts'

/**
 * The first events of a matter: filed, and the clocks that start with it. Refuses with every fault at once: those of the form, the nature,
 * the category and the door. Every way in ends here.
 */
export const decideFiling = (filing: Filing, circumstances: Circumstances): Result<readonly NewEvent[]> => {
  const { procedure } = circumstances
  const faults = headFaults(filing, procedure, circumstances)
  const source = factSource(filing)
  const read = readForm(procedure.intake.form, filing.input, conditionFacts(source))
  if (!read.ok) return refuseFields([...faults, ...(read.error.fields ?? [])])
  const taken = takeFiles(procedure.intake.form, read.value, circumstances.fileOf, 'before')
  if (!taken.ok || faults.length > 0) return refuseFields([...faults, ...(taken.ok ? [] : (taken.error.fields ?? []))])
  const { facts: form, text, contact } = splitBySensitivity(formToKeep(procedure.intake.form), taken.value.values)
  const facts = conditionFacts({ ...source, form })
  const begin = procedure.start.find((each) => !each.if || holds(each.if, facts))
  if (!begin) throw new Error(`procedure ${procedure.id} has no stage to start with`)
  const sensitivity = procedure.sensitivity.when.find((each) => holds(each.if, facts))?.then ?? procedure.sensitivity.default
  const draft = createDraft(null, filing.id, circumstances)
  const { id: _, input: __, ...rest } = filing
  draft.emit({
    kind: 'filed',
    facts: { ...rest, stage: begin.stage, sensitivity, form, files: taken.value.files, reaches: begin.reaches },
    text,
    contact: filing.anonymous ? {} : contact,
  })
  for (const moment of ['filed', ...begin.reaches] as const) reach(draft, moment, circumstances)
  turnStageClock(draft, null, circumstances)
  return ok(draft.events())
}

// The place is kept as the matter's own location; its words are personal and go with the text.
const formToKeep = (form: readonly Field[]): readonly Field[] =>
  form.map((field) => (field.kind === 'place' ? { ...field, personal: 'free-text' } : field))

const headFaults = (filing: Filing, { intake }: Procedure, { limitsOf, isUnit }: Circumstances): FieldFault[] => {
  const faults: FieldFault[] = []
  if (!intake.doors.includes(filing.door)) faults.push({ path: 'door', code: 'matter.door-closed' })
  const natures = intake.natures.map((each) => each.id)
  if (natures.length > 0 && (filing.nature === null || !natures.includes(filing.nature)))
    faults.push({ path: 'nature', code: 'field.not-a-choice' })
  if (filing.category !== null && !limitsOf(filing.category)) faults.push({ path: 'category', code: 'matter.category-unknown' })
  if (filing.aboutUnit !== null && !isUnit(filing.aboutUnit)) faults.push({ path: 'aboutUnit', code: 'matter.unit-unknown' })
  if (filing.anonymous && !intake.anonymous) faults.push({ path: 'anonymous', code: 'matter.not-anonymous' })
  return faults
}

const factSource = (filing: Filing): FactSource => ({
  nature: filing.nature,
  category: filing.category,
  door: filing.door,
  channel: filing.channel,
  located: filing.located,
  anonymous: filing.anonymous,
  sensitivity: 'ordinary',
  counts: noCounts,
  assignments: [],
  form: {},
  reached: {},
})
