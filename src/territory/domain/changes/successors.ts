import type { AreaCode } from '../code.ts'
import { areaOf } from '../geometry.ts'
import { overlapArea } from '../rings.ts'
import type { ChangePlan } from './decide.ts'
import { leastGround } from './fit.ts'

// A neighbour drawn a hair's breadth over the old line has not taken the grid over.
const leastShare = 0.01

/**
 * Of each grid that ends, the grids that take over its ground, the one that takes most first. One without a boundary, or whose ground nobody drew, goes to all grids
 * that begin, or else to its community.
 */
export const successorsIn = (
  plan: Pick<ChangePlan, 'community' | 'ended' | 'added' | 'redrawn'>,
): ReadonlyMap<AreaCode, readonly AreaCode[]> =>
  new Map(
    plan.ended.map(({ code, boundary }) => {
      const taken = boundary
        ? [...plan.added, ...plan.redrawn]
            .map((area) => ({ code: area.code, ground: area.boundary ? overlapArea(boundary, area.boundary) : 0 }))
            .filter(({ ground }) => ground > Math.max(leastGround, leastShare * areaOf(boundary)))
            .toSorted((one, other) => other.ground - one.ground || (one.code < other.code ? -1 : 1))
        : []
      const codes = (taken.length > 0 ? taken : plan.added).map((each) => each.code)
      return [code, codes.length > 0 ? codes : [plan.community]]
    }),
  )
