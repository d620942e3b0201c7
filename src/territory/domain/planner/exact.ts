import type { GridBounds } from '../changes/fit.ts'
import type { WalkGraph } from './graph.ts'

/** Any division in which every grid hangs together and keeps the bounds, by trying all; null when there is none. For a dozen atoms at most. */
export const firstFit = ({ atoms, steps }: WalkGraph, bounds: GridBounds): number[] | null => {
  const all = (1 << atoms.length) - 1
  const beside = steps.map((list) => list.reduce((mask, { to }) => mask | (1 << to), 0))
  const fits = (mask: number): boolean => {
    const inside = atoms.filter((_, at) => (mask & (1 << at)) !== 0)
    const households = inside.reduce((sum, atom) => sum + atom.households, 0)
    const persons = inside.reduce((sum, atom) => sum + atom.persons, 0)
    const kept = households >= bounds.fewestHouseholds && households <= bounds.mostHouseholds && persons <= bounds.mostPersons
    return kept && hangsTogether(mask, beside)
  }
  const good = Uint8Array.from({ length: all + 1 }, (_, mask) => Number(mask !== 0 && fits(mask)))
  // The grid taken first of the atoms in the mask; -1 not tried yet, 0 no way.
  const first = new Int32Array(all + 1).fill(-1)
  const cover = (mask: number): boolean => {
    if (mask === 0) return true
    if (first[mask] !== -1) return first[mask] !== 0
    first[mask] = 0
    const lowest = mask & -mask
    for (let part = mask; part > 0; part = (part - 1) & mask)
      if ((part & lowest) !== 0 && good[part] === 1 && cover(mask ^ part)) {
        first[mask] = part
        return true
      }
    return false
  }
  if (!cover(all)) return null
  const partOf = atoms.map(() => 0)
  for (let [mask, number] = [all, 0]; mask !== 0; mask ^= first[mask] ?? mask, number++)
    partOf.forEach((_, at) => {
      if (((first[mask] ?? 0) & (1 << at)) !== 0) partOf[at] = number
    })
  return partOf
}

const hangsTogether = (mask: number, beside: readonly number[]): boolean => {
  let reached = mask & -mask
  for (let grown = 0; grown !== reached;) {
    grown = reached
    beside.forEach((neighbours, at) => {
      if ((grown & (1 << at)) !== 0) reached |= neighbours & mask
    })
  }
  return reached === mask
}
