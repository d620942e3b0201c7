import type { MultiPolygon, Polygon } from 'geojson'
import { ok, refuse } from '../../kernel/result.ts'
import type { Result } from '../../kernel/result.ts'

/** How deep an area lies: county 区县, street 街道, community 社区, grid 网格. */
export type AreaLevel = 'county' | 'street' | 'community' | 'grid'

/** 6, 9, 12 or 15 digits; every ancestor's code is a prefix of it, so a scope is a prefix and order is that of COLLATE "C". */
export type AreaCode = string

/** GB/T 34300-2017 knows basic grids (基础网格) and dedicated ones (专属网格: a school, a market, a park); all other areas are ordinary. */
export type AreaKind = 'ordinary' | 'basic' | 'dedicated'

/** One area as it stood over a span of days. */
export interface Area {
  readonly code: AreaCode
  readonly name: string
  readonly nameEn?: string | null
  readonly level: AreaLevel
  readonly kind: AreaKind
  /** WGS84, longitude before latitude. Null where nobody has drawn one: the area is then found by code and name only. */
  readonly boundary: Polygon | MultiPolygon | null
  /** First day it is in force, `2026-03-01`. */
  readonly validFrom: string
  /** Last day it is in force; null while it lasts. */
  readonly validTo: string | null
  /** Codes it was split or merged from. */
  readonly predecessors: readonly AreaCode[]
}

/** From the widest to the finest. */
export const areaLevels: readonly AreaLevel[] = ['county', 'street', 'community', 'grid']

/**
 * Digits of a code at each level: county GB/T 2260, street GB/T 10114, community by the statistical division code, grid GB/T 34300-2017
 * (six, and three more at each step).
 */
export const codeLength: Readonly<Record<AreaLevel, number>> = { county: 6, street: 9, community: 12, grid: 15 }

const levelByLength = new Map(areaLevels.map((level) => [codeLength[level], level]))

const step = 3

/**
 * Reads a code as typed: full-width digits and spaces are allowed. Each part after the county must be 001 or more, and the county
 * must name one (a code ending in 00 is a province or a city). Refuses with `territory.code.malformed`.
 */
export const parseAreaCode = (text: string): Result<AreaCode> => {
  const code = text.normalize('NFKC').replace(/\s/g, '')
  if (!/^[1-9]\d{5}(?:\d{3}){0,3}$/.test(code) || code.slice(4, 6) === '00' || hasEmptyPart(code))
    return refuse('invalid', 'territory.code.malformed', { code: text.slice(0, 40) })
  return ok(code)
}

/**
 * Reads a statistical division code of twelve digits, in which the missing levels are zeros (110108014000 is a street), or any code
 * that `parseAreaCode` reads.
 */
export const parseStatisticalCode = (text: string): Result<AreaCode> =>
  parseAreaCode(text.trim().replace(/^(\d{6})(\d{3})??(?:000)+$/, '$1$2'))

/** The level of a well-formed code. Throws for any other text: parse first. */
export const levelOf = (code: AreaCode): AreaLevel => {
  const level = levelByLength.get(code.length)
  if (!level) throw new Error(`not an area code: ${code.slice(0, 40)}`)
  return level
}

/** The area it lies in; null for a county. */
export const parentOf = (code: AreaCode): AreaCode | null => (code.length > codeLength.county ? code.slice(0, -step) : null)

/** Whether the area is `prefix` or lies in it. A prefix that is no whole code (`9901010`) contains nothing. */
export const isWithin = (code: AreaCode, prefix: AreaCode): boolean => levelByLength.has(prefix.length) && code.startsWith(prefix)

/** The areas it lies in, the county first, itself left out. */
export const ancestorsOf = (code: AreaCode): readonly AreaCode[] =>
  areaLevels.map((level) => code.slice(0, codeLength[level])).filter((prefix) => prefix.length < code.length)

/** Whether the area is in force on the day (`2026-03-01`). */
export const isValidOn = (area: Pick<Area, 'validFrom' | 'validTo'>, day: string): boolean =>
  area.validFrom <= day && (area.validTo === null || day <= area.validTo)

const hasEmptyPart = (code: string): boolean => {
  for (let at = codeLength.county; at < code.length; at += step) if (code.slice(at, at + step) === '000') return true
  return false
}
