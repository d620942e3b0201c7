import type { FieldFault } from '../../../kernel/result.ts'
import { coverageOf } from '../changes/coverage.ts'
import { leastGround, type GridBounds } from '../changes/fit.ts'
import type { AreaCode } from '../code.ts'
import { areaOf, polygonsOf } from '../geometry.ts'
import type { Point, Surface } from '../geometry.ts'
import { isSurface, readSurface } from '../geojson.ts'
import { flatten, hitOf } from '../inside.ts'
import { atomsOf } from './atoms.ts'
import type { Atom, PlanBuilding } from './atoms.ts'
import { divide } from './divide.ts'
import { walkGraph } from './graph.ts'
import type { WalkGraph } from './graph.ts'
import { walksOn } from './network.ts'
import type { StreetNetwork } from './network.ts'
import { surfacesOf } from './outline.ts'
import { dealGround } from './raster.ts'
import type { Raster } from './raster.ts'
import type { Aims } from './score.ts'

export interface PlanInput {
  readonly buildings: readonly PlanBuilding[]
  readonly network: StreetNetwork
  readonly communities: readonly { readonly code: AreaCode; readonly boundary: Surface }[]
}

export interface PlanOptions {
  readonly bounds: GridBounds
  /** The same seed and input give the same plan. */
  readonly seed: number
  readonly aims?: Aims
  /** How long it is tried, 1 as a rule. */
  readonly effort?: number
  /** How many grids a community shall have; as the bounds ask when left out. */
  readonly parts?: ReadonlyMap<AreaCode, number>
}

/** One proposed grid. */
export interface PlannedGrid {
  readonly buildings: readonly string[]
  readonly households: number
  readonly persons: number
  readonly workload: number
  readonly boundary: Surface | null
}

/** The proposal for one community. */
export interface CommunityPlan {
  readonly community: AreaCode
  readonly grids: readonly PlannedGrid[]
  /** What was divided, and the grid of each atom: for moving a house by hand. */
  readonly graph: WalkGraph
  readonly partOf: readonly number[]
  /** Compounds too large for any grid, and grids beyond the bounds. */
  readonly warnings: readonly FieldFault[]
}

export interface Plan {
  readonly communities: readonly CommunityPlan[]
  /** Buildings outside every community. */
  readonly unplaced: readonly string[]
}

/**
 * Proposes grids for every community: each in one piece along the streets, none crossing a community, compounds whole, within the bounds wherever compounds allow, even
 * in workload, compact, with few streets cut. A compound that stands in two communities is one in each. A community without buildings is one grid.
 */
export const planGrids = ({ buildings, network, communities }: PlanInput, options: PlanOptions): Plan => {
  const walks = walksOn(network)
  const flat = communities.map(({ boundary }) => polygonsOf(boundary).map(flatten))
  const communityOf = (point: Point): number =>
    flat.findIndex((polygons) => polygons.some((polygon) => hitOf(polygon, point) !== 'outside'))
  const placed = Map.groupBy(buildings, ({ point }) => communityOf(point))
  return {
    unplaced: (placed.get(-1) ?? []).map(({ id }) => id),
    communities: communities.map(({ code, boundary }, at): CommunityPlan => {
      const atoms = atomsOf(placed.get(at) ?? [])
      const raster = dealGround(boundary, atoms)
      const graph = walkGraph(atoms, raster, walks)
      const { bounds, seed, aims, effort } = options
      const { parts, partOf } = divide(graph, {
        bounds,
        seed,
        aims,
        effort,
        squareMetres: areaOf(boundary),
        parts: options.parts?.get(code),
      })
      const surfaces = outlinesOf(boundary, raster, atoms, partOf, parts)
      const grids = surfaces.map((surface, part) =>
        gridOf(
          atoms.filter((_, atom) => partOf[atom] === part),
          surface,
        ),
      )
      return { community: code, grids, graph, partOf, warnings: warningsOf(grids, atoms, bounds) }
    }),
  }
}

/** The surfaces of a division that a person has changed by hand, without gap or overlap. */
export const outlinesOf = (
  boundary: Surface,
  raster: Raster,
  atoms: readonly Atom[],
  partOf: readonly number[],
  parts: number,
): readonly (Surface | null)[] => {
  if (atoms.length === 0 || parts === 1) return [boundary]
  // Smooth lines first; where they would cross one another or leave a house on the wrong side, closer to the cells.
  for (const smooth of [1.4, 1, 0.6]) {
    const surfaces = surfacesOf(boundary, raster, partOf, parts, smooth)
    if (isRight(boundary, surfaces, atoms, partOf)) return surfaces
  }
  return surfacesOf(boundary, raster, partOf, parts, 0)
}

const isRight = (boundary: Surface, surfaces: readonly (Surface | null)[], atoms: readonly Atom[], partOf: readonly number[]): boolean => {
  const present = surfaces.filter((surface) => surface !== null)
  const { gap, outside, overlaps } = coverageOf(boundary, present)
  if (
    gap > leastGround ||
    outside.some((metres) => metres > leastGround) ||
    overlaps.some(({ squareMetres }) => squareMetres > leastGround)
  )
    return false
  if (!present.every((surface) => isSurface(readSurface({ id: null, properties: {}, ...surface }, '')))) return false
  const flat = surfaces.map((surface) => (surface ? polygonsOf(surface).map(flatten) : []))
  return atoms.every(({ buildings }, atom) =>
    buildings.every(({ point }) => flat[partOf[atom] ?? 0]?.some((polygon) => hitOf(polygon, point) !== 'outside')),
  )
}

const gridOf = (atoms: readonly Atom[], boundary: Surface | null): PlannedGrid => ({
  buildings: atoms.flatMap(({ buildings }) => buildings.map(({ id }) => id)),
  households: atoms.reduce((sum, atom) => sum + atom.households, 0),
  persons: atoms.reduce((sum, atom) => sum + atom.persons, 0),
  workload: atoms.reduce((sum, atom) => sum + atom.workload, 0),
  boundary,
})

const warningsOf = (grids: readonly PlannedGrid[], atoms: readonly Atom[], bounds: GridBounds): readonly FieldFault[] => {
  const { mostHouseholds: most, mostPersons, fewestHouseholds: fewest } = bounds
  const isOver = ({ households, persons }: Pick<Atom, 'households' | 'persons'>): boolean => households > most || persons > mostPersons
  const compounds = atoms.filter(isOver).map(({ buildings, households, persons }): FieldFault => {
    const params = { compound: buildings[0]?.compound ?? buildings[0]?.id ?? '', households, persons, most, mostPersons }
    return { path: 'buildings', code: 'territory.plan.compound-too-large', params }
  })
  const sizes = grids.flatMap((grid, at): FieldFault[] => {
    const { households, persons } = grid
    if (isOver(grid))
      return [{ path: `grids.${at}`, code: 'territory.change.too-many', params: { households, persons, most, mostPersons } }]
    return households < fewest ? [{ path: `grids.${at}`, code: 'territory.change.too-few', params: { households, persons, fewest } }] : []
  })
  return [...compounds, ...sizes]
}
