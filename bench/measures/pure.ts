// What needs no database: places and days.
import { china, notices } from '../../src/kernel/calendar/fixtures.ts'
import { computeDue } from '../../src/kernel/calendar/due.ts'
import type { Area } from '../../src/territory/domain/code.ts'
import { buildAreaIndex, locatePoint } from '../../src/territory/domain/locate.ts'
import { rate } from './timing.ts'

const side = 100
const size = 0.002

/** Ten thousand grids of twelve corners each, in a square. */
const grids = (): Area[] =>
  Array.from({ length: side * side }, (_, index) => {
    const [lon, lat] = [116 + (index % side) * size, 40 + Math.floor(index / side) * size]
    const corners: [number, number][] = [0, 1, 2].map((step) => [lon + (step * size) / 3, lat])
    const ring = [...corners, ...[0, 1, 2].map((step): [number, number] => [lon + size, lat + (step * size) / 3])]
    const back = [
      ...[0, 1, 2].map((step): [number, number] => [lon + size - (step * size) / 3, lat + size]),
      ...[0, 1, 2].map((step): [number, number] => [lon, lat + size - (step * size) / 3]),
    ]
    const code = `990101001${String(1 + Math.floor(index / 100)).padStart(3, '0')}${String(1 + (index % 100)).padStart(3, '0')}`
    return {
      code,
      name: code,
      level: 'grid',
      kind: 'basic',
      boundary: { type: 'Polygon', coordinates: [[...ring, ...back, [lon, lat]]] },
      validFrom: '2026-01-01',
      validTo: null,
      predecessors: [],
    } as const satisfies Area
  })

const spread = (round: number): [number, number] => [
  116 + ((round * 0.618_033) % 1) * side * size,
  40 + ((round * 0.754_877) % 1) * side * size,
]

/** Points located a second among ten thousand grids: ours, and by trying one polygon after the other. */
export const locating = (): { own: number; plain: number } => {
  const areas = grids()
  const index = buildAreaIndex(areas)
  const own = rate(200_000, (round) => locatePoint(index, spread(round)))
  const plain = rate(300, (round) => {
    const point = spread(round)
    return areas.find((area) => isInside(area, point))?.code
  })
  return { own, plain }
}

const isInside = ({ boundary }: Area, [x, y]: readonly [number, number]): boolean => {
  const ring = boundary?.type === 'Polygon' ? (boundary.coordinates[0] ?? []) : []
  let inside = false
  for (let at = 0, before = ring.length - 1; at < ring.length; before = at++) {
    const [ax = 0, ay = 0] = ring[at] ?? []
    const [bx = 0, by = 0] = ring[before] ?? []
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside
}

/** Due times a second, ten working days ahead: ours, and day by day. */
export const dueTimes = (): { own: number; plain: number } => {
  const first = Date.UTC(2026, 0, 5, 2)
  const starts = Array.from({ length: 1000 }, (_, index) => new Date(first + index * 7_200_000))
  const at = (round: number): Date => starts[round % starts.length] ?? new Date(first)
  const named = new Map(notices.flatMap((notice) => notice.days.map((day) => [day.date, day.isOffDay] as const)))
  const own = rate(1_000_000, (round) => computeDue({ value: 10, unit: 'workday' }, at(round), china))
  const plain = rate(200_000, (round) => {
    const day = new Date(at(round).getTime() + 8 * 3_600_000)
    for (let left = 10; left > 0;) {
      day.setUTCDate(day.getUTCDate() + 1)
      const special = named.get(day.toISOString().slice(0, 10))
      if (special === undefined ? day.getUTCDay() % 6 !== 0 : !special) left -= 1
    }
    return new Date(Math.floor(day.getTime() / 86_400_000 + 1) * 86_400_000 - 8 * 3_600_000)
  })
  return { own, plain }
}
