// Makes queries.json anew: node src/territory/domain/address/data/build.ts
import { writeFileSync } from 'node:fs'
import { makeQueries } from '../samples.ts'

let state = 20_260_301
const random = (): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return state / 2 ** 32
}
const rows = makeQueries(random).map((query) => JSON.stringify(query))
writeFileSync(new URL('queries.json', import.meta.url), `[\n${rows.join(',\n')}\n]\n`)
