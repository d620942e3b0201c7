/** One line of the table: what was measured, what it gave, what the plain way gave in the same run, and what was to be reached. */
export interface Line {
  readonly work: string
  readonly database: string
  readonly ours: string
  readonly plain: string
  /** Ours to the plain way; above 1 ours is faster. */
  readonly ratio: number | null
  /** The same in processor time; null when it was not taken. */
  readonly cpuRatio: number | null
  readonly goal: string
}

const columns = ['work', 'database', 'ours', 'plain', 'ratio', 'cpuRatio', 'goal'] as const

/** Markdown, so that it can be pasted as it is. */
export const tableOf = (lines: readonly Line[]): string => {
  const cells = lines.map((line) => columns.map((column) => shown(line[column])))
  const all = [['work', 'database', 'Linli', 'plain', 'ratio', 'cpu ratio', 'goal'], ...cells]
  const widths = columns.map((_, index) => Math.max(...all.map((row) => width(row[index] ?? ''))))
  const rows = all.map((row) => `| ${row.map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - width(cell))).join(' | ')} |`)
  rows.splice(1, 0, `| ${widths.map((each) => '-'.repeat(each)).join(' | ')} |`)
  return rows.join('\n')
}

const shown = (value: string | number | null): string => (typeof value === 'number' ? `${figure(value)}×` : (value ?? ''))

const width = (text: string): number => Array.from(text).length

/** Three digits that count. */
export const figure = (value: number): string => {
  if (value >= 1000) return Math.round(value).toLocaleString('en')
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)
}
