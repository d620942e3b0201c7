import { createHash } from 'node:crypto'
import type { Actor } from '../../kernel/actor.ts'
import { type DayNumber, toDay } from '../../kernel/calendar/day.ts'
import { buildWorkingCalendar, changedDays, type HolidayNotice } from '../../kernel/calendar/working.ts'
import type { Sql } from '../../kernel/database/open.ts'
import type { Job } from '../../kernel/jobs.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { surroundings, type Surroundings } from '../actions/circumstances.ts'
import { changesOf } from '../actions/act.ts'
import { bySystem } from '../actions/commit.ts'
import { recompute } from '../domain/clocks.ts'
import { createDraft } from '../domain/draft.ts'
import type { MatterClock } from '../domain/state.ts'
import { lockMatter, type Locked } from '../store/read.ts'
import type { Changes } from '../store/write.ts'
import { lockOpenAfter, readCalendarMark, readHolidayNotices, saveCalendarMark, type CalendarMark } from './store.ts'
import { faultName, inBatch } from './batch.ts'

const actor: Actor = { kind: 'system', name: 'calendar' }
const batchSize = 100

/**
 * When a holiday notice was loaded: computes anew, by events, the due time of every running clock that runs over a day which is now worked or announced otherwise.
 * Not only provisional ones: a notice may change the last days of the year before it. A paused clock gets its new due time when it runs on. Gives how many
 * matters changed. Cut off, it begins again: what was done gives no further event.
 */
export const recomputeCalendar = async (kernel: Kernel, now: Date): Promise<number> => {
  const notices = await readHolidayNotices(kernel.db.sql)
  const digest = createHash('sha256').update(JSON.stringify(notices)).digest('hex')
  const mark = await readCalendarMark(kernel.db.sql)
  if (!mark) {
    await saveCalendarMark(kernel.db.sql, { digest, notices, retry: null }, now)
    return 0
  }
  if (mark.digest === digest && !mark.retry) return 0
  const around = await surroundings(kernel)
  const { calendar } = await kernel.district()
  // What this process keeps of the settings may be a second old: then the next run sees it.
  if (changedDays(calendar, buildWorkingCalendar(notices)).length > 0) return 0
  return mark.digest === digest ? retry(kernel, mark, around, now) : recomputeAll(kernel, { digest, notices }, mark, around, now)
}

const recomputeAll = async (
  kernel: Kernel,
  next: { digest: string; notices: readonly HolidayNotice[] },
  mark: CalendarMark,
  around: Surroundings,
  now: Date,
): Promise<number> => {
  const changed = changedDays(buildWorkingCalendar(mark.notices), buildWorkingCalendar(next.notices))
  const days = [...new Set([...changed, ...(mark.retry?.days ?? [])])].toSorted((a, b) => a - b)
  const tally = newTally()
  for (let after = '00000000-0000-0000-0000-000000000000'; days.length > 0;) {
    const outcome = await workBatch(kernel, around, now, days, tally, (tx) => lockOpenAfter(tx, after, batchSize))
    if (outcome.length < batchSize) break
    after = outcome.at(-1) ?? after
  }
  await finish(kernel, next, days, tally, now)
  return tally.changed
}

// The few whose own fault kept them from it are tried again by themselves, without going through all open matters each time.
const retry = async (kernel: Kernel, mark: CalendarMark, around: Surroundings, now: Date): Promise<number> => {
  const tally = newTally()
  const { days, ids } = mark.retry ?? { days: [], ids: [] }
  for (const id of ids)
    await workBatch(kernel, around, now, days, tally, async (tx) => [await lockMatter(tx, id)].filter((matter) => matter !== null))
  await finish(kernel, mark, days, tally, now)
  return tally.changed
}

interface Tally {
  changed: number
  readonly failed: string[]
}

const newTally = (): Tally => ({ changed: 0, failed: [] })

const finish = (
  kernel: Kernel,
  mark: Pick<CalendarMark, 'digest' | 'notices'>,
  days: readonly DayNumber[],
  tally: Tally,
  now: Date,
): Promise<void> => {
  const left = tally.failed.length > 0 ? { ids: tally.failed, days } : null
  return saveCalendarMark(kernel.db.sql, { digest: mark.digest, notices: mark.notices, retry: left }, now)
}

const workBatch = async (
  kernel: Kernel,
  around: Surroundings,
  now: Date,
  days: readonly DayNumber[],
  tally: Tally,
  claim: (tx: Sql) => Promise<readonly Locked[]>,
): Promise<string[]> => {
  const outcome = await inBatch(kernel, claim, (matter) => recomputed(kernel, matter, around, days, now))
  tally.changed += outcome.done.filter(({ events }) => events > 0).length
  for (const { id, fault } of outcome.failed) {
    kernel.log.error({ matter: id, fault: faultName(fault) }, 'the due times of a matter could not be recomputed')
    tally.failed.push(id)
  }
  return [...outcome.done, ...outcome.failed].map(({ id }) => id).toSorted()
}

const recomputed = (kernel: Kernel, locked: Locked, around: Surroundings, days: readonly DayNumber[], now: Date): Changes | null => {
  const { state } = locked
  const circumstances = around.of(actor, now, around.catalogue.procedure(state.procedure.digest), state)
  const draft = createDraft(state, state.id, circumstances)
  const { zone } = circumstances.district
  const touched = (clock: MatterClock): boolean => isBetween(days, toDay(new Date(clock.startedAt), zone), toDay(new Date(clock.due), zone))
  for (const clock of state.clocks) if (clock.state === 'running' && touched(clock)) recompute(draft, clock, circumstances)
  return draft.events().length === 0 ? null : changesOf(kernel, locked, draft.events(), circumstances, around, bySystem)
}

const isBetween = (days: readonly DayNumber[], first: DayNumber, last: DayNumber): boolean => {
  const next = days.find((day) => day >= first)
  return next !== undefined && next <= last
}

export const calendarJob: Job = {
  name: 'matters.calendar',
  every: 30_000,
  lease: 600_000,
  run: async (kernel, now) => {
    await recomputeCalendar(kernel, now)
    return false
  },
}
