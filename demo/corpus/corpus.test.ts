import { describe, expect, test } from 'vitest'
import { loadDistrict } from '../district/load.ts'
import { loadCorpus } from './load.ts'
import { inventPerson } from './people.ts'
import { pick, seeded } from './random.ts'
import { answerText, ratingComment, remark } from './remarks.ts'
import { requestText } from './request.ts'
import type { RequestContext } from './request.ts'
import type { PlaceWords } from './slots.ts'
import { choose } from './weave.ts'

const corpus = loadCorpus()
const leaves = loadDistrict().categories.filter((category) => category.parent !== null)
const places: readonly PlaceWords[] = Array.from({ length: 60 }, (_, n) => ({
  name: `${'春夏秋冬梅兰竹菊松柏'[n % 10]}${'园里苑庄居坊'[n % 6]}${n}`,
  road: `${'东西南北'[n % 4]}${n}路`,
  community: `第${n % 12}`,
  kind: (['compound', 'compound', 'building', 'road', 'site'] as const)[n % 5] ?? 'site',
}))

const texts = (count: number, seed: number): string[] => {
  const random = seeded(seed)
  return Array.from({ length: count }, (_, n) => {
    const leaf = pick(random, leaves)
    const own = corpus.leaves.get(leaf.code)
    const natures = Object.keys(own?.natures ?? {}) as RequestContext['nature'][]
    const context: RequestContext = {
      category: leaf.code,
      place: pick(random, places),
      nature: leaf.tree === 'requests' ? pick(random, natures) : 'complaint',
      voice:
        leaf.tree === 'hazards'
          ? 'grid'
          : leaf.tree === 'opinions'
            ? 'station'
            : ((['self', 'self', 'agent', 'upstream'] as const)[n % 4] ?? 'self'),
      moment: { date: '2026-09-03', hour: n % 24 },
      caller: '王女士',
      english: n % 25 === 0,
    }
    return requestText(corpus, context, random)
  })
}

describe('templates', () => {
  test('there are some for every leaf category and no other', () => {
    expect([...corpus.leaves.keys()].toSorted()).toEqual(leaves.map((leaf) => leaf.code).toSorted())
  })

  test('big groups have at least twenty-five', () => {
    const counts = new Map<string, number>()
    for (const leaf of corpus.leaves.values())
      counts.set(leaf.group, (counts.get(leaf.group) ?? 0) + leaf.facts.length + leaf.shorts.length)
    for (const [group, count] of counts) expect(count, group).toBeGreaterThanOrEqual(group === 'opinions' ? 15 : 25)
  })

  test('every template can be filled, whatever the choices', () => {
    const random = seeded(5)
    const context = { place: places[0] as PlaceWords, moment: { date: '2026-09-03', hour: 9 }, caller: '李先生', english: false }
    for (const category of corpus.leaves.keys()) {
      for (let n = 0; n < 8; n++)
        answerText(corpus, (['solved', 'part', 'no'] as const)[n % 3] ?? 'solved', n % 2 === 0, { ...context, category }, random)
    }
    for (const kind of [
      'follow',
      'askMore',
      'askReply',
      'note',
      'return',
      'returnRuling',
      'extend',
      'urge',
      'supervise',
      'sendBack',
      'callback',
      'callbackBad',
      'reopen',
      'mergeNote',
      'withdraw',
    ] as const)
      for (let n = 0; n < 20; n++) expect(remark(corpus, kind, { ...context, category: 'env.litter' }, random)).not.toMatch(/[[\]{}|]/)
    for (let stars = 1; stars <= 5; stars++) ratingComment(corpus, stars, { ...context, category: 'env.litter' }, random)
  })
})

describe('texts', () => {
  const made = texts(3000, 11)

  test('hardly repeat: under one in a hundred exact duplicates among three thousand', () => {
    const share = 1 - new Set(made).size / made.length
    expect(share).toBeLessThan(0.01)
  })

  test('leave no trace of the template', () => {
    for (const text of made) expect(text).not.toMatch(/[[\]{}|]|undefined|，，|。，|，。/)
  })

  test('have the lengths of real ones: some very short, some long', () => {
    const lengths = made.map((text) => text.length).toSorted((a, b) => a - b)
    expect(lengths[30]).toBeLessThan(14)
    expect(lengths[2970]).toBeGreaterThan(200)
    expect(lengths.at(-1)).toBeLessThanOrEqual(600)
  })

  test('are the same for the same seed, and others for another', () => {
    expect(texts(50, 3)).toEqual(texts(50, 3))
    expect(texts(50, 3)).not.toEqual(texts(50, 4))
  })
})

test('telephone numbers stand in the range that is given to nobody, addresses under example domains', () => {
  const random = seeded(1)
  for (let n = 0; n < 500; n++) {
    const person = inventPerson(random, n % 20 === 0)
    expect(person.phone).toMatch(/^19[89]0000\d{4}$/)
    if (person.email !== null) expect(person.email).toMatch(/@example\.(com|org)$/)
  }
})

test('choices nest', () => {
  expect(['a', 'bc', 'bd']).toContain(choose('[a|b[c|d]]', seeded(9)))
})
