import { countAreaStaff, forgetAuthority, succeedAreas } from '../access/api.ts'
import type { Sql } from '../kernel/database/open.ts'
import type { ChangePlan } from './domain/changes/decide.ts'
import { successorsIn } from './domain/changes/successors.ts'
import { countMoves, touchedCodes, type Mover, type Placing } from './moving.ts'
import { movePlaces, readPlacesOf } from './store.ts'

/** Territory's own: the named places by which people say where something is. */
export const places: Mover = {
  count: async (db, plan, place) => countMoves(await placesMoved(db, plan, place)),
  move: async (tx, plan, place) => {
    const moved = Map.groupBy(await placesMoved(tx, plan, place), ({ to }) => to)
    for (const [to, list] of moved)
      await movePlaces(
        tx,
        list.map(({ id }) => id),
        // What lies in no grid any more still lies in the community.
        to ?? plan.community,
      )
  },
}

const placesMoved = async (
  db: Sql,
  plan: ChangePlan,
  place: Placing,
): Promise<readonly { id: string; from: string; to: string | null }[]> =>
  (await readPlacesOf(db, touchedCodes(plan)))
    .map(({ id, areaCode, lon, lat }) => ({ id, from: areaCode, to: place([lon, lat]) }))
    .filter(({ from, to }) => from !== to)

/**
 * People whose units serve a grid that ends, by a scope or a duty: they go on with every grid that takes over its ground. A grid drawn anew keeps its people.
 */
export const staff: Mover = {
  count: async (db, plan) => {
    const people = await countAreaStaff(
      db,
      plan.ended.map(({ code }) => code),
      plan.day,
    )
    const counted = [...successorsIn(plan)].flatMap(([from, codes]) => codes.map((to) => ({ from, to, count: people.get(from) ?? 0 })))
    return countMoves(counted)
  },
  move: (tx, plan, _place, { kernel, actor, now }) => succeedAreas(kernel, tx, actor, successorsIn(plan), now),
  forget: forgetAuthority,
}
