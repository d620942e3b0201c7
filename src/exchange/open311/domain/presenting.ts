import type { Zone } from '../../../kernel/calendar/day.ts'
import { fill, type Lang } from '../../../kernel/i18n.ts'
import { leadOf, officialClock, type Catalogue, type MatterState } from '../../../matters/api.ts'
import type { Places } from '../../../territory/api.ts'
import { w3c } from './moments.ts'
import type { Fields } from './parts.ts'
import { categoryName } from './services.ts'
import { basicOf, statusOf } from './status.ts'

/**
 * As what a reader sees a matter: the client that filed it; anyone, after a publisher released it; anyone, before. Outsiders never learn more of the place than
 * its street, nor of the time than its week.
 */
export type Sight = 'own' | 'released' | 'outside'

/** A matter as the store gives it; the moments are already those that this reader may see. */
export interface SeenMatter {
  readonly state: MatterState
  readonly sight: Sight
  readonly requested: Date
  readonly updated: Date
  readonly body: string | null
  readonly address: string | null
  readonly publicTitle: string | null
  readonly publicText: string | null
  readonly publicAnswer: string | null
}

export interface Presenter {
  readonly lang: Lang
  readonly zone: Zone
  readonly catalogue: Catalogue
  readonly places: Places
  readonly unitName: (id: string) => string
  readonly dutyUnit: (role: string, areaCode: string) => string | null
}

/** One `request` of the protocol. */
export const presentRequest = (matter: SeenMatter, by: Presenter): Fields => {
  const { state, sight } = matter
  const { lang, zone, catalogue } = by
  const category = state.category ? catalogue.category(state.category) : null
  const status = statusOf(state, catalogue.procedure(state.procedure.digest))
  const own = sight === 'own'
  const lead = leadOf(state)
  const clock = own && basicOf(status) === 'open' ? officialClock(state) : null
  return {
    service_request_id: state.code,
    status: basicOf(status),
    status_notes: notesOf(matter, by),
    service_name: category ? categoryName(category, lang) : (state.category ?? ''),
    service_code: state.category ?? '',
    description: own ? matter.body : sight === 'released' ? [matter.publicTitle, matter.publicText].filter(Boolean).join('\n') : null,
    agency_responsible: own && lead ? by.unitName(lead.unit) : null,
    service_notice: null,
    requested_datetime: w3c(matter.requested, zone),
    updated_datetime: w3c(matter.updated, zone),
    expected_datetime: clock ? w3c(new Date(clock.due), zone) : null,
    ...(own ? ownPlace(matter) : streetPlace(state.areaCode, by)),
    // Pictures are shown to nobody from here: those of residents may hold faces, those of the office go with its released answer.
    media_url: null,
  }
}

const notesOf = ({ state, sight, publicAnswer }: SeenMatter, by: Presenter): string => {
  const stage = by.catalogue.procedure(state.procedure.digest).stages[state.stage]
  const title = stage?.title[by.lang] ?? state.stage
  if (sight === 'released' && publicAnswer) return publicAnswer
  return sight === 'own' ? plainWords(state, by) : title
}

/** The stage as the resident is told of it, with the unit that holds it. */
export const plainWords = (state: MatterState, { catalogue, lang, unitName, dutyUnit }: Presenter): string => {
  const stage = catalogue.procedure(state.procedure.digest).stages[state.stage]
  if (!stage) return state.stage
  const unit = leadOf(state)?.unit ?? (stage.holder ? dutyUnit(stage.holder, state.areaCode) : null)
  return fill(stage.plain[lang], { unit: unit ? unitName(unit) : lang === 'zh' ? '受理部门' : 'The office' })
}

const ownPlace = ({ state, address }: SeenMatter): Fields => ({
  address,
  address_id: null,
  zipcode: null,
  lat: state.point?.lat ?? null,
  long: state.point?.lon ?? null,
})

/** The name of the street office's area and the middle of it, to three decimals (some hundred metres). */
const streetPlace = (areaCode: string, { places, lang }: Presenter): Fields => {
  const street = areaCode.length >= 9 ? places.area(areaCode.slice(0, 9)) : null
  const middle = street?.boundary
    ? middleOf(street.boundary.coordinates.flat(street.boundary.type === 'Polygon' ? 1 : 2) as number[][])
    : null
  return {
    address: street ? (lang === 'en' && street.nameEn) || street.name : null,
    address_id: null,
    zipcode: null,
    lat: middle?.lat ?? null,
    long: middle?.long ?? null,
  }
}

const middleOf = (positions: readonly (readonly number[])[]): { lat: number; long: number } => {
  const middle = (axis: 0 | 1): number => {
    const values = positions.map((position) => position[axis] ?? 0)
    return Math.round(((Math.min(...values) + Math.max(...values)) / 2) * 1000) / 1000
  }
  return { long: middle(0), lat: middle(1) }
}
