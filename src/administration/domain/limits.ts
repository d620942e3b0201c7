import type { Limit, LimitUnit } from '../../kernel/calendar/due.ts'
import type { Text } from '../../kernel/i18n.ts'
import type { FieldFault } from '../../kernel/result.ts'
import type { ColumnSpec, SheetValue } from '../../kernel/sheets/domain.ts'

/** What limits are counted in, as a person chooses it. */
export const limitUnits: readonly { readonly code: LimitUnit; readonly title: Text; readonly aliases: readonly string[] }[] = [
  { code: 'workday', title: { zh: '工作日', en: 'working days' }, aliases: ['个工作日', 'workday'] },
  { code: 'calday', title: { zh: '日', en: 'days' }, aliases: ['自然日', '日历日', '天', 'calday'] },
  { code: 'localday', title: { zh: '日（同一时刻）', en: 'days to the same hour' }, aliases: ['localday'] },
  { code: 'workhour', title: { zh: '工作小时', en: 'working hours' }, aliases: ['工作时', 'workhour'] },
  { code: 'hour', title: { zh: '小时', en: 'hours' }, aliases: ['hour'] },
  { code: 'minute', title: { zh: '分钟', en: 'minutes' }, aliases: ['minute'] },
  { code: 'month', title: { zh: '个月', en: 'months' }, aliases: ['月', 'month'] },
  { code: 'year', title: { zh: '年', en: 'years' }, aliases: ['year'] },
]

/** About how many days one of each is: only to bound a limit. */
const daysOf: Readonly<Record<LimitUnit, number>> = {
  workday: 1.6,
  calday: 1,
  localday: 1,
  workhour: 0.2,
  hour: 1 / 24,
  minute: 1 / 1440,
  month: 31,
  year: 366,
}

/** The calendar ends in 2100; no office has a limit of more than ten years. */
const longest = 3660

const whole: ReadonlySet<LimitUnit> = new Set(['workday', 'calday', 'localday', 'month', 'year', 'minute'])

/** What is wrong with a limit, told at the column of its figure. */
export const limitFaults = (limit: Limit | null, column: string): FieldFault[] => {
  if (!limit) return []
  const { value, unit } = limit
  if (!Number.isFinite(value) || value <= 0) return [{ path: column, code: 'administration.limit-positive' }]
  if (whole.has(unit) && !Number.isInteger(value)) return [{ path: column, code: 'administration.limit-whole' }]
  if (value * daysOf[unit] > longest) return [{ path: column, code: 'administration.limit-long' }]
  return []
}

/** The two columns of a limit: its figure and what it is counted in. */
export const limitColumns = (name: string, title: Text): readonly ColumnSpec[] => [
  { key: name, type: 'number', title },
  { key: `${name}Unit`, type: 'choice', title: { zh: `${title.zh}单位`, en: `${title.en}: unit` }, choices: limitUnits },
]

/** A limit as its two cells. */
export const limitCells = (name: string, limit: Limit | null): Record<string, SheetValue | null> => ({
  [name]: limit?.value ?? null,
  [`${name}Unit`]: limit?.unit ?? null,
})

/**
 * A limit from its two cells; `known` is the row's limit so far, whose closing stays when figure and unit do, for the sheet has no column for it. A figure
 * without a unit, or a unit without a figure, is a fault.
 */
export const limitFrom = (
  values: Readonly<Record<string, SheetValue | null>>,
  name: string,
  known: Limit | null,
): { limit: Limit | null; faults: FieldFault[] } => {
  const value = values[name]
  const unit = values[`${name}Unit`]
  if (value === null && unit === null) return { limit: null, faults: [] }
  if (typeof value !== 'number') return { limit: null, faults: [{ path: name, code: 'administration.limit-figure' }] }
  if (typeof unit !== 'string') return { limit: null, faults: [{ path: `${name}Unit`, code: 'administration.limit-unit' }] }
  const closing = known?.value === value && known.unit === unit ? known.closing : undefined
  return { limit: { value, unit: unit as LimitUnit, ...(closing ? { closing } : {}) }, faults: [] }
}
