// Moving the scenario to the present: by whole weeks, so that a Monday stays a Monday.

const day = 86_400_000

/** Days by which the scenario is moved so that its last day is the next such weekday, or today. `today` and `last` are local dates. */
export const daysToMove = (last: string, today: string): number => Math.ceil((Date.parse(today) - Date.parse(last)) / (7 * day)) * 7 + 0

const months = 'January|February|March|April|May|June|July|August|September|October|November|December'.split('|')

/**
 * A line of the event file with every date in it moved: moments and dates of the facts, and the dates that people wrote (10月3日, 3 October). `year` is that of the scenario.
 */
export const movedLine = (line: string, days: number, year: number): string => {
  if (days === 0) return line
  const moved = (text: string): Date => new Date(Date.parse(text) + days * day)
  const known = new Map<string, string>()
  const once = (text: string, make: () => string): string => {
    const found = known.get(text) ?? make()
    known.set(text, found)
    return found
  }
  const dayOf = (month: number, date: number): Date => new Date(Date.UTC(year, month - 1, date) + days * day)
  return line
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, (text) => once(text, () => moved(text).toISOString()))
    .replace(/"(\d{4}-\d\d-\d\d)"/g, (_, text: string) => `"${moved(text).toISOString().slice(0, 10)}"`)
    .replace(/(\d{1,2})月(\d{1,2})日/g, (_, month: string, date: string) => {
      const to = dayOf(Number(month), Number(date))
      return `${to.getUTCMonth() + 1}月${to.getUTCDate()}日`
    })
    .replace(englishDate, (_, date: string, month: string) => {
      const to = dayOf(months.indexOf(month) + 1, Number(date))
      return `${to.getUTCDate()} ${months[to.getUTCMonth()]}`
    })
}

const englishDate = new RegExp(`\\b(\\d{1,2}) (${months.join('|')})\\b`, 'g')
