import { readFileSync } from 'node:fs'

/** A county of the shipped list, with the names of where it lies. */
export interface County {
  readonly code: string
  readonly name: string
  /** `河北省石家庄市` before its name; without the empty 市辖区. */
  readonly within: string
}

const folder = new URL('../../data/admin/', import.meta.url)

const read = (name: string): ReadonlyMap<string, string> =>
  new Map(
    readFileSync(new URL(name, folder), 'utf8')
      .split('\n')
      .slice(1)
      .filter((line) => line !== '')
      .map((line): readonly [string, string] => {
        const [code = '', name = ''] = line.split(',')
        return [code, name]
      }),
  )

let known: readonly County[] | undefined

/** The list is read when it is first asked for: only a first set-up needs it. */
const counties = (): readonly County[] => {
  if (known) return known
  const provinces = read('provinces.csv')
  const cities = read('cities.csv')
  known = [...read('counties.csv')].map(([code, name]) => {
    const city = cities.get(code.slice(0, 4)) ?? ''
    // Below a municipality and for counties run by the province the statistics put a level that has no name of its own.
    return { code, name, within: `${provinces.get(code.slice(0, 2)) ?? ''}${/^(?:市辖区|县|省直辖|自治区直辖)/.test(city) ? '' : city}` }
  })
  return known
}

/** The county of a six-digit code; null when the list does not know it (the list ends in June 2023, and a trial may use a code that no county has). */
export const countyOf = (code: string): County | null => counties().find((county) => county.code === code) ?? null

/** Counties whose code begins so, or whose name with province and city holds every word, at most `limit`. */
export const findCounties = (words: string, limit: number): readonly County[] => {
  const wanted = words
    .normalize('NFKC')
    .split(/\s+/)
    .filter((word) => word !== '')
  const [first] = wanted
  if (first === undefined) return []
  return counties()
    .filter((county) => county.code.startsWith(first) || wanted.every((word) => `${county.within}${county.name}`.includes(word)))
    .toSorted((a, b) => a.name.length - b.name.length || (a.code < b.code ? -1 : 1))
    .slice(0, limit)
}
