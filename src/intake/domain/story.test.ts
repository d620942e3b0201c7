import { describe, expect, it } from 'vitest'
import type { MatterEvent, MatterState, Procedure } from '../../matters/api.ts'
import { storyOf } from './story.ts'

const text = (zh: string) => ({ zh, en: zh })
const procedure = {
  clocks: { handle: { shown: true }, assist: { shown: false } },
  stages: { handling: { title: text('办理中'), actions: { decide: { title: text('督查决定'), tell: [{ whom: 'resident' }], form: [] } } } },
} as unknown as Procedure
const state = {
  clocks: [
    { id: 'c1', name: 'handle', assignment: null },
    { id: 'c2', name: 'assist', assignment: 'a1' },
  ],
} as unknown as MatterState

const telling = {
  state,
  procedure,
  say: (key: string, params: Readonly<Record<string, string | number>> = {}) => [key, ...Object.values(params)].join(' '),
  text: (words: { zh: string }) => words.zh,
  unit: (id: string | null) => id ?? 'nobody',
  moment: (at: string) => at,
}

let n = 0
const event = (kind: string, facts: object, more: object = {}): MatterEvent =>
  ({
    kind,
    facts,
    text: null,
    contact: null,
    erased: [],
    n: ++n,
    version: 1,
    actor: 'staff:1',
    at: `2026-03-02T00:00:0${n % 10}Z`,
    ...more,
  }) as unknown as MatterEvent
const acted = (facts: object, words: object | null = null, actor = 'staff:1'): MatterEvent =>
  event('acted', { from: 'handling', to: 'handling', unit: 'u-1', values: {}, files: [], reaches: [], ...facts }, { text: words, actor })
const titles = (...events: readonly MatterEvent[]): string[] => storyOf(events, telling).map((entry) => entry.title)

describe('what a resident reads of a journal', () => {
  it('has none of what offices say among themselves', () => {
    const inside = [
      acted({ action: 'note', records: 'note' }, { note: '内部' }),
      acted({ action: 'report' }, { report: '内部' }),
      acted({ action: 'return' }, { reason: '不归我们' }),
      acted({ action: 'attach' }, { note: '内部材料' }),
      acted({ action: 'urge' }, { note: '快' }),
      event('requested', { id: 'r1', kind: 'time' }),
      event('clock-warned', { id: 'c1', at: '' }),
      event('clock-breached', { id: 'c2' }),
    ]
    expect(titles(...inside)).toEqual([])
  })

  it('has the answer when it is approved, as it was approved, with the unit that gave it', () => {
    const drafts = [
      acted({ action: 'submit-answer', records: 'answer', unit: 'u-roads' }, { answer: '第一稿' }),
      acted({ action: 'send-back' }),
    ]
    expect(titles(...drafts)).toEqual([])
    const story = storyOf(
      [
        ...drafts,
        acted({ action: 'submit-answer', records: 'answer', unit: 'u-roads' }, { answer: '第二稿' }),
        acted({ action: 'approve', reaches: ['answered'], unit: 'u-2' }, { opinion: '同意' }),
      ],
      telling,
    )
    expect(story.map(({ title, words }) => [title, ...words])).toEqual([['story.answered u-roads', '第二稿']])
  })

  it('tells of lateness, more time and decisions', () => {
    const granted = [acted({ action: 'grant-time' }, { reason: '等材料' }), event('clock-due', { id: 'c1', due: 'D', why: 'extended' })]
    expect(storyOf(granted, telling).map(({ title, words }) => [title, ...words])).toEqual([['story.extended D', '等材料']])
    expect(storyOf([event('clock-breached', { id: 'c1' })], telling)[0]?.tone).toBe('late')
    expect(titles(acted({ action: 'decide' }, { reason: '内部要求' }))).toEqual(['story.told u-1 督查决定'])
  })

  it('has what the resident said, and nothing in its place after an erasure', () => {
    const said = [
      acted({ action: 'attach' }, { note: '又来了' }, 'receipt'),
      acted({ action: 'reply', records: 'reply' }, null, 'resident:7'),
    ]
    expect(storyOf(said, telling).map(({ title, words }) => [title, ...words])).toEqual([['story.added', '又来了'], ['story.replied']])
  })
})
