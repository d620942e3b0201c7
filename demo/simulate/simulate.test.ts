import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { parseCode } from '../../src/kernel/ids.ts'
import { fold, type FoldedEvent } from '../../src/matters/domain/evolve.ts'
import { rowOf } from '../../src/matters/domain/row.ts'
import { linesOf, matterOf, readLines } from '../events.ts'
import { redacted } from './answering.ts'
import { simulate } from './simulate.ts'
import type { Lived } from './run.ts'
import { buildWorld } from './world.ts'

const digest = (lines: readonly string[]): string => createHash('sha256').update(lines.join('\n')).digest('hex')

describe('the scenario lived through the engine', () => {
  let lives: readonly Lived[]
  let plan: ReturnType<typeof simulate>['plan']
  beforeAll(() => ({ lives, plan } = simulate()))

  test('is what the committed event file says (after a change of the demo or the engine: node demo/build-events.ts)', () => {
    expect(digest(linesOf(lives).trimEnd().split('\n'))).toBe(digest(readLines()))
  })

  test('each journal read back from its line folds to the same state', () => {
    for (const { id, state, events } of lives) {
      const [line = ''] = linesOf([{ id, events }]).split('\n')
      const folded = matterOf(line).events.map((event) => ({ ...event, at: new Date(event.at).toISOString() }) as FoldedEvent)
      expect(fold(folded, id)).toEqual(state)
    }
  })

  test('codes are valid and each there once; no journal goes back in time', () => {
    expect(new Set(lives.map(({ state }) => state.code)).size).toBe(lives.length)
    for (const { state, events } of lives) {
      expect(parseCode(state.code)).toBe(state.code)
      expect(events.every((event, index) => event.n === index + 1 && event.at >= (events[index - 1]?.at ?? 0))).toBe(true)
    }
  })

  test('goes as it was planned', () => {
    const world = buildWorld()
    const late = lives.filter(({ state }) => rowOf(state, world.procedureOf(state.procedure.id)).late).length
    const planned = plan.filter((row) => row.late).length
    expect(Math.abs(late - planned) / lives.length).toBeLessThan(0.04)
    const count = (is: (life: Lived) => boolean): number => lives.filter(is).length
    const merged = plan.filter((row) => row.outcome === 'merged').length
    expect(count(({ state }) => state.mergedInto !== null)).toBe(merged)
    expect(count(({ state }) => state.outcome === 'declined')).toBe(plan.filter((row) => row.outcome === 'declined').length)
    expect(count(({ state }) => state.counts.reopened > 0)).toBeGreaterThan(60)
    expect(count(({ state }) => state.released !== null)).toBeGreaterThan(100)
    expect(count(({ state }) => state.counts.joined > 0)).toBeGreaterThan(100)
    for (const stage of ['received', 'dispatching', 'handling', 'approving', 'verifying', 'answered', 'closed'])
      expect(
        count(({ state }) => state.stage === stage),
        stage,
      ).toBeGreaterThan(2)
  })

  test('what was published names nobody and no telephone', () => {
    for (const { events } of lives) {
      const filed = events[0]
      const contact = filed?.contact?.['contact'] as { name: string; phone: string } | undefined
      for (const event of events.filter(({ kind, facts }) => kind === 'acted' && 'action' in facts && facts.action === 'release')) {
        const words = Object.values(event.text ?? {}).join(' ')
        expect(words).not.toMatch(/\d{7,}/)
        expect(words).not.toMatch(/[\u4e00-\u9fff](女士|先生)/)
        if (contact) expect(words).not.toContain(contact.name)
      }
    }
  })
})

test('redaction leaves what the matter is about', () => {
  expect(redacted('王女士住12号楼3单元502室，电话19900001234，停车费涨到350。', ['王芳', '王女士'])).toBe(
    '居民住某号楼某单元某室，电话（号码略），停车费涨到350。',
  )
})
