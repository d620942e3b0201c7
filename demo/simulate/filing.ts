import type { Actor, Role } from '../../src/kernel/actor.ts'
import { computeDue } from '../../src/kernel/calendar/due.ts'
import type { Filing } from '../../src/matters/domain/command.ts'
import { newCode } from '../../src/kernel/ids.ts'
import { between, chance, seeded } from '../corpus/random.ts'
import { filedText } from '../scenario/words.ts'
import { uuidOf } from '../settle.ts'
import { atBuilding } from './sites.ts'
import { someone, type Teller } from './teller.ts'

type Input = Readonly<Record<string, unknown>>

const community = ({ site }: Teller): string => site.place.areaCode.slice(0, 12)
const street = ({ site }: Teller): string => String(Number(site.place.areaCode.slice(6, 9)))

/** Who files: the resident, or the office that takes it down. */
const filer = (teller: Teller): { readonly as: Actor; readonly unit: string | null } => {
  const staff = (unit: string, ...roles: readonly Role[]) => ({ as: someone(teller, unit, ...roles), unit })
  const { door, channel } = teller.row
  if (door === 'portal') return { as: { kind: 'anonymous' }, unit: null }
  if (door === 'open311') return { as: { kind: 'client', id: 'demo' }, unit: null }
  if (door === 'field') return staff(`grid-${community(teller)}`, 'grid-worker')
  if (channel === 'station') return staff(`com-${community(teller)}`, 'community-worker')
  return channel === 'counter' ? staff(`street-${street(teller)}-hall`, 'desk') : staff('centre-desk', 'desk')
}

/** Now and then the hotline hands on what nobody could place. */
export const isVague = ({ row }: Teller): boolean => row.door === 'upstream' && row.into === null && row.seed % 23 === 0

const vague = ['小区北门对面', '单位宿舍楼下', '学校旁边的胡同里', '桥底下', '早市附近', '两条路的交叉口']

const placeOf = (teller: Teller): Input => {
  const { row, site } = teller
  const { id, lon, lat } = site.place
  if (isVague(teller)) return { address: vague[row.seed % vague.length] }
  if (row.door === 'portal' && row.seed % 3 > 0) return { address: site.address, placeId: id }
  // A finger on the map, or a phone's own idea of where it stands, is some metres off.
  const off = (seed: number): number => ((row.seed >> seed) % 9) / 100_000
  return { address: site.address, point: [lon + off(3), lat + off(7)] }
}

const contactOf = ({ person }: Teller): Input =>
  person ? { contact: { name: person.name, phone: person.phone, ...(person.email ? { email: person.email } : {}) } } : {}

const photosOf = ({ row }: Teller): Input => (row.photos ? { photos: [row.photos.before] } : {})

// Whom a complaint about staff is about: the hall at whose window it was, or the community.
const aboutOf = (teller: Teller): Input => {
  const { nature, category, seed } = teller.row
  if (category !== 'serve.staff' || (nature !== 'complaint' && nature !== 'accusation')) return {}
  return { aboutUnit: seed % 3 === 0 ? `com-${community(teller)}` : `street-${street(teller)}-hall` }
}

const inputOf = (teller: Teller, text: string, now: Date): Input => {
  const { row } = teller
  const local = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
  const common = { text, place: placeOf(teller), ...photosOf(teller) }
  if (row.procedure === 'grid-hazard') {
    const solved = row.outcome === 'solved-on-spot'
    const measures = { measures: `${teller.answer('solved', false, now).measures}，现场已恢复。` }
    return solved ? { ...common, solved, ...measures } : { ...common, solved, keep: row.seed % 7 === 0 }
  }
  if (row.procedure === 'station-opinion') {
    const onTheSpot = row.outcome === 'answered-at-once'
    const station = teller.world.directory.nameOf(`com-${community(teller)}`, 'zh').replace(/居民委员会$/, '')
    const answer = onTheSpot ? { answer: teller.answer('solved', false, now).text } : {}
    return { ...common, ...contactOf(teller), sessionDate: local, station: `${station}联络站`, onTheSpot, ...answer }
  }
  return {
    ...common,
    ...contactOf(teller),
    ...aboutOf(teller),
    ...(row.nature === 'help' ? { forWhom: row.forOther ? 'other' : 'self' } : {}),
  }
}

// The hotline sets an end of its own for most of what it hands on.
const upstreamOf = ({ row, world }: Teller, now: Date): Filing['upstream'] => {
  if (row.door !== 'upstream') return null
  const handle = world.limitsOf(row.category)?.handle
  const due =
    handle && handle.unit === 'workday' && row.seed % 5 > 0
      ? computeDue({ ...handle, value: handle.value + 1 }, now, world.district).due.toISOString()
      : null
  return { source: '12345', number: `HX${String(26_000_000 + row.id * 7)}`, due }
}

/** What is handed over at the door. The code is drawn by the row, so that it is the same each time. */
export const filingOf = (teller: Teller, now: Date): { readonly as: Actor; readonly procedure: string; readonly filing: Filing } => {
  const { row, world, site, person } = teller
  const text = atBuilding(filedText(world.corpus, row, site.words, person), site)
  const input = inputOf(teller, text, now)
  const place = world.places.locate(input['place'])
  if (!place) throw new Error(`nothing lies at ${site.address}`)
  const bytes = seeded(row.seed ^ 0xc0de)
  const { as, unit } = filer(teller)
  // Residents seldom know the category; whoever takes it down does.
  const known = row.door !== 'portal' || chance(seeded(row.seed ^ 3), 0.55)
  const filing: Filing = {
    id: teller.id,
    code: newCode((size) => Uint8Array.from({ length: size }, () => between(bytes, 0, 255))),
    subject: uuidOf(`subject:${row.id}`),
    procedure: { id: row.procedure, digest: row.procedure },
    ...place,
    door: row.door,
    channel: row.channel,
    nature: row.nature,
    category: known ? row.category : null,
    aboutUnit: typeof input['aboutUnit'] === 'string' ? input['aboutUnit'] : null,
    anonymous: person === null && row.procedure === 'resident-request' && row.door !== 'upstream',
    upstream: upstreamOf(teller, now),
    filerUnit: unit,
    input,
  }
  return { as, procedure: row.procedure, filing }
}
