// Lives the demo's scenario through the engine and writes the event file: `node demo/build-events.ts`.
import { writeFileSync } from 'node:fs'
import { eventFile, packed } from './events.ts'
import { simulate } from './simulate/simulate.ts'

const { lives } = simulate()
const bytes = packed(lives)
writeFileSync(eventFile, bytes)
const events = lives.reduce((sum, { events: own }) => sum + own.length, 0)
process.stdout.write(`${lives.length} matters, ${events} events, ${(bytes.length / 1024 / 1024).toFixed(2)} MB\n`)
