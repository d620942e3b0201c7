// What the start and the seeder of the demo may use of exchange.
export { ensureDemoClient } from './open311/actions/client.ts'
