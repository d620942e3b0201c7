import { ok, type Result } from '../../kernel/result.ts'
import { settleAssignments } from './assigning.ts'
import { stageClock, stopAll, turnStageClock } from './clocks.ts'
import type { Circumstances } from './command.ts'
import { createDraft } from './draft.ts'
import type { NewEvent } from './events.ts'
import type { MatterState } from './state.ts'

/**
 * What the passing of time brings about: warnings whose moment has come, breaches, and stages that end by themselves. An escalation is an ordinary
 * consequence of a breach. Events are empty when nothing is due yet.
 */
export const decideFiring = (state: MatterState, circumstances: Circumstances): Result<readonly NewEvent[]> => {
  const draft = createDraft(state, state.id, circumstances)
  const now = circumstances.now.toISOString()
  const lapsed = state.clocks.find((clock) => clock.state === 'running' && clock.name === stageClock(state.stage) && clock.due <= now)
  if (lapsed) {
    const then = circumstances.procedure.stages[state.stage]?.then
    if (then) lapse(state, then, circumstances, draft)
    return ok(draft.events())
  }
  for (const clock of state.clocks) {
    if (clock.state !== 'running' || clock.name.startsWith(stageClock(''))) continue
    const latest = clock.warnings.filter((moment) => moment <= now).at(-1)
    if (latest !== undefined) draft.emit({ kind: 'clock-warned', facts: { id: clock.id, at: latest } })
    if (!clock.breached && clock.due <= now) draft.emit({ kind: 'clock-breached', facts: { id: clock.id } })
  }
  return ok(draft.events())
}

const lapse = (
  state: MatterState,
  then: { to: string; outcome?: string | undefined },
  circumstances: Circumstances,
  draft: ReturnType<typeof createDraft>,
): void => {
  const closes = circumstances.procedure.stages[then.to]?.final === true
  draft.emit({
    kind: 'acted',
    facts: {
      action: 'lapse',
      from: state.stage,
      to: then.to,
      unit: null,
      role: null,
      values: {},
      files: [],
      reaches: closes ? ['closed'] : [],
      ...(then.outcome ? { outcome: then.outcome } : {}),
      ...(closes ? { closes } : {}),
    },
  })
  if (closes) stopAll(draft, circumstances)
  settleAssignments(draft, state, circumstances)
  turnStageClock(draft, state.stage, circumstances)
}

/** When the matter next needs the poller: the earliest warning, due time not told yet, or end of a stage. Null when nothing runs. */
export const nextFiring = (state: MatterState): string | null => {
  const moments = state.clocks
    .filter((clock) => clock.state === 'running')
    .flatMap((clock) => [...clock.warnings, ...(clock.breached ? [] : [clock.due])])
  return moments.toSorted()[0] ?? null
}
