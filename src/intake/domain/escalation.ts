import type { Procedure } from '../../matters/api.ts'

/** One step of what happens when time runs out: a text key with what it says. */
export interface EscalationStep {
  readonly key: string
  readonly params: Readonly<Record<string, number>>
}

/** What follows as a matter's time runs out, read from its procedure: warnings, breach, who is told, and the third "not fixed". */
export const escalationOf = (procedure: Procedure): EscalationStep[] => {
  const clocks = Object.values(procedure.clocks).filter((clock) => clock.per === 'matter' && clock.shown)
  const escalating = clocks.find((clock) => clock.breach.some((breach) => breach.escalate)) ?? clocks.at(-1)
  if (!escalating) return []
  const steps: EscalationStep[] = escalating.warn
    .toSorted((a, b) => a - b)
    .map((share) => ({ key: 'chain.warn', params: { percent: Math.round(share * 100) } }))
  steps.push({ key: escalating.breach.some((breach) => breach.escalate) ? 'chain.breach-up' : 'chain.breach', params: {} })
  const actions = Object.values(procedure.stages).flatMap((stage) => Object.values(stage.actions))
  const again = actions.find((action) => action.counts === 'reopened')
  if (again) steps.push({ key: 'chain.not-fixed', params: { days: again.within?.value ?? 30 } })
  if (actions.some((action) => action.fromThird)) steps.push({ key: 'chain.third', params: {} })
  return steps
}
