import { fill, type Lang, type TextParams } from '../i18n.ts'
import { localParts, type LocalParts, startOfDay, toDay, type Zone } from './day.ts'
import type { Remaining } from './remaining.ts'
import { calendarTexts } from './texts.ts'

/** `还剩 1 个工作日`, `已超期 3 小时`; `1 working day left`, `3 hours late`. */
export const phraseRemaining = (left: Remaining, lang: Lang): string => {
  const key = `calendar.${left.late ? 'late' : 'left'}.${left.unit}` as const
  return say(lang, left.value === 1 ? `${key}.one` : key, { n: left.value })
}

/**
 * `今天 18:00 到期`, `周二 24:00 到期`, `10月9日 18:00 到期`; `due today 18:00`, `due end of Tuesday`, `due 9 October 18:00`. A weekday's name is the coming one; the year
 * is told when it is another. Midnight is said as the end of the day before.
 */
export const phraseDue = (due: Date, now: Date, zone: Zone, lang: Lang): string => {
  const dueDay = toDay(due, zone)
  const isDayEnd = startOfDay(dueDay, zone).getTime() === due.getTime()
  const at = localParts(isDayEnd ? new Date(due.getTime() - 1) : due, zone)
  const day = phraseDay(at, localParts(now, zone), lang)
  return isDayEnd ? say(lang, 'calendar.due.day-end', { day }) : say(lang, 'calendar.due', { day, time: phraseTime(at) })
}

/** Both together, as a screen shows a clock: `还剩 1 个工作日 · 周二 18:00 到期`, with a word when the due time is provisional. */
export const phraseClock = (left: Remaining, due: Date, now: Date, zone: Zone, lang: Lang, provisional = false): string =>
  [phraseRemaining(left, lang), phraseDue(due, now, zone, lang), ...(provisional ? [say(lang, 'calendar.provisional')] : [])].join(' · ')

type Key = keyof typeof calendarTexts

const say = (lang: Lang, key: Key, params?: TextParams): string => fill(calendarTexts[key][lang], params)

const phraseTime = ({ hour, minute }: LocalParts): string => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`

const phraseDay = (at: LocalParts, today: LocalParts, lang: Lang): string => {
  const ahead = at.day - today.day
  if (ahead === -1) return say(lang, 'calendar.day.yesterday')
  if (ahead === 0) return say(lang, 'calendar.day.today')
  if (ahead === 1) return say(lang, 'calendar.day.tomorrow')
  if (ahead > 1 && ahead < 7) return say(lang, `calendar.weekday.${at.weekday}`)
  const date = { year: at.year, month: say(lang, `calendar.month.${at.month as Month}`), date: at.date }
  return say(lang, at.year === today.year ? 'calendar.day.date' : 'calendar.day.date-year', date)
}

type Month = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12
