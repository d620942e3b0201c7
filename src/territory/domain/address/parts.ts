/** The parts of a standard address, wide to narrow, each in its one spelling: `静苑`, `3号楼`, `2单元`, `5层`, `501室`. A part that is not said is absent. */
export interface AddressParts {
  readonly province?: string
  readonly city?: string
  readonly county?: string
  readonly street?: string
  readonly community?: string
  readonly grid?: string
  /** 街路巷: `书院路`, `站前二巷`; in a village its group, `3组`. */
  readonly road?: string
  /** 门牌: `12号`, `12号院`, `12弄3支弄5号`. */
  readonly number?: string
  /** 小区, or whatever else stands there under a name of its own: `静苑`, `科技大厦`. */
  readonly compound?: string
  /** 楼幢: `3号楼`, `A座`. */
  readonly building?: string
  readonly unit?: string
  /** `5层`, `地下1层`. */
  readonly floor?: string
  /** `501室`, `底商3号`. */
  readonly room?: string
}

export type AddressPart = keyof AddressParts

/** All parts in the order in which an address is written (GB/T 23705-2009: area, road and number, compound, building, room). */
export const addressOrder = [
  'province',
  'city',
  'county',
  'street',
  'community',
  'grid',
  'road',
  'number',
  'compound',
  'building',
  'unit',
  'floor',
  'room',
] as const satisfies readonly AddressPart[]

/** The standard text of an address, without spaces: `学苑街道静苑社区静苑3号楼2单元501室`. `readAddress` gives the same parts back. */
export const addressText = (parts: AddressParts): string => addressOrder.map((part) => parts[part] ?? '').join('')

/**
 * One string by which equal addresses are equal: all parts, divided by `/`. A floor that the room's number says already (5 of 501) is left out, and
 * numerals in names are of one kind, so that 经2路 is 经二路.
 */
export const addressKey = (parts: AddressParts): string =>
  addressOrder.map((part) => (part === 'floor' && roomSaysFloor(parts) ? '' : foldName(parts[part] ?? ''))).join('/')

/** One spelling of a name for comparing: numerals as figures. */
export const foldName = (name: string): string =>
  figured.test(name) ? name.replace(figures, (figure) => String(order.indexOf(figure))) : name

const order = '〇一二三四五六七八九'
const figures = /[一二三四五六七八九〇]/g
const figured = /[一二三四五六七八九〇]/

const roomSaysFloor = ({ floor, room }: AddressParts): boolean => {
  const level = /^(\d+)层$/.exec(floor ?? '')?.[1]
  return level !== undefined && new RegExp(`^${level}\\d{2}(?!\\d)`).test(room ?? '')
}
