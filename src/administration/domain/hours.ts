import type { OfficeSpan } from '../../kernel/calendar/office.ts'
import type { Text } from '../../kernel/i18n.ts'
import type { FieldFault } from '../../kernel/result.ts'

/** The days of a week as columns, Monday first as offices write them; `weekday` counts from Sunday. */
export const weekdays: readonly { readonly key: string; readonly weekday: number; readonly title: Text }[] = [
  { key: 'mon', weekday: 1, title: { zh: '周一', en: 'Monday' } },
  { key: 'tue', weekday: 2, title: { zh: '周二', en: 'Tuesday' } },
  { key: 'wed', weekday: 3, title: { zh: '周三', en: 'Wednesday' } },
  { key: 'thu', weekday: 4, title: { zh: '周四', en: 'Thursday' } },
  { key: 'fri', weekday: 5, title: { zh: '周五', en: 'Friday' } },
  { key: 'sat', weekday: 6, title: { zh: '周六', en: 'Saturday' } },
  { key: 'sun', weekday: 0, title: { zh: '周日', en: 'Sunday' } },
]

/** Spans as `09:00-12:00 13:00-18:00`. */
export const spansText = (spans: readonly OfficeSpan[]): string => spans.map(([open, close]) => `${clock(open)}-${clock(close)}`).join(' ')

/** Reads spans as people write them: any dash, full-width digits, separated by spaces or commas. Null when a part can't be read. */
export const parseSpans = (text: string): OfficeSpan[] | null => {
  const parts = text
    .normalize('NFKC')
    .replace(/\s*(?:[-–—~〜至到])\s*/g, '-')
    .split(/[\s,;、]+/)
    .filter((part) => part !== '')
  const spans = parts.map((part) => {
    const found = /^(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})$/.exec(part)
    if (!found) return null
    const [, fromHour, fromMinute, toHour, toMinute] = found.map(Number)
    const open = minutes(fromHour, fromMinute)
    const close = minutes(toHour, toMinute)
    return open === null || close === null ? null : ([open, close] as const)
  })
  return spans.every((span) => span !== null) ? spans : null
}

/**
 * What is wrong with a week: spans must lie in the day, in order and apart, each longer than nothing; and on some weekday the office must open, or a limit
 * in working hours would never end.
 */
export const weekFaults = ({
  byWeekday,
  makeUpAs,
}: {
  readonly byWeekday: readonly (readonly OfficeSpan[])[]
  readonly makeUpAs: number
}): FieldFault[] => {
  const faults = weekdays.flatMap(({ key, weekday }): FieldFault[] =>
    inOrder(byWeekday[weekday] ?? []) ? [] : [{ path: key, code: 'administration.hours-order' }],
  )
  if (byWeekday.length !== 7) faults.push({ path: 'mon', code: 'administration.hours-week' })
  if (![1, 2, 3, 4, 5].some((weekday) => (byWeekday[weekday] ?? []).length > 0))
    faults.push({ path: 'mon', code: 'administration.hours-never' })
  if (!Number.isInteger(makeUpAs) || makeUpAs < 0 || makeUpAs > 6) faults.push({ path: 'makeUpAs', code: 'administration.hours-make-up' })
  return faults
}

const inOrder = (spans: readonly OfficeSpan[]): boolean => {
  let last = 0
  return spans.every(([open, close]) => {
    const right = Number.isInteger(open) && Number.isInteger(close) && open >= last && close > open && close <= 1440
    last = close
    return right
  })
}

const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

const minutes = (hour: number | undefined, minute: number | undefined): number | null => {
  if (hour === undefined || minute === undefined || minute > 59) return null
  const total = hour * 60 + minute
  return total <= 1440 ? total : null
}
