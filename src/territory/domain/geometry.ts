import type { MultiPolygon, Polygon, Position } from 'geojson'

/** Longitude and latitude in degrees, WGS84. */
export type Point = readonly [longitude: number, latitude: number]

/** West, south, east, north. */
export type Box = readonly [west: number, south: number, east: number, north: number]

export type Surface = Polygon | MultiPolygon

// Mean radius of IUGG 1980; a street office's distances need no ellipsoid.
const earthRadius = 6_371_008.8
const metresPerDegree = (Math.PI * earthRadius) / 180

/** Great-circle distance in metres (haversine, sphere: within 0.5 % of the ellipsoid). */
export const distanceMetres = (a: Point, b: Point): number => {
  const radian = Math.PI / 180
  const half = Math.sin(((b[1] - a[1]) * radian) / 2) ** 2
  const across = Math.cos(a[1] * radian) * Math.cos(b[1] * radian) * Math.sin(((b[0] - a[0]) * radian) / 2) ** 2
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(half + across)))
}

/** Metres that one degree of longitude and of latitude measure at that latitude. */
export const degreeMetres = (latitude: number): readonly [number, number] => [
  metresPerDegree * Math.cos((latitude * Math.PI) / 180),
  metresPerDegree,
]

/** The polygons of a surface, each an outer ring and its holes. */
export const polygonsOf = (surface: Surface): readonly Position[][][] =>
  surface.type === 'Polygon' ? [surface.coordinates] : surface.coordinates

/** The smallest box around the positions. An empty list gives an empty box (west beyond east). */
export const boxOf = (positions: Iterable<Position>): Box => {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x = NaN, y = NaN] of positions) {
    west = Math.min(west, x)
    south = Math.min(south, y)
    east = Math.max(east, x)
    north = Math.max(north, y)
  }
  return [west, south, east, north]
}

/** The smallest box around a surface. */
export const bbox = (surface: Surface): Box => boxOf(polygonsOf(surface).flatMap((polygon) => polygon[0] ?? []))

/** Signed area of a ring in square degrees; positive when it runs anticlockwise. Taken from its first corner, for small rings far from 0°. */
export const signedArea = (ring: readonly Position[]): number => {
  const [x0 = 0, y0 = 0] = ring[0] ?? []
  let doubled = 0
  for (let index = 1; index < ring.length; index++) {
    const [x1 = 0, y1 = 0] = ring[index - 1] ?? []
    const [x2 = 0, y2 = 0] = ring[index] ?? []
    doubled += (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
  }
  return doubled / 2
}

/** Area in square metres, holes taken off. */
export const areaOf = (surface: Surface): number => {
  const [, south, , north] = bbox(surface)
  const [wide, high] = degreeMetres((south + north) / 2)
  let total = 0
  for (const polygon of polygonsOf(surface))
    polygon.forEach((ring, index) => (total += (index === 0 ? 1 : -1) * Math.abs(signedArea(ring))))
  return total * wide * high
}

/**
 * A point inside the surface where a label can stand: the middle of the widest stretch on some parallels through its largest polygon,
 * the one nearest the centre of area where several are wide.
 */
export const labelPoint = (surface: Surface): Point => {
  const largest = polygonsOf(surface).reduce((best, polygon) => (ringSize(polygon) > ringSize(best) ? polygon : best))
  const [west, south, east, north] = boxOf(largest[0] ?? [])
  const middle = centreOfArea(largest[0] ?? [])
  let best: Point = middle
  let bestScore = -Infinity
  const rows = 15
  for (let row = 0; row <= rows; row++) {
    // Row 0 is the parallel of the centre itself; an offset that is no simple fraction keeps off corners.
    const y = row === 0 ? middle[1] : south + ((north - south) * (row - 0.4931)) / rows
    const stops = crossings(largest, y)
    for (let index = 0; index + 1 < stops.length; index += 2) {
      const [from = 0, to = 0] = [stops[index], stops[index + 1]]
      if (to <= from) continue
      const x = row === 0 && middle[0] > from && middle[0] < to ? middle[0] : (from + to) / 2
      const room = Math.min(x - from, to - x) / (east - west || 1)
      const score = room - Math.hypot((x - middle[0]) / (east - west || 1), (y - middle[1]) / (north - south || 1))
      if (score > bestScore) [best, bestScore] = [[x, y], score]
    }
  }
  return best
}

/** Where the parallel crosses the rings, from west to east; inside lies between the first and second, third and fourth, and so on. */
export const crossings = (polygon: readonly (readonly Position[])[], y: number): number[] => {
  const stops: number[] = []
  for (const ring of polygon)
    for (let index = 1; index < ring.length; index++) {
      const [x1 = 0, y1 = 0] = ring[index - 1] ?? []
      const [x2 = 0, y2 = 0] = ring[index] ?? []
      if (y1 > y !== y2 > y) stops.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1))
    }
  return stops.sort((a, b) => a - b)
}

/** Distance in metres from the point to the nearest edge of the surface, wherever the point lies. */
export const edgeDistanceMetres = (surface: Surface, point: Point): number => {
  const [wide, high] = degreeMetres(point[1])
  let nearest = Infinity
  for (const polygon of polygonsOf(surface))
    for (const ring of polygon)
      for (let index = 1; index < ring.length; index++) {
        const [x1 = 0, y1 = 0] = ring[index - 1] ?? []
        const [x2 = 0, y2 = 0] = ring[index] ?? []
        const [ax, ay] = [(x1 - point[0]) * wide, (y1 - point[1]) * high]
        const [dx, dy] = [(x2 - x1) * wide, (y2 - y1) * high]
        const length = dx * dx + dy * dy
        const share = length === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length))
        nearest = Math.min(nearest, (ax + share * dx) ** 2 + (ay + share * dy) ** 2)
      }
  return Math.sqrt(nearest)
}

const ringSize = (polygon: readonly Position[][]): number => Math.abs(signedArea(polygon[0] ?? []))

const centreOfArea = (ring: readonly Position[]): Point => {
  const [x0 = 0, y0 = 0] = ring[0] ?? []
  let [doubled, x, y] = [0, 0, 0]
  for (let index = 1; index < ring.length; index++) {
    const [x1 = 0, y1 = 0] = ring[index - 1] ?? []
    const [x2 = 0, y2 = 0] = ring[index] ?? []
    const cross = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
    doubled += cross
    x += (x1 + x2 - 2 * x0) * cross
    y += (y1 + y2 - 2 * y0) * cross
  }
  return doubled === 0 ? [x0, y0] : [x0 + x / (3 * doubled), y0 + y / (3 * doubled)]
}
