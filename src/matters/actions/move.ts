import type { Role } from '../../kernel/actor.ts'
import { lockDirectory } from '../../access/api.ts'
import { countMoves, successorsIn, touchedCodes, type ChangePlan, type Mover, type Placing } from '../../territory/api.ts'
import type { Point } from '../domain/state.ts'
import { lockOpenIn, readOpenIn } from '../store/moving.ts'
import { updateMatters } from '../store/write.ts'
import { changesOf } from './act.ts'
import { surroundings } from './circumstances.ts'
import { bySystem } from './commit.ts'

/** Matters written in one statement at most. */
const batchSize = 200

/**
 * Open matters of grids that end or are drawn anew. Each goes to the grid its point lies in afterwards; one without a point, or whose point lies in none, goes to the successor
 * that takes most of its grid, or stays in one that is drawn anew. Each gets an event in its journal, in the name of the person who changes the areas; where it
 * was filed stays, so that figures stay. What units must do about it goes to those who have the duty afterwards: staff must have moved before.
 */
export const matterMover: Mover = {
  prepare: surroundings,
  count: async (db, plan, place) => {
    const goal = goalsOf(plan, place)
    const open = await readOpenIn(db, touchedCodes(plan))
    return countMoves(open.map(({ areaCode, point }) => ({ from: areaCode, to: goal(areaCode, point) })))
  },
  move: async (tx, plan, place, { kernel, actor, now }) => {
    const goal = goalsOf(plan, place)
    const kept = await surroundings(kernel)
    const directory = await lockDirectory(tx)
    const around = { ...kept, dutyUnit: (role: Role, area: string) => directory.dutyUnit(role, area) }
    const touched = touchedCodes(plan)
    for (let after = '00000000-0000-0000-0000-000000000000'; touched.length > 0;) {
      const locked = await lockOpenIn(tx, touched, after, batchSize)
      const changes = locked.flatMap((matter) => {
        const { state } = matter
        const area = goal(state.areaCode, state.point)
        if (area === state.areaCode) return []
        const circumstances = around.of(actor, now, around.catalogue.procedure(state.procedure.digest), state)
        return changesOf(kernel, matter, [{ kind: 'area-changed', facts: { area } }], circumstances, around, bySystem)
      })
      await updateMatters(tx, changes)
      if (locked.length < batchSize) break
      after = locked.at(-1)?.state.id ?? after
    }
  },
}

const goalsOf = (plan: ChangePlan, place: Placing): ((from: string, point: Point | null) => string) => {
  const successors = successorsIn(plan)
  return (from, point) => (point && place([point.lon, point.lat])) ?? successors.get(from)?.[0] ?? from
}
