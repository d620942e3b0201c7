import type { Area } from '../code.ts'
import type { Point } from '../geometry.ts'
import { buildDictionary, type Dictionary } from './dictionary.ts'
import { knownNames, type KnownNames } from './names.ts'
import { foldName, type AddressPart, type AddressParts } from './parts.ts'
import { readAddress } from './read.ts'

/** A standard address that is known: of a place, a building or a dwelling. */
export interface KnownAddress {
  readonly id: string
  /** Its parts, or its text to be read. */
  readonly address: AddressParts | string
  /** Other and older names, such as its house number on the street. */
  readonly aliases?: readonly string[]
  readonly areaCode: string
  readonly point: Point | null
}

/** Known addresses in memory. */
export interface AddressIndex {
  readonly addresses: readonly KnownAddress[]
  /** By place, building, unit and room; a number counts from 0, and a negative one (`~n`) is found by an alias. */
  readonly slots: ReadonlyMap<string, readonly number[]>
  /** Buildings by their place. */
  readonly under: ReadonlyMap<string, readonly number[]>
  /** Buildings by community and building. */
  readonly around: ReadonlyMap<string, readonly number[]>
  /** Houses of which rooms are known. */
  readonly roomed: ReadonlySet<string>
  readonly compounds: Dictionary
  readonly roads: Dictionary
  readonly areas: ReadonlyMap<string, readonly string[]>
  readonly areaNames: Dictionary
  readonly names: KnownNames
}

/** Builds the index. Areas let an address say, with or without 街道 and 社区 at the end, where it lies. 100,000 addresses given as text take about two seconds, given as parts less. */
export const buildAddressIndex = (addresses: readonly KnownAddress[], areas: readonly Pick<Area, 'code' | 'name'>[]): AddressIndex => {
  const names = new Map<string, AddressPart>(
    areas.flatMap(({ code, name }) => (partOfArea(code) ? [[name, partOfArea(code) ?? 'county'] as const] : [])),
  )
  const areaOnly = knownNames(new Map(names))
  const maps: Maps = { slots: new Map(), under: new Map(), around: new Map(), roomed: new Set(), compounds: new Set(), roads: new Set() }
  const read = (address: AddressParts | string): AddressParts =>
    typeof address === 'string' ? readAddress(address, areaOnly, true).parts : address
  for (const [at, known] of addresses.entries()) {
    enter(maps, read(known.address), at, known.areaCode)
    for (const alias of known.aliases ?? []) enter(maps, read(alias), ~at, known.areaCode)
  }
  for (const name of maps.compounds) if (!names.has(name)) names.set(name, 'compound')
  const areaCodes = new Map<string, string[]>()
  for (const { code, name } of areas)
    for (const key of new Set([foldName(name), foldName(shortAreaName(name))])) if (code.length <= 12) push(areaCodes, key, code)
  return {
    addresses,
    ...maps,
    compounds: buildDictionary(new Set([...maps.compounds].map(foldName))),
    roads: buildDictionary(maps.roads),
    areas: areaCodes,
    areaNames: buildDictionary(areaCodes.keys()),
    names: knownNames(names),
  }
}

interface Maps {
  readonly slots: Map<string, number[]>
  readonly under: Map<string, number[]>
  readonly around: Map<string, number[]>
  readonly roomed: Set<string>
  readonly compounds: Set<string>
  readonly roads: Set<string>
}

const partOfArea = (code: string): AddressPart | null =>
  code.length === 6 ? 'county' : code.length === 9 ? 'street' : code.length === 12 ? 'community' : null

/** 静苑 of 静苑社区. */
export const shortAreaName = (name: string): string => name.replace(/^(.{2,}?)(?:街道|社区|地区|镇|乡|区|县)$/, '$1')

/** What stands for the place in a slot: a compound, or a road and a house number. */
export const compoundAnchor = (folded: string): string => `c${folded}`
export const roadAnchor = (folded: string, number: string): string => `r${folded}#${number.replace(/号院?$/, '')}`
/** 3组 alone says nothing; with its village it does. */
export const roadName = ({ road = '', community = '' }: AddressParts): string => foldName(/^\d+组$/.test(road) ? community + road : road)

/** The place, building, unit and room of an address as one string; shops and basements without a number stand by their floor. */
export const slotKey = (anchor: string, building = '', unit = '', room = ''): string => `${anchor}|${building}|${unit}|${room}`
export const roomOf = ({ room, floor }: AddressParts): string => room ?? floor ?? ''

const enter = (maps: Maps, parts: AddressParts, at: number, areaCode: string): void => {
  const { building, unit } = parts
  const room = roomOf(parts)
  const anchors: string[] = []
  if (parts.compound !== undefined) {
    maps.compounds.add(parts.compound)
    anchors.push(compoundAnchor(foldName(parts.compound)))
  }
  if (parts.road !== undefined && parts.number !== undefined) {
    maps.roads.add(roadName(parts))
    anchors.push(roadAnchor(roadName(parts), parts.number))
  }
  for (const anchor of anchors) {
    push(maps.slots, slotKey(anchor, building, unit, room), at)
    if (room !== '' && unit !== undefined) push(maps.slots, slotKey(anchor, building, '*', room), at)
    if (room !== '') maps.roomed.add(`${anchor}|${building ?? ''}`)
    if (room === '' && unit === undefined && building !== undefined) push(maps.under, anchor, at)
  }
  if (building !== undefined && unit === undefined && room === '') push(maps.around, `${areaCode.slice(0, 12)}|${building}`, at)
}

const push = <T>(map: Map<string, T[]>, key: string, value: T): void => {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
