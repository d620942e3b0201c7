import type { GridBounds } from '../changes/fit.ts'
import { firstFit } from './exact.ts'
import type { WalkGraph } from './graph.ts'
import { seeded } from './heap.ts'
import { scored, usualAims } from './score.ts'
import type { Aims, Scored } from './score.ts'

export interface DivideOptions {
  readonly bounds: GridBounds
  readonly seed: number
  /** Of the whole community. */
  readonly squareMetres: number
  /** How many grids; as the bounds ask when left out. */
  readonly parts?: number | undefined
  readonly aims?: Aims | undefined
  /** How long it is tried, 1 as a rule. */
  readonly effort?: number | undefined
}

/** The atoms' grids, numbered from 0, and by how much the bounds are broken. */
export interface Division {
  readonly parts: number
  readonly partOf: readonly number[]
  readonly broken: number
}

const starts = 6
const smallest = 12

/**
 * Divides the atoms into grids, each in one piece along the ways. Grids grow from seeds; then atoms on a line change sides, at first also for the worse (simulated
 * annealing), as long as no grid falls apart. The same seed gives the same grids. Small communities are searched through, so that bounds that can be kept are kept.
 */
export const divide = (graph: WalkGraph, options: DivideOptions): Division => {
  const counts = options.parts === undefined ? countsOf(graph, options.bounds) : [options.parts]
  let best: Scored | null = null
  for (const parts of counts.filter((count) => count <= graph.atoms.length)) {
    const found = bestOf(graph, parts, options)
    if (!best || found.broken() < best.broken() - 1e-9) best = found
    if (best.broken() === 0) break
  }
  if (options.parts === undefined && (!best || best.broken() > 0)) {
    const fit = graph.atoms.length <= smallest ? firstFit(graph, options.bounds) : null
    if (fit) {
      const exact = (): Scored => scoredAs(graph, Math.max(...fit) + 1, Int32Array.from(fit), options)
      const polished = polish(graph, exact(), options, 1)
      // Polishing weighs the bounds against the rest and may give them up again.
      best = polished.broken() > 0 ? exact() : polished
    }
  }
  if (!best) return { parts: 1, partOf: graph.atoms.map(() => 0), broken: 0 }
  return { parts: best.parts, partOf: [...best.partOf], broken: best.broken() }
}

// How many grids the bounds allow, the number that gives them a middling size first.
const countsOf = ({ atoms }: WalkGraph, { fewestHouseholds, mostHouseholds, mostPersons }: GridBounds): readonly number[] => {
  const households = atoms.reduce((sum, atom) => sum + atom.households, 0)
  const persons = atoms.reduce((sum, atom) => sum + atom.persons, 0)
  const least = Math.max(1, Math.ceil(Math.max(households / mostHouseholds, persons / mostPersons)))
  const most = Math.max(least, Math.floor(households / Math.max(1, fewestHouseholds)))
  const middle = Math.max(households / ((fewestHouseholds + mostHouseholds) / 2), persons / mostPersons)
  return Array.from({ length: most - least + 1 }, (_, at) => least + at).toSorted(
    (one, other) => Math.abs(one - middle) - Math.abs(other - middle),
  )
}

const scoredAs = (graph: WalkGraph, parts: number, partOf: Int32Array, { bounds, squareMetres, aims = usualAims }: DivideOptions): Scored =>
  scored({ graph, parts, bounds, squareMetres, aims }, partOf)

const bestOf = (graph: WalkGraph, parts: number, options: DivideOptions): Scored => {
  const tries = Array.from({ length: parts === 1 ? 1 : starts }, (_, at) => {
    const seed = options.seed * 1009 + parts * 31 + at
    return polish(graph, scoredAs(graph, parts, growParts(graph, parts, seeded(seed)), options), options, seed)
  })
  return tries.reduce((best, each) => (each.total() < best.total() - 1e-12 ? each : best))
}

// Seeds far from one another; the grid with the fewest households takes the nearest atom at its edge.
const growParts = ({ atoms, steps }: WalkGraph, parts: number, random: () => number): Int32Array => {
  const partOf = new Int32Array(atoms.length).fill(-1)
  const away = new Float64Array(atoms.length).fill(Infinity)
  const distance = (one: number, other: number): number => {
    const [a, b] = [atoms[one]?.point ?? [0, 0], atoms[other]?.point ?? [0, 0]]
    return Math.hypot((a[0] - b[0]) * 0.77, a[1] - b[1])
  }
  const sizes: number[] = []
  const seeds: number[] = []
  for (let part = 0; part < parts; part++) {
    const rated = [...away].map((far, atom) => (seeds.includes(atom) ? -1 : (part === 0 ? 1 : far) * (0.4 + 0.6 * random())))
    const seed = rated.indexOf(Math.max(...rated))
    seeds.push(seed)
    partOf[seed] = part
    sizes.push(atoms[seed]?.households ?? 0)
    atoms.forEach((_, atom) => (away[atom] = Math.min(away[atom] ?? Infinity, distance(seed, atom))))
  }
  for (let left = atoms.length - parts; left > 0; left--) {
    let best: readonly [atom: number, part: number] | null = null
    let least = Infinity
    partOf.forEach((part, atom) => {
      if (part < 0) return
      for (const { to } of steps[atom] ?? []) {
        // Size first, distance to the seed between equals.
        const rated = (sizes[part] ?? 0) + 1e4 * distance(seeds[part] ?? 0, to)
        if (partOf[to] === -1 && rated < least) [best, least] = [[to, part], rated]
      }
    })
    if (!best) break
    const [atom, part]: readonly [number, number] = best
    partOf[atom] = part
    sizes[part] = (sizes[part] ?? 0) + (atoms[atom]?.households ?? 0)
  }
  return partOf
}

const polish = (graph: WalkGraph, state: Scored, options: DivideOptions, seed: number): Scored => {
  const atoms = graph.atoms.length
  if (state.parts < 2) return state
  const random = seeded(seed + 17)
  const rounds = Math.round((options.effort ?? 1) * Math.min(400_000, 3000 + 400 * atoms * Math.sqrt(state.parts)))
  let [best, least] = [Int32Array.from(state.partOf), state.total()]
  let now = least
  for (let round = 0; round < rounds; round++) {
    const heat = 0.6 * (1 - round / rounds) ** 3
    const atom = Math.floor(random() * atoms)
    const steps = graph.steps[atom] ?? []
    const to = state.partOf[steps[Math.floor(random() * steps.length)]?.to ?? atom] ?? 0
    if (to === state.partOf[atom]) continue
    now += attempt(graph, state, { atom, to, heat, random })
    if (now < least - 1e-9) [best, least] = [Int32Array.from(state.partOf), now]
  }
  const settled = scoredAs(graph, state.parts, best, options)
  for (let better = true; better;) better = settle(graph, settled)
  return settled
}

interface Attempt {
  readonly atom: number
  readonly to: number
  readonly heat: number
  readonly random: () => number
}

// Moves an atom, or half of the time changes it for one of the other side; undone when it does not hold together or is not taken. Gives what the score changed by.
const attempt = (graph: WalkGraph, state: Scored, { atom, to, heat, random }: Attempt): number => {
  const from = state.partOf[atom] ?? 0
  const swaps = random() < 0.5
  const taken = (change: number): boolean => change <= 0 || random() < Math.exp(-change / (heat + 1e-9))
  const change = state.difference(atom, to)
  if ((!swaps && !taken(change)) || !mayLeave(graph, state, atom)) return 0
  state.move(atom, to)
  if (!swaps) return change
  const back = backwards(graph, state, atom, from)
  const other = back[Math.floor(random() * back.length)]
  const whole = other === undefined ? Infinity : change + state.difference(other, from)
  if (other !== undefined && taken(whole) && mayLeave(graph, state, other)) {
    state.move(other, from)
    return whole
  }
  state.move(atom, from)
  return 0
}

// The atoms that could come back in exchange: of the grid the atom went to, at the edge of the one it left.
const backwards = ({ steps }: WalkGraph, { partOf }: Scored, atom: number, from: number): readonly number[] => {
  const found: number[] = []
  steps.forEach((list, each) => {
    if (each !== atom && partOf[each] === partOf[atom] && list.some(({ to }) => to !== atom && partOf[to] === from)) found.push(each)
  })
  return found
}

// Every single move that helps, until none is left.
const settle = (graph: WalkGraph, state: Scored): boolean => {
  let better = false
  graph.steps.forEach((steps, atom) => {
    for (const { to } of steps) {
      const part = state.partOf[to] ?? 0
      if (part === state.partOf[atom] || state.difference(atom, part) > -1e-9 || !mayLeave(graph, state, atom)) continue
      state.move(atom, part)
      better = true
    }
  })
  return better
}

// Whether its grid stays in one piece, and is not left empty, without the atom: all its neighbours there must still reach each other.
const mayLeave = ({ steps }: WalkGraph, { partOf, sizeOf }: Scored, atom: number): boolean => {
  const part = partOf[atom] ?? 0
  if (sizeOf(part) < 2) return false
  const own = (steps[atom] ?? []).filter(({ to }) => partOf[to] === part).map(({ to }) => to)
  const missing = new Set(own.slice(1))
  const seen = new Set([atom, ...own.slice(0, 1)])
  const open = own.slice(0, 1)
  for (let from = open.pop(); from !== undefined && missing.size > 0; from = open.pop())
    for (const { to } of steps[from] ?? []) {
      if (partOf[to] !== part || seen.has(to)) continue
      seen.add(to)
      missing.delete(to)
      open.push(to)
    }
  return missing.size === 0
}
