// Standard addresses: how well hard spellings are found, and how fast among a hundred thousand.
import { buildAddressIndex, type KnownAddress } from '../../src/territory/domain/address/known.ts'
import { findAddresses } from '../../src/territory/domain/address/lookup.ts'
import { demoIndex, labelledQueries, measure, type Quality } from '../../src/territory/domain/address/samples.ts'
import { figure, type Line } from '../table.ts'
import { rate } from './timing.ts'

// How the committed set of hard spellings over the demo district is answered.
const addressQuality = (): Quality => measure(demoIndex(), labelledQueries())

const dwellings = 100_000
const signs = '安平和顺康宁福瑞祥云锦绣春华秋月清河文昌景明金玉兰桂松竹梅荷'
const ends = ['里', '苑', '园', '家园', '花园', '新村', '小区', '东里', '西苑', '公寓']

/** A hundred thousand dwellings of four hundred invented compounds, as text. */
const invented = (): readonly (KnownAddress & { readonly address: string })[] =>
  Array.from({ length: dwellings }, (_, at) => {
    const compound = Math.floor(at / 250)
    const [one, other] = [signs[compound % signs.length], signs[Math.floor(compound / ends.length + 7 * (compound % 3)) % signs.length]]
    const name = `${one}${other}${ends[compound % ends.length]}`
    const [building, room] = [1 + Math.floor((at % 250) / 25), at % 25]
    return {
      id: `d${at}`,
      address: `清源区学苑街道静苑社区${name}${building}号楼${1 + (room % 3)}单元${1 + Math.floor(room / 4)}0${1 + (room % 4)}室`,
      areaCode: '990101001002',
      point: null,
    }
  })

// Seconds to build the index from text, and lookups a second: as written in the register, misspelled, and all by comparing with every address.
const addressSpeed = (): { built: number; exact: number; misspelled: number; plain: number } => {
  const known = invented()
  const areas = [
    { code: '990101', name: '清源区' },
    { code: '990101001', name: '学苑街道' },
    { code: '990101001002', name: '静苑社区' },
  ]
  const before = performance.now()
  const index = buildAddressIndex(known, areas)
  const built = (performance.now() - before) / 1000
  const texts = known.filter((_, at) => at % 97 === 0).map(({ address }) => address)
  const short = texts.map((text) => text.slice(12).replace('号楼', '栋'))
  const wrong = short.map((text) => `${text[1]}${text[0]}${text.slice(2)}`)
  const at = (list: readonly string[], round: number): string => list[round % list.length] ?? ''
  return {
    built,
    exact: rate(20_000, (round) => findAddresses(index, at(texts, round))),
    misspelled: rate(20_000, (round) => findAddresses(index, at(wrong, round))),
    plain: rate(50, (round) => known.filter(({ address }) => address.includes(at(short, round)))),
  }
}

/** Both as lines of the table. */
export const addressLines = (): Line[] => {
  const { queries, precision, recall, recallAt3 } = addressQuality()
  const { built, exact, misspelled, plain } = addressSpeed()
  const share = (value: number): string => `${(100 * value).toFixed(1)} %`
  const none = { database: '', ratio: null, cpuRatio: null }
  return [
    {
      ...none,
      work: `${queries} hard spellings of addresses`,
      ours: `precision ${share(precision)}, recall ${share(recall)}, among the first three ${share(recallAt3)}`,
      plain: '',
      goal: '',
    },
    {
      ...none,
      work: 'an address among 100,000',
      ours: `${figure(exact)}/s, misspelled ${figure(misspelled)}/s, built in ${figure(built)} s`,
      plain: `${figure(plain)}/s`,
      cpuRatio: exact / plain,
      goal: '≥ 2,000/s, built in 2 s',
    },
  ]
}
