import type { FieldFault } from '../../../kernel/result.ts'
import type { Area, AreaCode } from '../code.ts'
import { areaOf } from '../geometry.ts'
import type { Surface } from '../geometry.ts'
import { coverageOf } from './coverage.ts'
import { dissolve } from './dissolve.ts'

/** Square metres below which a crack or an overlap is a matter of drawing: as in `readBoundaries`. */
export const leastGround = 50

const share = 0.005

/** How many households and persons a grid should have; data, with the rule it comes from. */
export interface GridBounds {
  readonly fewestHouseholds: number
  readonly mostHouseholds: number
  readonly mostPersons: number
}

/** People who live in a grid. */
export interface Inhabitants {
  readonly households: number
  readonly persons: number
}

export const isApart = (surface: Surface): boolean => surface.type === 'MultiPolygon' && surface.coordinates.length > 1

interface Fit {
  readonly community: Area
  readonly before: readonly Area[]
  readonly after: readonly Area[]
  /** Where the person drew the grid; null for one that stays as it was. */
  readonly pathOf: (code: AreaCode) => string | null
}

/**
 * Faults of the grids as they would stand, against their community: ground that has lost its grid, grids beyond the community, grids over each other. What was wrong
 * before and is no worse is not told: a change mends what it touches only. Where the community has no boundary, the ground its grids had stands for it.
 */
export const fitFaults = ({ community, before, after, pathOf }: Fit): readonly FieldFault[] => {
  const old = before.flatMap(({ boundary }) => boundary ?? [])
  const whole = community.boundary ?? dissolve(old)
  const drawn = after.filter(({ boundary }) => boundary !== null)
  if (!whole) return []
  const least = Math.max(leastGround, 1e-4 * areaOf(whole))
  const now = coverageOf(
    whole,
    drawn.flatMap(({ boundary }) => boundary ?? []),
  )
  const faults: FieldFault[] = []
  const lost = now.gap - (old.length > 0 ? coverageOf(whole, old).gap : 0)
  if (lost > least) faults.push({ path: 'boundary', code: 'territory.change.gap', params: { squareMetres: Math.round(lost) } })
  drawn.forEach(({ code, boundary }, at) => {
    const path = pathOf(code)
    const beyond = now.outside[at] ?? 0
    if (!path || !boundary || beyond <= Math.max(leastGround, share * areaOf(boundary))) return
    faults.push({ path, code: 'territory.boundary.outside', params: { code, percent: Math.ceil((100 * beyond) / areaOf(boundary)) } })
  })
  for (const { one, other, squareMetres } of now.overlaps) {
    const [first, second] = [drawn[one], drawn[other]]
    if (!first?.boundary || !second?.boundary) continue
    const [path, otherPath] = [pathOf(first.code), pathOf(second.code)]
    const most = Math.max(leastGround, share * Math.min(areaOf(first.boundary), areaOf(second.boundary)))
    if (squareMetres <= most || (path === null && otherPath === null)) continue
    const params = { code: first.code, other: second.name, squareMetres: Math.round(squareMetres) }
    faults.push({ path: path ?? otherPath ?? '', code: 'territory.boundary.overlap', params })
  }
  return faults
}

/** Grids whose people are fewer or more than the bounds: told, not refused (the rule is a recommended size). Dedicated grids have no households to count. */
export const sizeWarnings = (
  grids: readonly Pick<Area, 'code' | 'kind'>[],
  people: ReadonlyMap<AreaCode, Inhabitants>,
  bounds: GridBounds,
): readonly FieldFault[] =>
  grids.flatMap(({ code, kind }): readonly FieldFault[] => {
    const { households, persons } = people.get(code) ?? { households: 0, persons: 0 }
    if (kind === 'dedicated') return []
    const { fewestHouseholds: fewest, mostHouseholds: most, mostPersons } = bounds
    if (households > most || persons > mostPersons)
      return [{ path: code, code: 'territory.change.too-many', params: { households, persons, most, mostPersons } }]
    return households < fewest ? [{ path: code, code: 'territory.change.too-few', params: { households, persons, fewest } }] : []
  })
