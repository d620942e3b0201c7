import type { Kernel } from '../../kernel/kernel.ts'
import { createTranslator, type Lang } from '../../kernel/i18n.ts'
import { leadOf, namesFor, type MatterState, type Names, type Procedure } from '../../matters/api.ts'
import { intakeTexts } from '../texts.ts'

/** Who reads, when, in which language. */
export interface Reading {
  readonly kernel: Kernel
  readonly lang: Lang
  readonly now: Date
}

/** What gives ids and moments their words for one reading; `tell` says the texts of this capability. */
export interface Words extends Names {
  readonly tell: (key: string, params?: Readonly<Record<string, string | number>>) => string
}

const t = createTranslator(intakeTexts)

export const wordsFor = async (reading: Reading): Promise<Words> => ({
  ...(await namesFor(reading)),
  tell: (key, params) => t(reading.lang, key, params),
})

/** The name of an area; empty when there is none of that code. */
export const areaName = ({ places, area }: Words, code: string): string => (places.area(code) ? area(code).name : '')

/** The street in which a code lies: as near as outsiders may know. The county's name when no street is known. */
export const streetName = (words: Words, code: string): string => areaName(words, code.slice(0, 9)) || areaName(words, code.slice(0, 6))

/** The name of a category; empty when none is known yet. */
export const categoryName = ({ catalogue, category }: Words, code: string | null): string =>
  code && catalogue.category(code) ? (category(code)?.name ?? '') : ''

/** Who holds the matter now, by name; empty when it is the resident's turn. */
export const holderName = ({ directory, unit, tell }: Words, state: MatterState, procedure: Procedure): string => {
  const holder = procedure.stages[state.stage]?.holder
  if (holder === undefined || holder === 'resident') return ''
  const found =
    holder === 'assigned' || holder === 'lead' || holder === 'lead-approver'
      ? (leadOf(state)?.unit ?? null)
      : holder === 'filer'
        ? state.filerUnit
        : directory.dutyUnit(holder, state.areaCode)
  return found ? unit(found).name : tell('story.office')
}
