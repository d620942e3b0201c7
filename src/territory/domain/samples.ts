import fc from 'fast-check'
import type { Position } from 'geojson'

/** For tests: closed simple rings around a centre, of any number of corners at any distance from it, some hundred metres wide. */
export const star = (least = 4, centre: readonly [number, number] = [116.32, 40]): fc.Arbitrary<Position[]> =>
  fc.array(fc.double({ min: 0.2, max: 1, noNaN: true }), { minLength: least, maxLength: 24 }).map((radii) => {
    const corners = radii.map((radius, index): Position => {
      const angle = (2 * Math.PI * index) / radii.length
      return [round(centre[0] + 0.005 * radius * Math.cos(angle)), round(centre[1] + 0.005 * radius * Math.sin(angle))]
    })
    return [...corners, corners[0] ?? []]
  })

const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7
