import { loadDirectory, type Directory } from '../../access/api.ts'
import type { District, Limit } from '../../kernel/calendar/due.ts'
import { phraseClock } from '../../kernel/calendar/phrase.ts'
import { remaining } from '../../kernel/calendar/remaining.ts'
import { elapsedShare } from '../../kernel/calendar/due.ts'
import type { Call } from '../../kernel/http/route.ts'
import type { Lang, Text } from '../../kernel/i18n.ts'
import { createTranslator } from '../../kernel/i18n.ts'
import { loadPlaces, type Places } from '../../territory/api.ts'
import { loadCatalogue, type Catalogue } from '../catalogue.ts'
import type { MatterClock } from '../domain/state.ts'
import { matterTexts } from '../texts.ts'
import type { LeftView } from '../views.ts'

/** A thing by its id, with its name in the reader's language. */
export interface Named {
  readonly id: string
  readonly name: string
}

/** Everything that gives ids their names for one reader at one moment. */
export interface Names {
  readonly lang: Lang
  readonly now: Date
  readonly district: District
  readonly directory: Directory
  readonly places: Places
  readonly catalogue: Catalogue
  readonly say: (key: string, params?: Readonly<Record<string, string | number>>) => string
  readonly text: (text: Text) => string
  readonly unit: (id: string) => Named
  readonly area: (code: string) => Named
  readonly category: (code: string | null) => Named | null
}

const t = createTranslator(matterTexts)

export const namesFor = async ({ kernel, lang, now }: Pick<Call, 'kernel' | 'lang' | 'now'>): Promise<Names> => {
  const [district, directory, places, catalogue] = await Promise.all([
    kernel.district(),
    loadDirectory(kernel),
    loadPlaces(kernel),
    loadCatalogue(kernel),
  ])
  return {
    lang,
    now,
    district,
    directory,
    places,
    catalogue,
    say: (key, params) => t(lang, key, params),
    text: (text) => text[lang],
    unit: (id) => ({ id, name: directory.nameOf(id, lang) }),
    area: (code) => ({ id: code, name: areaName(places, code, lang) }),
    category: (code) => (code ? { id: code, name: categoryName(catalogue, code, lang) } : null),
  }
}

const areaName = (places: Places, code: string, lang: Lang): string => {
  const area = places.area(code)
  if (!area) return code
  return (lang === 'en' && area.nameEn) || area.name
}

const categoryName = (catalogue: Catalogue, code: string, lang: Lang): string => {
  const category = catalogue.category(code)
  if (!category) return code
  return (lang === 'en' && category.nameEn) || category.name
}

/** What is left of a clock, in words and as a share. */
export const leftOf = (
  clock: Pick<MatterClock, 'limit' | 'due' | 'provisional' | 'state' | 'startedAt' | 'suspensions'>,
  { district, now, lang }: Names,
): LeftView => {
  const due = new Date(clock.due)
  const left = remaining(clock.limit, due, now, district)
  const suspensions = clock.suspensions.map(({ from, to }) => ({ from: new Date(from), to: new Date(to) }))
  const share = elapsedShare(clock.limit, new Date(clock.startedAt), due, now, district, suspensions)
  return {
    due: due.toISOString(),
    late: left.late && clock.state !== 'paused',
    near: !left.late && share >= 0.8,
    provisional: clock.provisional,
    paused: clock.state === 'paused',
    words: phraseClock(left, due, now, district.zone, lang, clock.provisional),
    share: Math.max(0, Math.min(1, share)),
  }
}

/** A limit as people say it: "5 个工作日". */
export const limitWords = (limit: Limit, { say }: Names): string => say(`matter.limit.${limit.unit}`, { n: limit.value })
