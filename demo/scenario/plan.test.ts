import { describe, expect, test } from 'vitest'
import { loadCorpus } from '../corpus/load.ts'
import { seeded } from '../corpus/random.ts'
import { loadDistrict } from '../district/load.ts'
import { drawPopulation, makePlan } from './plan.ts'
import { pictureNames } from '../photos/draw.ts'
import { filedText } from './words.ts'
import type { PlanRow } from './types.ts'

const district = loadDistrict()
const limits = new Map(district.categories.map((category) => [category.code, category.limits?.handle]))
const options = {
  corpus: loadCorpus(),
  end: '2026-10-31',
  endTime: '16:30',
  days: 92,
  count: 3000,
  places: 400,
  residents: 1900,
  foreigners: 40,
  limitOf: (category: string) => limits.get(category) ?? { value: 5, unit: 'workday' },
}
const plan = makePlan(options, seeded(20_261_031))
const share = (rows: readonly PlanRow[], is: (row: PlanRow) => boolean): number => rows.filter(is).length / rows.length
const requests = plan.filter((row) => row.procedure === 'resident-request')
const answered = plan.filter((row) => row.outcome === 'answered')

describe('the plan', () => {
  test('is the same for the same seed', () => {
    expect(makePlan(options, seeded(20_261_031))).toEqual(plan)
    expect(makePlan(options, seeded(1))).not.toEqual(plan)
  })

  test('has three thousand matters in order of filing, none after the end', () => {
    expect(plan).toHaveLength(3000)
    expect(plan.map((row) => row.id)).toEqual(plan.map((_, n) => n + 1))
    for (let n = 1; n < plan.length; n++) expect((plan[n - 1]?.filed ?? '') <= (plan[n]?.filed ?? '')).toBe(true)
    expect((plan.at(-1)?.filed ?? '') <= '2026-10-31T16:30').toBe(true)
    expect((plan[0]?.filed ?? '') >= '2026-08-01').toBe(true)
  })

  test('is spread as in a real street: on time, content, reopened, in English, by every door', () => {
    expect(share(answered, (row) => !row.late)).toBeGreaterThan(0.9)
    expect(share(answered, (row) => !row.late)).toBeLessThan(0.94)
    const rated = plan.filter((row) => row.rating !== null)
    const unhappy = share(rated, (row) => (row.rating?.stars ?? 5) <= 2)
    expect(unhappy).toBeGreaterThan(0.04)
    expect(unhappy).toBeLessThan(0.09)
    const reopened = answered.filter((row) => row.reopened > 0).length / requests.filter((row) => row.outcome === 'answered').length
    expect(reopened).toBeGreaterThan(0.03)
    expect(reopened).toBeLessThan(0.075)
    expect(share(plan, (row) => row.english)).toBeGreaterThan(0.025)
    expect(share(plan, (row) => row.english)).toBeLessThan(0.06)
    for (const door of ['portal', 'desk', 'field', 'upstream', 'open311'])
      expect(
        plan.some((row) => row.door === door),
        door,
      ).toBe(true)
  })

  test('every kind of life occurs several times', () => {
    for (const outcome of ['answered', 'answered-at-once', 'solved-on-spot', 'merged', 'declined', 'withdrawn', 'open'])
      expect(plan.filter((row) => row.outcome === outcome).length, outcome).toBeGreaterThan(15)
    for (const twist of ['asked', 'returned', 'parallel', 'extended', 'urged', 'supervised', 'sent-back', 'rework', 'added'] as const)
      expect(plan.filter((row) => row.twists.includes(twist)).length, twist).toBeGreaterThan(20)
    for (const stage of ['received', 'unsigned', 'handling', 'approving', 'verifying'])
      expect(plan.filter((row) => row.stage === stage).length, stage).toBeGreaterThan(2)
    expect(plan.filter((row) => row.nature === 'accusation').length).toBeGreaterThan(20)
    expect(plan.filter((row) => row.joins.length > 0).length).toBeGreaterThan(50)
  })

  test('a duplicate stands at the place and matter of an earlier one that was not merged itself', () => {
    for (const row of plan.filter((each) => each.outcome === 'merged')) {
      const first = plan[(row.into ?? 0) - 1]
      expect(first?.id).toBeLessThan(row.id)
      expect([first?.category, first?.place]).toEqual([row.category, row.place])
      expect(first?.outcome).not.toBe('merged')
    }
  })

  test('what is open is young, but for a few that were left lying', () => {
    const open = plan.filter((row) => row.outcome === 'open')
    expect(open.length).toBeGreaterThan(80)
    expect(open.length).toBeLessThan(450)
    expect(share(open, (row) => row.filed > '2026-10-08')).toBeGreaterThan(0.8)
    for (const row of plan) expect(row.stage !== null).toBe(row.outcome === 'open')
  })

  test('nobody is asked or rates who has left no name', () => {
    for (const row of plan.filter((each) => each.person === null))
      expect([row.rating, row.reopened, row.twists.includes('asked')]).toEqual([null, 0, false])
  })

  test('no heating complaint in summer, and the person of an English text is a foreigner', () => {
    expect(plan.some((row) => row.category === 'util.heat-cold' && row.filed < '2026-10-01')).toBe(false)
    const people = drawPopulation(options, seeded(2))
    for (const row of plan) if (row.english && row.person !== null) expect(people[row.person]?.foreign).toBe(true)
    expect(people).toHaveLength(1940)
  })

  test('its photos exist, its declines name a channel of the district', () => {
    const pictures = new Set(pictureNames())
    const channels = new Set(district.texts.declineChannels.map((channel) => channel.code))
    for (const row of plan) {
      for (const name of [row.photos?.before, row.photos?.after]) if (name) expect(pictures.has(name), name).toBe(true)
      if (row.outcome === 'declined') expect(channels.has(row.declineTo ?? ''), row.category).toBe(true)
    }
    const entered = new Set(district.texts.channels.map((channel) => channel.code))
    for (const row of plan) expect(entered.has(row.channel), row.channel).toBe(true)
  })

  test('under one in a hundred of its texts repeats another', () => {
    const people = drawPopulation(options, seeded(2))
    const texts = plan.map((row) => {
      const place = {
        name: `望春园${row.place}区`,
        road: `书院${row.place % 30}路`,
        community: `第${row.place % 12}`,
        kind: 'compound' as const,
      }
      return filedText(options.corpus, row, place, row.person === null ? null : (people[row.person] ?? null))
    })
    expect(1 - new Set(texts).size / texts.length).toBeLessThan(0.01)
    expect(Math.max(...texts.map((text) => text.length))).toBeGreaterThan(300)
  })
})
