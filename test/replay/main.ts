// `npm run replay -- baltimore <csv>` and `npm run replay -- fuzhou <csv>`: real cases through the real intake, with a virtual clock.
import { existsSync } from 'node:fs'
import { replayBaltimore } from './baltimore.ts'
import { replayFuzhou } from './fuzhou.ts'

const [which, file] = process.argv.slice(2)
const began = performance.now()
const seconds = (): number => Math.round((performance.now() - began) / 100) / 10

if (!file || !existsSync(file) || (which !== 'baltimore' && which !== 'fuzhou')) {
  console.error('usage: npm run replay -- baltimore|fuzhou <csv>')
  process.exit(2)
} else if (which === 'baltimore') {
  const { late, closed, dues, types, queued } = await replayBaltimore(file)
  console.log(`types with a limit ${types}, due times equal to the file ${dues}, through the queue of unlocated ${queued}`)
  console.log(`late ${late} of ${closed} in ${seconds()} s`)
} else {
  const { answered, open, late, anonymous, transfers } = await replayFuzhou(file)
  console.log(`answered ${answered}, open ${open}, anonymous ${anonymous}, transfers ${transfers}, in ${seconds()} s`)
  console.log(
    `late ${late['workdays-5']} at 5 working days, ${late['workdays-10']} at 10 working days, ${late['days-15']} at 15 calendar days`,
  )
}
