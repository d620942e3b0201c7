import type { Limit } from '../../kernel/calendar/due.ts'
import type { Area } from '../../territory/api.ts'
import type { SettingKey } from './words.ts'

/** A category of a tree, with its limits and where they come from. Two levels: a first-level one groups, the others are given to matters. */
export interface CategoryRow {
  readonly code: string
  readonly tree: string
  readonly parent: string | null
  readonly name: string
  readonly nameEn: string
  readonly keywords: readonly string[]
  readonly respond: Limit | null
  readonly handle: Limit | null
  readonly listItem: string | null
  readonly source: string | null
  /** False: no new matter gets it; those that have it keep it. */
  readonly inUse: boolean
}

/** The office hours of the district, or of a unit that differs. */
export interface HoursRow {
  /** A unit's id, or `district`. */
  readonly unit: string
  /** Seven lists of spans in minutes from midnight, Sunday first. */
  readonly byWeekday: readonly (readonly (readonly [number, number])[])[]
  /** The weekday whose hours hold on a weekend day that is worked. */
  readonly makeUpAs: number
}

/** One setting of the district, in both languages where it is words. */
export interface SettingRow {
  readonly key: SettingKey
  readonly zh: string
  readonly en: string
}

/** A text of the platform as it is said now. */
export interface TextRow {
  readonly key: string
  readonly zh: string
  readonly en: string
}

/** An area without its boundary, which only a map file can give. */
export interface AreaRow {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly kind: Area['kind']
  /** The last day it is in force; null while it lasts. */
  readonly validTo: string | null
}
