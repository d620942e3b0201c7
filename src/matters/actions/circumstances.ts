import { loadDirectory } from '../../access/api.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { formatDay, toDay } from '../../kernel/calendar/day.ts'
import { digestOfTicket } from '../../kernel/files/ticket.ts'
import { loadPlaces } from '../../territory/api.ts'
import { loadCatalogue, type Catalogue } from '../catalogue.ts'
import type { CategoryLimits, Circumstances } from '../domain/command.ts'
import type { Procedure } from '../domain/procedure.ts'
import { factsOf, officesFor } from '../domain/relations.ts'
import type { MatterState } from '../domain/state.ts'
import type { DutyUnit } from '../domain/tasks.ts'

/** What decisions read beside the state, as it stands now; all of it comes from memory once it was read. */
export interface Surroundings {
  readonly catalogue: Catalogue
  readonly dutyUnit: DutyUnit
  /** Circumstances of a command by this actor on a matter of this procedure; `state` is null at filing. */
  readonly of: (actor: Actor, now: Date, procedure: Procedure, state: MatterState | null, limits?: CategoryLimits) => Circumstances
}

const noLimits: CategoryLimits = { respond: null, handle: null }

export const surroundings = async (kernel: Kernel): Promise<Surroundings> => {
  const [catalogue, directory, places, district] = await Promise.all([
    loadCatalogue(kernel),
    loadDirectory(kernel),
    loadPlaces(kernel),
    kernel.district(),
  ])
  return {
    catalogue,
    dutyUnit: (role, areaCode) => directory.dutyUnit(role, areaCode),
    of: (actor, now, procedure, state, limits) => ({
      actor,
      now,
      procedure,
      district,
      offices: state ? officesFor(actor, factsOf(state)) : new Map(),
      limits: limits ?? (state?.category ? (catalogue.heldLimitsOf(state.category) ?? noLimits) : noLimits),
      isUnit: (id) => directory.isOpen(id, formatDay(toDay(now, district.zone))),
      limitsOf: catalogue.limitsOf,
      locate: (place) => places.locate(place),
      fileOf: (ticket) => digestOfTicket(kernel, ticket),
    }),
  }
}
