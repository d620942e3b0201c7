import { loadDirectory, type Directory } from '../../access/api.ts'
import type { District } from '../../kernel/calendar/due.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { createTranslator, type Lang } from '../../kernel/i18n.ts'
import { loadCatalogue, type Catalogue } from '../../matters/catalogue.ts'
import type { Procedure } from '../../matters/domain/procedure.ts'
import { leadOf, type MatterState } from '../../matters/domain/state.ts'
import { loadPlaces, type Places } from '../../territory/api.ts'
import { intakeTexts } from '../texts.ts'

/** Who reads, when, in which language. */
export interface Reading {
  readonly kernel: Kernel
  readonly lang: Lang
  readonly now: Date
}

/** What gives ids and moments their words for one reading. */
export interface Words extends Reading {
  readonly district: District
  readonly directory: Directory
  readonly places: Places
  readonly catalogue: Catalogue
  readonly say: (key: string, params?: Readonly<Record<string, string | number>>) => string
}

const t = createTranslator(intakeTexts)

export const wordsFor = async ({ kernel, lang, now }: Reading): Promise<Words> => {
  const [district, directory, places, catalogue] = await Promise.all([
    kernel.district(),
    loadDirectory(kernel),
    loadPlaces(kernel),
    loadCatalogue(kernel),
  ])
  return { kernel, lang, now, district, directory, places, catalogue, say: (key, params) => t(lang, key, params) }
}

export const areaName = ({ places, lang }: Words, code: string): string => {
  const area = places.area(code)
  return area ? (lang === 'en' && area.nameEn) || area.name : ''
}

/** The street in which a code lies: as near as outsiders may know. The county's name when no street is known. */
export const streetName = (words: Words, code: string): string => areaName(words, code.slice(0, 9)) || areaName(words, code.slice(0, 6))

export const categoryName = ({ catalogue, lang }: Words, code: string | null): string => {
  const category = code ? catalogue.category(code) : null
  return category ? (lang === 'en' && category.nameEn) || category.name : ''
}

/** Who holds the matter now, by name; empty when it is the resident's turn. */
export const holderName = (words: Words, state: MatterState, procedure: Procedure): string => {
  const { directory, lang, say } = words
  const holder = procedure.stages[state.stage]?.holder
  if (holder === undefined || holder === 'resident') return ''
  const unit =
    holder === 'assigned' || holder === 'lead' || holder === 'lead-approver'
      ? (leadOf(state)?.unit ?? null)
      : holder === 'filer'
        ? state.filerUnit
        : directory.dutyUnit(holder, state.areaCode)
  return unit ? directory.nameOf(unit, lang) : say('story.office')
}
