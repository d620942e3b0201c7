import type { EntryView } from '../../api/types.ts'

/** What of a matter's journal is shown: `main` is what people did and what changed for them. */
export type Group = 'main' | 'all' | EntryView['group']

export const groups: readonly Group[] = ['main', 'all', 'resident', 'work', 'assignment', 'clock']

// What follows from an act that stands beside it: a clock that begins, rests or ends, a unit’s share that moves on, a request that is noted. That a clock is near its end, over it, or
// moved, is news.
const routine: ReadonlySet<string> = new Set([
  'clock-started',
  'clock-stopped',
  'clock-paused',
  'assignment-changed',
  'requested',
  'request-decided',
])

export const isIn = (entry: Pick<EntryView, 'kind' | 'group'>, group: Group): boolean =>
  group === 'all' || (group === 'main' ? !routine.has(entry.kind) : entry.group === group)

/** Whether somebody did it, so that it is worth saying who. */
export const isAct = (entry: Pick<EntryView, 'kind'>): boolean => entry.kind === 'acted' || entry.kind === 'filed'

/** The entries of a group, newest first. One act may be recorded for the request and for the matter: it is told once. */
export const storyOf = (entries: readonly EntryView[], group: Group): readonly EntryView[] => {
  const again = (entry: EntryView): boolean =>
    entry.action !== null &&
    entry.unit === null &&
    entry.words.length === 0 &&
    entries.some((other) => other.n < entry.n && other.action === entry.action && other.at === entry.at)
  return entries.filter((entry) => isIn(entry, group) && !(group === 'main' && again(entry))).toSorted((a, b) => b.n - a.n)
}
