import { isValidOn } from '../code.ts'
import type { Area, AreaCode } from '../code.ts'

/** A boundary that an area had until it was drawn anew. */
export interface Drawing {
  readonly code: AreaCode
  readonly boundary: NonNullable<Area['boundary']>
  /** Last day it stood; it began when the area did, or after the drawing before it. */
  readonly validTo: string
}

/**
 * The areas in force on the day (`2026-03-01`), each with the boundary it had then. Of two drawings that ended on the same day the first stands: the
 * other one lasted no whole day.
 */
export const areasOn = (areas: readonly Area[], drawings: readonly Drawing[], day: string): readonly Area[] => {
  const then = new Map<AreaCode, Drawing>()
  for (const drawing of drawings) {
    const known = then.get(drawing.code)
    if (day <= drawing.validTo && (!known || drawing.validTo < known.validTo)) then.set(drawing.code, drawing)
  }
  return areas.filter((area) => isValidOn(area, day)).map((area) => ({ ...area, boundary: then.get(area.code)?.boundary ?? area.boundary }))
}

/** What must be kept of areas that are drawn anew on the day: the boundaries that stood until the day before. One that began on the day has stood on no day before. */
export const outdated = (areas: readonly Area[], day: string): readonly Drawing[] => {
  const until = dayBefore(day)
  return areas.flatMap(({ code, boundary, validFrom }) => (boundary && validFrom <= until ? [{ code, boundary, validTo: until }] : []))
}

/** The areas that came of this one, over as many steps as there were; those still in force last. */
export const successorsOf = (areas: readonly Area[], code: AreaCode): readonly Area[] => {
  const found = new Map<AreaCode, Area>()
  const open = [code]
  for (let from = open.pop(); from !== undefined; from = open.pop())
    for (const area of areas)
      if (area.predecessors.includes(from) && !found.has(area.code)) {
        found.set(area.code, area)
        open.push(area.code)
      }
  return [...found.values()].toSorted((one, other) => ((one.validTo ?? '9') < (other.validTo ?? '9') ? -1 : 1))
}

/** The day before (`2026-03-01` → `2026-02-28`). */
export const dayBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
