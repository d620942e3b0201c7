import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
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

/** A file of the shared real data; undefined where the data are absent, so that a test is skipped. */
export const sharedFile = (path: string): URL | undefined => {
  const configured = process.env['LINLI_SHARED']
  const base = configured ? pathToFileURL(`${configured}/`) : new URL('../../../../shared/', import.meta.url)
  const file = new URL(`data/${path}`, base)
  return existsSync(file) ? file : undefined
}
