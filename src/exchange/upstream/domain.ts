import { HOUR, instantOfLocal, type Zone } from '../../kernel/calendar/day.ts'
import { readForm } from '../../kernel/form/read.ts'
import type { FieldFault } from '../../kernel/result.ts'
import { comparable } from '../../kernel/sheets/values.ts'
import type { Category, FileRequest, Procedure } from '../../matters/api.ts'
import type { Area, Found } from '../../territory/api.ts'
import { derivedId } from '../derived.ts'
import type { OrderKey } from './columns.ts'

/** One order as an upstream platform sent it: from a sheet or as JSON. Moments are instants; `row` is its number in the sheet, or its place in the list from 1. */
export interface Order {
  readonly row: number
  readonly number: string
  readonly receivedAt: Date | null
  readonly due: Date | null
  readonly nature: string
  readonly category: string | null
  readonly text: string
  readonly address: string | null
  readonly name: string | null
  readonly phone: string | null
  readonly anonymous: boolean
  readonly area: string | null
  readonly channel: string | null
}

/** A fault of one cell: in which row, under which column. */
export interface OrderFault {
  readonly row: number
  readonly key: OrderKey | null
  readonly code: string
  readonly params?: FieldFault['params']
}

/** What judging an order needs to know of the district. */
export interface Setting {
  readonly source: string
  readonly procedure: Procedure
  readonly categories: readonly Category[]
  readonly areas: readonly Area[]
  readonly locate: (place: unknown) => Found | null
  /** Where an order lies that says nothing: the area of the office that imports it. */
  readonly ownArea: string | null
  readonly filerUnit: string | null
  readonly now: Date
}

export type Judged =
  | { readonly order: Order; readonly request: FileRequest; readonly faults: null }
  | { readonly order: Order; readonly request: null; readonly faults: readonly OrderFault[] }

/** Makes a filing out of an order, or tells every fault of its row at once: of the order itself, and of what the filing form would refuse. */
export const judgeOrder = (order: Order, setting: Setting): Judged => {
  const faults: OrderFault[] = []
  const fault = (key: OrderKey, code: string, params?: FieldFault['params']): void =>
    void faults.push({ row: order.row, key, code, ...(params ? { params } : {}) })
  if (!/^[\p{L}\p{N}][\p{L}\p{N}\-_/.#]{0,59}$/u.test(order.number)) fault('number', 'upstream.number-form')
  if (order.receivedAt && order.due && order.due < order.receivedAt) fault('due', 'upstream.due-before')
  // A clock that runs a little ahead of ours is none of the person's making.
  if (order.receivedAt && order.receivedAt.getTime() > setting.now.getTime() + HOUR) fault('receivedAt', 'upstream.future')
  const { intake } = setting.procedure
  if (!intake.natures.some(({ id }) => id === order.nature)) fault('nature', 'field.not-a-choice')
  const category = order.category === null ? null : findCategory(order.category, setting.categories, fault)
  const area = order.area === null ? null : findArea(order.area, setting.areas, fault)
  const input = inputOf(order, area, setting)
  const read = readForm(intake.form, input, { nature: order.nature })
  if (!read.ok) for (const { path, code, params } of read.error.fields ?? []) fault(columnOf(path), code, params)
  if (faults.length > 0) return { order, request: null, faults }
  return { order, request: requestOf(order, category, input, setting), faults: null }
}

const requestOf = (
  order: Order,
  category: string | null,
  input: Readonly<Record<string, unknown>>,
  { source, procedure, filerUnit }: Setting,
): FileRequest => ({
  operation: derivedId('upstream', source, order.number),
  procedure: procedure.id,
  door: 'upstream',
  channel: order.channel ?? source,
  nature: order.nature,
  category,
  anonymous: order.anonymous,
  input,
  upstream: { source, number: order.number, due: order.due?.toISOString() ?? null },
  filerUnit,
})

const inputOf = (order: Order, area: string | null, setting: Setting): Readonly<Record<string, unknown>> => {
  const contact = { ...(order.name ? { name: order.name } : {}), ...(order.phone ? { phone: order.phone } : {}) }
  // Who wants to stay unknown is not written down, not even sealed.
  const known = !order.anonymous && Object.keys(contact).length > 0
  return { text: order.text, place: placeOf(order.address, area, setting), ...(known ? { contact } : {}) }
}

/** The address finds the place when it lies in the area named; else the area itself, else the importing office's, so that its dispatcher gets it. */
const placeOf = (address: string | null, area: string | null, { locate, ownArea }: Setting): Readonly<Record<string, string>> => {
  const found = address === null ? null : locate({ address })
  const within = area ?? ownArea
  const fits = found !== null && found.area.length >= 9 && (area === null || found.area.startsWith(area))
  return { ...(address === null ? {} : { address }), ...(fits || within === null ? {} : { areaCode: within }) }
}

type Fault = (key: OrderKey, code: string, params?: FieldFault['params']) => void

/** By code, or by a name that only one category has; of categories below one another with one name the lower. */
const findCategory = (given: string, categories: readonly Category[], fault: Fault): string | null => {
  const exact = categories.find((category) => category.code === given)
  if (exact) return exact.code
  const wanted = comparable(given)
  const named = categories.filter((category) => comparable(category.name) === wanted || comparable(category.nameEn) === wanted)
  const lowest = named.filter((category) => !named.some((other) => other.parent === category.code))
  const [one] = lowest
  if (lowest.length > 1)
    fault('category', 'upstream.category-several', {
      value: given.slice(0, 40),
      codes: lowest
        .slice(0, 5)
        .map(({ code }) => code)
        .join(', '),
    })
  if (!one) fault('category', 'upstream.category-unknown', { value: given.slice(0, 40) })
  return lowest.length === 1 && one ? one.code : null
}

/** By code, by name, or by the names of street and community one after the other. */
const findArea = (given: string, areas: readonly Area[], fault: Fault): string | null => {
  const byCode = new Map(areas.map((area) => [area.code, area]))
  const digits = given.normalize('NFKC').replace(/\s/g, '')
  if (byCode.has(digits)) return digits
  const plain = (text: string): string => comparable(text).replace(/[/\\、,，·\-—|]/g, '')
  const wanted = plain(given)
  const named = areas.filter(({ code, name, nameEn }) => {
    const above = byCode.get(code.slice(0, -3))
    return [plain(name), plain(nameEn ?? name), ...(above ? [plain(above.name + name)] : [])].includes(wanted)
  })
  const [one] = named
  if (named.length > 1) fault('area', 'upstream.area-several', { value: given.slice(0, 40) })
  if (!one) fault('area', 'upstream.area-unknown', { value: given.slice(0, 40) })
  return named.length === 1 && one ? one.code : null
}

/** The column in which a fault of the filing form is to be mended. */
export const columnOf = (path: string): OrderKey => columnsByPath[path] ?? 'text'

const columnsByPath: Readonly<Record<string, OrderKey>> = {
  'contact.phone': 'phone',
  'contact.name': 'name',
  contact: 'phone',
  'place.address': 'address',
  'place.areaCode': 'area',
  place: 'address',
  category: 'category',
  nature: 'nature',
  anonymous: 'anonymous',
}

/** Numbers that stand twice in one sending: a fault of each later row, which names the first. */
export const twiceSent = (orders: readonly Order[]): OrderFault[] => {
  const first = new Map<string, number>()
  return orders.flatMap((order): OrderFault[] => {
    const row = first.get(order.number)
    if (row !== undefined) return [{ row: order.row, key: 'number', code: 'upstream.twice', params: { row } }]
    first.set(order.number, order.row)
    return []
  })
}

/** The instant of a wall time of the district as a sheet holds it. A limit that is a date alone ends with that day: at 24:00. */
export const instantOf = (wallTime: string, zone: Zone, endOfDay = false): Date => {
  const local = Date.parse(`${wallTime}Z`)
  return new Date(instantOfLocal(endOfDay && wallTime.endsWith('T00:00:00') ? local + 24 * HOUR : local, zone))
}
