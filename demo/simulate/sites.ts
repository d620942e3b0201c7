import { areaNames, demoPlaces } from '../places.ts'
import { seeded, type Random } from '../corpus/random.ts'
import type { PlaceWords } from '../corpus/slots.ts'
import type { PlaceRow } from '../../src/territory/api.ts'

/** A place of the map at which things happen, with the words of it. */
export interface Site {
  readonly place: PlaceRow
  readonly words: PlaceWords
  /** As people write it: 松涛苑12号楼. */
  readonly address: string
  /** Number of the building in its compound, which every text about it must name. */
  readonly building: string | null
}

const institution = /中学|小学|医院|学院|公园|中心|商务区|科技园|集市/

const siteOf = (place: PlaceRow, nameOf: ReturnType<typeof areaNames>): Site => {
  const [, compound, building = null] = /^(.+?) (\d+) 号楼$/.exec(place.name) ?? []
  const community = nameOf(place.areaCode.slice(0, 12))?.zh ?? ''
  const [, road] = /^(.+?) \d+ 号/.exec(place.aliases[0] ?? '') ?? []
  const words: PlaceWords = { name: compound ?? place.name, kind: compound ? 'compound' : 'building', community, ...(road ? { road } : {}) }
  return { place, words, address: place.name.replaceAll(' ', ''), building }
}

const shuffled = <T>(items: readonly T[], random: Random): T[] =>
  items
    .map((item) => ({ item, key: random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item)

/** The buildings of the demo county in a fixed order: homes for what residents tell, all of them for what grid workers find. */
export const drawSites = (): { readonly homes: readonly Site[]; readonly all: readonly Site[] } => {
  const nameOf = areaNames()
  const all = shuffled(
    demoPlaces()
      .filter((place) => place.outline !== null)
      .map((place) => siteOf(place, nameOf)),
    seeded(7),
  )
  return { homes: all.filter((site) => site.building !== null && !institution.test(site.words.name)), all }
}

/** A text about a site with the number of its own building wherever it names one. */
export const atBuilding = (text: string, { building }: Site): string =>
  building === null ? text : text.replaceAll(/\d{1,2}号楼/g, `${building}号楼`)
