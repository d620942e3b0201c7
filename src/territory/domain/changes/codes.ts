import { parentOf } from '../code.ts'
import type { Area, AreaCode } from '../code.ts'
import { bbox } from '../geometry.ts'
import type { Surface } from '../geometry.ts'

const lastNumber = 999

/**
 * So many codes below `parent` that no area ever had: those after the highest one used, then those left out below it. Fewer when the numbers 001 to 999 are used up.
 * `known` must hold every area ever valid.
 */
export const nextCodes = (known: readonly Pick<Area, 'code'>[], parent: AreaCode, count: number): readonly AreaCode[] => {
  const used = new Set(known.filter(({ code }) => parentOf(code) === parent).map(({ code }) => Number(code.slice(-3))))
  const highest = Math.max(0, ...used)
  const numbers = Array.from({ length: lastNumber }, (_, at) => at + 1)
  const free = [...numbers.filter((number) => number > highest), ...numbers.filter((number) => number < highest && !used.has(number))]
  return free.slice(0, count).map((number) => parent + String(number).padStart(3, '0'))
}

/**
 * The order in which areas are numbered: west to east, in bands from north to south (DB11 unit grid rule, as the rules digest tells it). A band is as high as the
 * areas are on average.
 */
export const numberingOrder = (surfaces: readonly Surface[]): readonly number[] => {
  const boxes = surfaces.map(bbox)
  const height = boxes.reduce((sum, [, south, , north]) => sum + north - south, 0) / Math.max(1, boxes.length) || 1
  const top = Math.max(...boxes.map(([, south, , north]) => (south + north) / 2))
  const place = (at: number): readonly [band: number, x: number] => {
    const [west, south, east, north] = boxes[at] ?? [0, 0, 0, 0]
    // A quarter of leeway: rows of equal areas must not fall apart by rounding.
    return [Math.floor((top - (south + north) / 2) / height + 0.25), (west + east) / 2]
  }
  return surfaces
    .map((_, at) => at)
    .toSorted((one, other) => {
      const [a, b] = [place(one), place(other)]
      return a[0] - b[0] || a[1] - b[1] || one - other
    })
}
