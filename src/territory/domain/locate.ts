import Flatbush from 'flatbush'
import { areaLevels, isValidOn } from './code.ts'
import type { Area, AreaCode } from './code.ts'
import { boxOf, degreeMetres, edgeDistanceMetres, polygonsOf } from './geometry.ts'
import type { Point } from './geometry.ts'
import { flatten, hitOf } from './inside.ts'
import type { FlatPolygon } from './inside.ts'

/** An area found near a point, and how far its edge lies (0 when the point is inside). */
export interface Found {
  readonly code: AreaCode
  readonly metres: number
}

interface Layer {
  readonly boxes: Flatbush
  readonly areas: readonly Area[]
  readonly polygons: readonly FlatPolygon[]
}

/** Boundaries in memory, one tree per level, the finest level first. Built once and read by all; areas without a boundary are not in it. */
export interface AreaIndex {
  readonly layers: readonly Layer[]
}

/** Builds the index. The boundaries must be valid (closed rings): `readBoundaries` sees to that. */
export const buildAreaIndex = (areas: readonly Area[]): AreaIndex => ({
  layers: areaLevels.toReversed().flatMap((level) => buildLayer(areas.filter((area) => area.level === level)) ?? []),
})

/**
 * The code of the finest area that holds the point, on the day (`2026-03-01`) when one is given; null outside all of them.
 * On an edge that two areas share, and where areas overlap: an area with the point inside goes before one with it on the edge,
 * then the lower code wins, so that the same point always gives the same area.
 */
export const locatePoint = (index: AreaIndex, point: Point, day?: string): AreaCode | null => {
  for (const layer of index.layers) {
    const code = locateIn(layer, point, day)
    if (code !== null) return code
  }
  return null
}

/**
 * The area of the point, or when it lies just outside (a river bank, a sloppy pin) the nearest within so many metres; of areas equally
 * near, the finest, then the lower code. Null when none is that near.
 */
export const nearest = (index: AreaIndex, point: Point, metres: number, day?: string): Found | null => {
  const inside = locatePoint(index, point, day)
  if (inside !== null) return { code: inside, metres: 0 }
  const [wide, high] = degreeMetres(point[1])
  const [dx, dy] = [metres / wide, metres / high]
  let best: Found | null = null
  for (const layer of index.layers)
    for (const at of layer.boxes.search(point[0] - dx, point[1] - dy, point[0] + dx, point[1] + dy)) {
      const area = layer.areas[at]
      if (!area?.boundary || (day !== undefined && !isValidOn(area, day))) continue
      const away = edgeDistanceMetres({ type: 'Polygon', coordinates: layer.polygons[at]?.rings ?? [] }, point)
      if (away <= metres && (best === null || isNearer({ code: area.code, metres: away }, best))) best = { code: area.code, metres: away }
    }
  return best
}

// The edges of a grid and of its street are drawn apart, so "equally near" has to allow for the drawing.
const sameDistance = 0.5

const isNearer = (one: Found, other: Found): boolean => {
  if (Math.abs(one.metres - other.metres) > sameDistance) return one.metres < other.metres
  if (one.code.length !== other.code.length) return one.code.length > other.code.length
  return one.code < other.code
}

const locateIn = (layer: Layer, point: Point, day: string | undefined): AreaCode | null => {
  let inside: AreaCode | null = null
  let edge: AreaCode | null = null
  for (const at of layer.boxes.search(point[0], point[1], point[0], point[1])) {
    const area = layer.areas[at]
    const polygon = layer.polygons[at]
    if (!area || !polygon || (day !== undefined && !isValidOn(area, day))) continue
    const hit = hitOf(polygon, point)
    if (hit === 'inside') inside = lower(inside, area.code)
    else if (hit === 'edge') edge = lower(edge, area.code)
  }
  return inside ?? edge
}

const lower = (one: AreaCode | null, other: AreaCode): AreaCode => (one === null || other < one ? other : one)

const buildLayer = (areas: readonly Area[]): Layer | undefined => {
  const parts = areas.flatMap((area) => (area.boundary ? polygonsOf(area.boundary).map((polygon) => ({ area, polygon })) : []))
  if (parts.length === 0) return undefined
  const boxes = new Flatbush(parts.length)
  for (const { polygon } of parts) boxes.add(...boxOf(polygon[0] ?? []))
  boxes.finish()
  return { boxes, areas: parts.map((part) => part.area), polygons: parts.map((part) => flatten(part.polygon)) }
}
