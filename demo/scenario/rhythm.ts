import { between, chance, weighted } from '../corpus/random.ts'
import type { Random } from '../corpus/random.ts'
import type { Channel } from './types.ts'

const dayMs = 86_400_000

/** One day of the scenario: how busy it is, and whether it poured. */
export interface Day {
  readonly date: string
  readonly month: number
  /** 0 = Sunday. */
  readonly weekday: number
  readonly weight: number
  readonly rain: boolean
}

const byWeekday = [0.66, 1.2, 1.12, 1.06, 1.04, 1.02, 0.8]

/** The `days` days that end on `end` (local date, included). Mondays are busy, Sundays quiet, a day of heavy rain busier. */
export const daysUntil = (end: string, days: number, random: Random): Day[] => {
  const last = Date.parse(`${end}T00:00:00Z`)
  return Array.from({ length: days }, (_, n) => {
    const at = new Date(last - (days - 1 - n) * dayMs)
    const weekday = at.getUTCDay()
    const rain = chance(random, 0.05)
    const weight = (byWeekday[weekday] ?? 1) * (0.85 + random() * 0.3) * (rain ? 1.35 : 1)
    return { date: at.toISOString().slice(0, 10), month: at.getUTCMonth() + 1, weekday, weight, rain }
  })
}

// weight of each hour 0–23
const online = [2, 1, 0.5, 0.3, 0.3, 0.8, 2, 5, 7, 8, 7, 6, 6, 5, 5, 5, 5, 6, 8, 9, 10, 9, 7, 4]
const phone = [1, 0.5, 0.3, 0.3, 0.3, 0.5, 1.5, 4, 9, 11, 10, 7, 5, 6, 8, 9, 8, 6, 4, 4, 4, 3, 2.5, 2]
const office = [0, 0, 0, 0, 0, 0, 0, 0, 6, 11, 10, 5, 0, 4, 8, 9, 7, 2, 0, 0, 0, 0, 0, 0]
const round = [0, 0, 0, 0, 0, 0, 0, 3, 9, 11, 9, 3, 0, 0, 6, 9, 8, 5, 1, 0, 0, 0, 0, 0]
const session = [0, 0, 0, 0, 0, 0, 0, 0, 2, 8, 8, 1, 0, 0, 3, 5, 3, 0, 0, 1, 2, 1, 0, 0]
const night = [9, 7, 4, 2, 1, 3, 4, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 2, 3, 5, 8, 10, 11]
const evening = [3, 1, 0, 0, 0, 1, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 5, 10, 11, 9, 6, 4]

const byChannel: Partial<Record<Channel, readonly number[]>> = {
  phone,
  'city-hotline': phone,
  counter: office,
  letter: office,
  field: round,
  station: session,
}
const nocturnal: Readonly<Record<string, readonly number[]>> = {
  'noise.site': night,
  'noise.home': night,
  'noise.shop': evening,
  'noise.dance': evening,
  'order.grill': evening,
  'noise.traffic': night,
  'dog.bark': night,
  'green.lamp': evening,
}

/** A local time on that day, `HH:MM`: by how the person came and, for what happens at night, by when it happens. */
export const timeOfDay = (channel: Channel, category: string, random: Random): string => {
  const desk = channel === 'counter' || channel === 'letter' || channel === 'field' || channel === 'station'
  const hours = (desk ? undefined : nocturnal[category]) ?? byChannel[channel] ?? online
  const hour = weighted(
    random,
    hours.map((weight, n) => [n, weight] as const),
  )
  return `${String(hour).padStart(2, '0')}:${String(between(random, 0, 59)).padStart(2, '0')}`
}
