import type { Actor } from '../kernel/actor.ts'
import type { Sql } from '../kernel/database/open.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { ChangePlan } from './domain/changes/decide.ts'
import type { Inhabitants } from './domain/changes/fit.ts'
import type { AreaCode } from './domain/code.ts'
import type { Point } from './domain/geometry.ts'

/** Where a point lies among the community's grids afterwards; null in none of them. */
export type Placing = (point: Point) => AreaCode | null

/** Things of one area that go to one other; `to` is null for those that no point places: a person must. */
export interface Moved {
  readonly from: AreaCode
  readonly to: AreaCode | null
  readonly count: number
}

/** Who changes the areas, and when. */
export interface Moving {
  readonly kernel: Kernel
  readonly actor: Actor
  readonly now: Date
}

/** What another capability keeps by area: open matters, dwellings, staff. Only the areas that end or are drawn anew concern it. */
export interface Mover {
  /** Brings into memory what `move` reads from the kernel's caches: inside the transaction they cannot be filled. */
  prepare?(kernel: Kernel): Promise<unknown>
  /** What would move, for the person to see first. Reads only. */
  count(db: Sql, plan: ChangePlan, place: Placing): Promise<readonly Moved[]>
  /** Moves it, in the transaction that changes the areas. A thrown fault undoes the whole change. */
  move(tx: Sql, plan: ChangePlan, place: Placing, by: Moving): Promise<void>
  /** Lets this process forget what it kept of the state before, once all of it is written. */
  forget?(kernel: Kernel): void
}

/** What moves with areas, by name (`matters`, `dwellings`), in this order; and who lives in the grids afterwards, where a register knows. */
export interface Movers {
  readonly things: Readonly<Record<string, Mover>>
  readonly inhabitants?: (db: Sql, plan: ChangePlan, place: Placing) => Promise<ReadonlyMap<AreaCode, Inhabitants>>
}

/** The codes whose ground is dealt out anew. */
export const touchedCodes = (plan: ChangePlan): readonly AreaCode[] => [...plan.ended, ...plan.redrawn].map(({ code }) => code)

/** Sums up where single things go. */
export const countMoves = (
  things: readonly { readonly from: AreaCode; readonly to: AreaCode | null; readonly count?: number }[],
): readonly Moved[] => {
  const sums = new Map<string, { from: AreaCode; to: AreaCode | null; count: number }>()
  for (const { from, to, count = 1 } of things) {
    if (from === to || count === 0) continue
    const key = `${from} ${to ?? ''}`
    const sum = sums.get(key) ?? { from, to, count: 0 }
    sum.count += count
    sums.set(key, sum)
  }
  return [...sums.values()].toSorted((one, other) => (one.from + (one.to ?? '') < other.from + (other.to ?? '') ? -1 : 1))
}
