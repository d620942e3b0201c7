// The days of a yearly notice, a line each: `2026-01-01 休 元旦`, `2026-02-14 班 春节`.

export interface NoticeDay {
  readonly date: string
  readonly name: string
  readonly isOffDay: boolean
}

export const daysToLines = (days: readonly NoticeDay[]): string =>
  days.map((day) => `${day.date} ${day.isOffDay ? '休' : '班'} ${day.name}`).join('\n')

/** Reads the lines; `bad` are those that are no such line, as they stand. */
export const linesToDays = (lines: string): { readonly days: readonly NoticeDay[]; readonly bad: readonly string[] } => {
  const days: NoticeDay[] = []
  const bad: string[] = []
  for (const line of lines.split('\n').map((each) => each.trim())) {
    if (line === '') continue
    const [, date, what, name] = /^(\d{4}-\d{2}-\d{2})\s+(休|班|off|work)\s+(.+)$/.exec(line) ?? []
    if (date && what && name) days.push({ date, name: name.trim(), isOffDay: what === '休' || what === 'off' })
    else bad.push(line)
  }
  return { days, bad }
}
