import type { Procedure } from './procedure.ts'
import { nextFiring } from './firing.ts'
import { listedOf } from './listed.ts'
import { factsOf } from './relations.ts'
import type { MatterState } from './state.ts'
import { nextDue } from './tasks.ts'

/** The columns of a matter's row that follow from its state. Pure, so that a recomputation gives the same row. */
export const rowOf = (state: MatterState, procedure: Procedure) => {
  const facts = factsOf(state)
  return {
    n: state.n,
    procedure_id: state.procedure.id,
    procedure_digest: state.procedure.digest,
    stage: state.stage,
    outcome: state.outcome,
    nature: state.nature,
    category: state.category,
    sensitivity: state.sensitivity,
    restricted: state.restricted,
    about_unit: state.aboutUnit,
    area_code: state.areaCode,
    located: state.located,
    lon: state.point?.lon ?? null,
    lat: state.point?.lat ?? null,
    lead_unit: facts.leadUnit,
    units: [...facts.units],
    known_to: [...facts.knownTo],
    due_at: nextDue(state),
    late: state.clocks.some((clock) => clock.state === 'late' || clock.breached) && isOfficial(state, procedure),
    fire_at: nextFiring(state),
    returned: state.counts.returned,
    reopened: state.counts.reopened,
    joined: state.counts.joined,
    solved: state.rating?.solved ?? state.verification?.solved ?? null,
    satisfaction: state.rating?.satisfaction ?? null,
    excluded: state.excluded !== null,
    answered_at: state.reached.answered ?? null,
    closed_at: state.closedAt,
    released_at: state.released?.at ?? null,
    merged_into: state.mergedInto,
    listed: listedOf(state),
  }
}

// A matter is late by a clock the resident is shown; inner ones only warn the office.
const isOfficial = (state: MatterState, procedure: Procedure): boolean =>
  state.clocks.some(
    (clock) => (clock.state === 'late' || clock.breached) && procedure.clocks[clock.name]?.shown !== false && clock.assignment === null,
  )

export type MatterRow = ReturnType<typeof rowOf>
