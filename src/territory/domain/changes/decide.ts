import { ok, refuseFields } from '../../../kernel/result.ts'
import type { FieldFault, Result } from '../../../kernel/result.ts'
import { isValidOn, isWithin, parentOf } from '../code.ts'
import type { Area, AreaCode } from '../code.ts'
import type { Surface } from '../geometry.ts'
import { isSurface, readSurface } from '../geojson.ts'
import { overlapArea } from '../rings.ts'
import { nextCodes, numberingOrder } from './codes.ts'
import { dissolve } from './dissolve.ts'
import { fitFaults, isApart, leastGround } from './fit.ts'
import { dayBefore, outdated } from './history.ts'
import type { Drawing } from './history.ts'

/** A surface from outside: nothing of its coordinates has been looked at. */
export interface DrawnSurface {
  readonly type: string
  readonly coordinates: unknown
}

/**
 * What a person asks for in one community: grids that end, grids that begin, grids drawn anew. One that ends and several that begin are a split; several that
 * end and one that begins, a merge, whose boundary may be left to follow from them; a whole plan is any number of both.
 */
export interface AreaChange {
  readonly community: AreaCode
  readonly ended: readonly AreaCode[]
  readonly added: readonly {
    readonly name: string
    readonly nameEn?: string | null | undefined
    readonly kind: 'basic' | 'dedicated'
    /** Null: the grids that end, put together. */
    readonly boundary: DrawnSurface | null
  }[]
  readonly redrawn: readonly { readonly code: AreaCode; readonly boundary: DrawnSurface }[]
}

/** What the change does, ready to be written. */
export interface ChangePlan {
  readonly kind: 'split' | 'merge' | 'redraw' | 'replan'
  readonly community: AreaCode
  /** First day of the new state. */
  readonly day: string
  /** As they will stand: with their last day. */
  readonly ended: readonly Area[]
  /** With their codes and predecessors. */
  readonly added: readonly Area[]
  /** With their new boundaries. */
  readonly redrawn: readonly Area[]
  /** Boundaries that stand no longer, to be kept for questions about past days. */
  readonly drawings: readonly Drawing[]
  /** The community's grids afterwards. */
  readonly after: readonly Area[]
}

interface Read {
  readonly added: readonly (Surface | null)[]
  readonly redrawn: readonly (Surface | null)[]
  readonly faults: readonly FieldFault[]
}

/**
 * Decides a change of grids from every area ever valid, as of `day`. Refuses with all faults at once: codes that are not grids in force in the community
 * (`territory.change.not-in-force`), named twice, of another county (`territory.boundary.not-in-county`), names left out, everything `readSurface` finds, grids
 * beyond their community, over each other, or leaving ground that had a grid without one (`.outside`, `.overlap`, `territory.change.gap`), a merge of grids that do
 * not touch (`.apart`), and no code left (`.no-code`).
 */
export const decideChange = (areas: readonly Area[], change: AreaChange, day: string): Result<ChangePlan> => {
  const present = areas.filter((area) => isValidOn(area, day))
  const community = present.find(({ code, level }) => code === change.community && level === 'community')
  const grids = present.filter(({ code, level }) => level === 'grid' && parentOf(code) === change.community)
  const named = codeFaults(change, present, community, grids)
  const read = readDrawn(change, grids)
  const early = [...named, ...nameFaults(change), ...read.faults]
  if (early.length > 0 || !community) return refuseFields(early)
  const codes = nextCodes(areas, change.community, change.added.length)
  if (codes.length < change.added.length)
    return refuseFields([{ path: 'added', code: 'territory.change.no-code', params: { community: change.community } }])
  const plan = draw({ change, grids, codes, day }, read)
  const faults = fitFaults({ community, before: grids, after: plan.after, pathOf: pathsOf(change, plan, read) })
  return faults.length > 0 ? refuseFields(faults) : ok(plan)
}

const codeFaults = (
  change: AreaChange,
  present: readonly Area[],
  community: Area | undefined,
  grids: readonly Area[],
): readonly FieldFault[] => {
  const faults: FieldFault[] = []
  const county = present.find(({ level }) => level === 'county')?.code ?? ''
  const wrong = (path: string, code: string): void => {
    const foreign = county !== '' && !isWithin(code, county)
    if (foreign) faults.push({ path, code: 'territory.boundary.not-in-county', params: { code, county } })
    else faults.push({ path, code: 'territory.change.not-in-force', params: { code } })
  }
  if (!community) wrong('community', change.community)
  const inForce = new Set(grids.map(({ code }) => code))
  const seen = new Set<AreaCode>()
  const look = (path: string, code: AreaCode): void => {
    if (!inForce.has(code)) wrong(path, code)
    else if (seen.has(code)) faults.push({ path, code: 'territory.boundary.duplicate', params: { code } })
    seen.add(code)
  }
  change.ended.forEach((code, at) => look(`ended.${at}`, code))
  change.redrawn.forEach(({ code }, at) => look(`redrawn.${at}.code`, code))
  if (change.ended.length + change.added.length + change.redrawn.length === 0)
    faults.push({ path: 'ended', code: 'territory.change.nothing' })
  return faults
}

const nameFaults = ({ added }: AreaChange): readonly FieldFault[] =>
  added.flatMap(({ name }, at) => (name.trim() === '' ? [{ path: `added.${at}.name`, code: 'territory.boundary.name-missing' }] : []))

const readDrawn = (change: AreaChange, grids: readonly Area[]): Read => {
  const faults: FieldFault[] = []
  const take = (drawn: DrawnSurface, path: string): Surface | null => {
    const surface = readSurface({ id: null, properties: {}, type: drawn.type, coordinates: drawn.coordinates }, path)
    if (isSurface(surface)) return surface
    faults.push(...surface)
    return null
  }
  const together = (path: string): Surface | null => {
    const whole = dissolve(grids.flatMap(({ code, boundary }) => (boundary && change.ended.includes(code) ? [boundary] : [])))
    if (!whole) faults.push({ path, code: 'territory.geometry.not-a-polygon', params: { type: 'null' } })
    else if (isApart(whole)) faults.push({ path, code: 'territory.change.apart' })
    return whole
  }
  const added = change.added.map(({ boundary }, at) => {
    const path = `added.${at}.boundary`
    return boundary ? take(boundary, path) : together(path)
  })
  const redrawn = change.redrawn.map(({ boundary }, at) => take(boundary, `redrawn.${at}.boundary`))
  return { added, redrawn, faults }
}

interface Asked {
  readonly change: AreaChange
  readonly grids: readonly Area[]
  readonly codes: readonly AreaCode[]
  readonly day: string
}

const draw = ({ change, grids, codes, day }: Asked, read: Read): ChangePlan => {
  const until = dayBefore(day)
  const ended = grids.filter(({ code }) => change.ended.includes(code)).map((area) => ({ ...area, validTo: until }))
  const touched = grids.filter(({ code }) => change.redrawn.some((each) => each.code === code))
  const redrawn = touched.map((area) => ({
    ...area,
    boundary: read.redrawn[change.redrawn.findIndex(({ code }) => code === area.code)] ?? null,
  }))
  const surfaces = read.added.filter((surface) => surface !== null)
  const added = numberingOrder(surfaces).flatMap((at, place): Area[] => {
    const [asked, boundary, code] = [change.added[at], surfaces[at], codes[place]]
    if (!asked || !boundary || !code) return []
    const { name, nameEn, kind } = asked
    const predecessors = [...ended, ...touched].filter((area) => area.boundary && overlapArea(area.boundary, boundary) > leastGround)
    return [
      {
        code,
        name: name.trim(),
        nameEn: nameEn?.trim() || null,
        level: 'grid',
        kind,
        boundary,
        validFrom: day,
        validTo: null,
        predecessors: predecessors.map((area) => area.code).toSorted(),
      },
    ]
  })
  const drawings = outdated(touched, day)
  const kept = grids.filter(({ code }) => !change.ended.includes(code) && !touched.some((area) => area.code === code))
  const after = [...kept, ...redrawn, ...added].toSorted((one, other) => (one.code < other.code ? -1 : 1))
  return { kind: kindOf(change), community: change.community, day, ended, added, redrawn, drawings, after }
}

const kindOf = ({ ended, added, redrawn }: AreaChange): ChangePlan['kind'] => {
  if (ended.length === 0 && added.length === 0) return 'redraw'
  if (redrawn.length === 0 && ended.length === 1 && added.length > 1) return 'split'
  if (redrawn.length === 0 && ended.length > 1 && added.length === 1) return 'merge'
  return 'replan'
}

// Faults are told where the person drew, so by the grid's place in what was asked for: codes are given in another order. Grids that stay have none.
const pathsOf =
  ({ redrawn }: AreaChange, { added }: ChangePlan, read: Read) =>
  (code: AreaCode): string | null => {
    const fresh = added.find((area) => area.code === code)
    if (fresh) return `added.${read.added.indexOf(fresh.boundary)}.boundary`
    const known = redrawn.findIndex((each) => each.code === code)
    return known >= 0 ? `redrawn.${known}.boundary` : null
  }
