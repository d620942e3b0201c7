import { createTranslator, type Lang } from '../../kernel/i18n.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { formatDay, toDay } from '../../kernel/calendar/day.ts'
import { namesFor, type Names } from '../../matters/api.ts'
import { loadPlaces } from '../../territory/api.ts'
import { figuresOf, formulae, published, together, type Figures, type Line } from '../domain/figures.ts'
import { readMonth, readMonths, type Group } from '../store/figures.ts'
import { oversightTexts } from '../texts.ts'
import { keptForAMinute } from './kept.ts'

const t = createTranslator(oversightTexts)

/** A line of figures by name; `id` is null for those withheld and shown together. */
export interface NamedFigures extends Figures {
  readonly id: string | null
  readonly name: string
}

export interface MonthFigures {
  /** `2026-03` */
  readonly month: string
  /** Whether the month is over. */
  readonly whole: boolean
  readonly area: { readonly id: string; readonly name: string }
  readonly total: NamedFigures
  readonly parts: Readonly<Partial<Record<Group, readonly NamedFigures[]>>>
}

export interface PublicFigures {
  readonly months: readonly string[]
  readonly figures: MonthFigures
}

interface Asked {
  readonly kernel: Kernel
  readonly lang: Lang
  readonly now: Date
}

const nameOf = (group: Group, id: string, names: Names): string => {
  if (group === 'category') return names.category(id)?.name ?? t(names.lang, 'figures.no-category')
  if (group === 'door') return names.say(`matter.door.${id}`)
  if (group === 'procedure') return procedureName(id, names)
  // Filed without a place that was found: they lie in the county or the street as a whole.
  const level = group === 'street' ? 9 : 12
  return id.length < level ? t(names.lang, 'figures.unlocated') : names.area(id).name
}

const procedureName = (id: string, { catalogue, text }: Names): string => {
  const known = catalogue.inForce(id)
  return known ? text(known.procedure.title) : id
}

const named = (lines: readonly Line<string | null>[], group: Group, names: Names): NamedFigures[] =>
  lines.map(({ id, line }) => ({
    id,
    name: id === null ? t(names.lang, 'figures.small', { n: formulae.smallestCell }) : nameOf(group, id, names),
    ...figuresOf(line, formulae),
  }))

/**
 * The figures of a month for an area (a code, its own and all below it) with parts by what is asked, from the roll-ups. For the public (`publish`) small
 * categories are withheld and shown together; staff see their own district's numbers as they are.
 */
export const monthFigures = async (
  asked: Asked,
  month: string,
  area: string,
  groups: readonly Group[],
  publish = false,
): Promise<MonthFigures> => {
  const { kernel, lang, now } = asked
  const names = await namesFor(asked)
  const read = await readMonth(kernel.db.sql, month, area, ['all', ...groups])
  const whole = together((read.get('all') ?? []).map(({ line }) => line))
  const total: NamedFigures = { id: area, name: t(lang, 'figures.whole'), ...figuresOf(whole, formulae) }
  const parts = groups
    .map((group) => [group, read.get(group) ?? []] as const)
    .map(([group, lines]) => {
      const shown = publish && group === 'category' ? published(lines, formulae.smallestCell) : lines
      return [group, named(shown, group, names)] as const
    })
  return { month, whole: month < monthOf(now, names), area: names.area(area), total, parts: Object.fromEntries(parts) }
}

const monthOf = (now: Date, { district }: Names): string => formatDay(toDay(now, district.zone)).slice(0, 7)

/** Months of which there are figures, newest first, with this one always among them. */
export const figureMonths = async ({ kernel, now }: Pick<Asked, 'kernel' | 'now'>): Promise<readonly string[]> => {
  const { zone } = await kernel.district()
  const present = formatDay(toDay(now, zone)).slice(0, 7)
  const months = await readMonths(kernel.db.sql)
  return months.includes(present) ? months : [present, ...months].toSorted().toReversed()
}

/** `2026-03` as people say it. */
export const monthWords = (month: string, lang: Lang): string =>
  t(lang, 'figures.month', { year: month.slice(0, 4), month: lang === 'zh' ? String(Number(month.slice(5))) : month.slice(5) })

/** 92 %, one digit more below one and above ninety-nine, so that 99.6 % does not read as all. */
export const shareWords = (share: number | null): string => {
  if (share === null) return '—'
  const percent = share * 100
  const rounded = Math.round(percent)
  const exact = Math.abs(percent - rounded) < 0.05
  return exact || (rounded > 0 && rounded < 99) ? `${rounded}%` : `${(Math.floor(percent * 10) / 10).toFixed(1)}%`
}

/**
 * One honest sentence about the last whole month (or this one, when there is none before) for the first page: what came in, what was on time and what
 * was late. Null when there is nothing to tell yet. It is read once a minute, however many look at it.
 */
export const figuresSentence = (kernel: Kernel, lang: Lang, now: Date): Promise<string | null> =>
  keptForAMinute(kernel, `sentence ${lang}`, now, () => readSentence(kernel, lang, now))

/** The months of which there are figures, and those of one of them for the public: of the last whole month unless another is asked for. */
export const publicFigures = ({ kernel, lang, now }: Asked, asked?: string): Promise<PublicFigures> =>
  keptForAMinute(kernel, `figures ${lang} ${asked ?? ''}`, now, async () => {
    const [months, places] = await Promise.all([figureMonths({ kernel, now }), loadPlaces(kernel)])
    // The last whole month says most; the present one has only begun.
    const month = asked ?? months[1] ?? months[0] ?? ''
    return { months, figures: await monthFigures({ kernel, lang, now }, month, places.county, ['street', 'category'], true) }
  })

const readSentence = async (kernel: Kernel, lang: Lang, now: Date): Promise<string | null> => {
  const asked = { kernel, lang, now }
  const months = await figureMonths(asked)
  const names = await namesFor(asked)
  const month = months[1] ?? months[0]
  if (!month) return null
  const { total, whole } = await monthFigures(asked, month, names.places.county, [])
  const { received, due, on_time: onTime, late } = total.counts
  if (received + due === 0) return null
  const said = monthWords(month, lang)
  const params = {
    month: whole ? said : t(lang, 'figures.so-far', { month: said }),
    received,
    due,
    onTime,
    late,
    share: shareWords(total.rates['on-time']?.raw.share ?? null),
  }
  return due === 0 ? t(lang, 'figures.sentence-none-due', { month: params.month, received }) : t(lang, 'figures.sentence', params)
}
