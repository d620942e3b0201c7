import type { Point } from '../geometry.ts'

/** A building as the planner sees it: where it stands and what it brings. */
export interface PlanBuilding {
  readonly id: string
  readonly point: Point
  readonly households: number
  readonly persons: number
  /** Expected work: past matters, or any other measure that adds up. */
  readonly workload: number
  /** Buildings of one compound stay together. */
  readonly compound?: string | undefined
  /** Buildings of one street are kept together where that costs little. */
  readonly street?: string | undefined
}

/** What stays whole: a compound, or a building of none. */
export interface Atom {
  readonly buildings: readonly PlanBuilding[]
  readonly streets: ReadonlySet<string>
  /** Centre of its buildings, by people. */
  readonly point: Point
  readonly households: number
  readonly persons: number
  readonly workload: number
}

/** The atoms of one community's buildings, in the order of their first building's id. */
export const atomsOf = (buildings: readonly PlanBuilding[]): readonly Atom[] => {
  const groups = Map.groupBy(
    buildings.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    ({ id, compound }) => (compound ? `compound ${compound}` : `building ${id}`),
  )
  return [...groups.values()].map((group) => {
    const sum = (pick: (building: PlanBuilding) => number): number => group.reduce((total, building) => total + pick(building), 0)
    const weight = sum(weightOf)
    return {
      buildings: group,
      streets: new Set(group.flatMap(({ street }) => street ?? [])),
      point: [sum((each) => each.point[0] * weightOf(each)) / weight, sum((each) => each.point[1] * weightOf(each)) / weight],
      households: sum(({ households }) => households),
      persons: sum(({ persons }) => persons),
      workload: sum(({ workload }) => workload),
    }
  })
}

// A house where nobody lives still has to be walked to.
const weightOf = ({ households }: PlanBuilding): number => 1 + households
