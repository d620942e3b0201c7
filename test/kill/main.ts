// `npm run kill`: ten kills under load on each database, PostgreSQL with fsync on.
import { startCluster } from '../support/postgres.ts'
import { killUnderLoad } from './kill.ts'

const rounds = Number(process.argv[2] ?? 10)
console.log('embedded  ', await killUnderLoad(rounds, null))
const cluster = await startCluster(true)
if (cluster) {
  console.log('postgres  ', await killUnderLoad(rounds, cluster.url('postgres')))
  await cluster.stop()
} else console.log('postgres   is not installed here')
