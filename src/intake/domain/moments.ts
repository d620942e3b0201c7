import { DAY, localParts, type Zone } from '../../kernel/calendar/day.ts'
import { calendarTexts } from '../../kernel/calendar/texts.ts'
import { fill, type Lang } from '../../kernel/i18n.ts'

type Month = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12

/** A day as people say it: `今天`, `昨天`, `3月5日`, with the year when it is another. */
export const dayWords = (at: Date, now: Date, zone: Zone, lang: Lang): string => {
  const [day, today] = [localParts(at, zone), localParts(now, zone)]
  if (day.day === today.day) return calendarTexts['calendar.day.today'][lang]
  if (day.day === today.day - 1) return calendarTexts['calendar.day.yesterday'][lang]
  const words = { year: day.year, month: calendarTexts[`calendar.month.${day.month as Month}`][lang], date: day.date }
  return fill(calendarTexts[day.year === today.year ? 'calendar.day.date' : 'calendar.day.date-year'][lang], words)
}

/** A moment as people say it: `今天 09:30`, `3月5日 14:20`. */
export const momentWords = (at: Date, now: Date, zone: Zone, lang: Lang): string => {
  const { hour, minute } = localParts(at, zone)
  return `${dayWords(at, now, zone, lang)} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** Day and time in full, as it must still be right when it is read later: `2026年3月5日 14:20`. */
export const fullMoment = (at: Date, zone: Zone, lang: Lang): string => {
  const { year, month, date, hour, minute } = localParts(at, zone)
  const day = fill(calendarTexts['calendar.day.date-year'][lang], {
    year,
    month: calendarTexts[`calendar.month.${month as Month}`][lang],
    date,
  })
  return `${day} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** How many weeks ago something was, 0 for this one, and the Monday of its week in words: all that outsiders may know of when. */
export const weekOf = (at: Date, now: Date, zone: Zone, lang: Lang): { readonly ago: number; readonly monday: string } => {
  const [then, today] = [localParts(at, zone), localParts(now, zone)]
  const mondayOf = ({ day, weekday }: typeof then): number => day - ((weekday + 6) % 7)
  const monday = localParts(new Date(at.getTime() - (then.day - mondayOf(then)) * DAY), zone)
  const words = { year: monday.year, month: calendarTexts[`calendar.month.${monday.month as Month}`][lang], date: monday.date }
  const key = monday.year === today.year ? 'calendar.day.date' : 'calendar.day.date-year'
  return { ago: (mondayOf(today) - mondayOf(then)) / 7, monday: fill(calendarTexts[key][lang], words) }
}

/** A month: `2026年3月`, `March 2026`. */
export const monthWords = (at: Date, zone: Zone, lang: Lang): string => {
  const { year, month } = localParts(at, zone)
  const name = calendarTexts[`calendar.month.${month as Month}`][lang]
  return lang === 'zh' ? `${year}年${name}` : `${name} ${year}`
}
