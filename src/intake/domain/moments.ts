import { localParts, type Zone } from '../../kernel/calendar/day.ts'
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

/** The Monday of a moment's week, as outsiders may know when something was filed. */
export const weekWords = (at: Date, now: Date, zone: Zone, lang: Lang): string => {
  const { weekday } = localParts(at, zone)
  return dayWords(new Date(at.getTime() - ((weekday + 6) % 7) * 86_400_000), now, zone, lang)
}

/** A month: `2026年3月`, `March 2026`. */
export const monthWords = (at: Date, zone: Zone, lang: Lang): string => {
  const { year, month } = localParts(at, zone)
  const name = calendarTexts[`calendar.month.${month as Month}`][lang]
  return lang === 'zh' ? `${year}年${name}` : `${name} ${year}`
}
