import { describe, expect, it } from 'vitest'
import { checkCondition, compileCondition, conditionFacts, type FactSource, holds, mentionsOf, routingFacts } from './conditions.ts'
import { noCounts, type Assignment } from './state.ts'

const assignment = (unit: string, part: Assignment['part'], state: Assignment['state']): Assignment => ({
  id: unit,
  unit,
  part,
  order: 1,
  state,
  assignedAt: '2026-03-02T01:00:00.000Z',
  signedAt: null,
  signedBy: null,
  endedAt: null,
  listItem: null,
})

const source: FactSource = {
  nature: 'help',
  category: 'green.lamp',
  door: 'desk',
  channel: null,
  sensitivity: 'ordinary',
  located: true,
  anonymous: false,
  counts: { ...noCounts, reopened: 2 },
  assignments: [],
  form: { solved: true, people: 3, ratio: 0.5, group: { n: 4 } },
  reached: { filed: '2026-03-02T00:00:00.000Z' },
}

describe('checkCondition', () => {
  it.each([
    "nature == 'consult'",
    'counts.reopened >= 2',
    "lead.unit != ''",
    'assistants.all(a, a.reported)',
    'form.solved == true',
    "'answered' in reached",
    "door in ['desk', 'portal'] && !anonymous && located",
    'size(assistants) > 0 || counts.handedUp == 0',
  ])('takes %s', (condition) => {
    expect(checkCondition(condition)).toBeNull()
  })

  it.each([
    ['an unknown fact', 'age > 60'],
    ['a wrong type', 'nature == 3'],
    ['an unknown counter', 'counts.reopend > 1'],
    ['an unknown part of the lead', "lead.name == 'x'"],
    ['an unknown part of an assistant', 'assistants.all(a, a.done)'],
    ['no yes or no', 'counts.reopened + 1'],
    ['no expression', 'nature =='],
    ['the time of day, outside routing', 'hour > 8'],
  ])('refuses %s', (_, condition) => {
    expect(checkCondition(condition)).toMatch(/./)
  })

  it('lets routing rules ask for the time', () => {
    expect(checkCondition("hour >= 18 && weekday < 6 && nature == 'help'", 'routing')).toBeNull()
  })
})

describe('holds', () => {
  const facts = conditionFacts(source)

  it('answers from the facts', () => {
    expect(holds("nature == 'help' && counts.reopened == 2 && located", facts)).toBe(true)
    expect(holds('form.solved == true && form.people == 3 && form.group.n > 3 && form.ratio < 1.0', facts)).toBe(true)
    expect(holds("channel == '' && lead.unit == ''", facts)).toBe(true)
    expect(holds("'answered' in reached", facts)).toBe(false)
  })

  it('does not hold when a field was left empty', () => {
    expect(holds('form.keep == true', facts)).toBe(false)
    expect(holds('!(form.keep == true)', facts)).toBe(false)
  })

  it('sees the units that are still there', () => {
    const returned = { ...source, assignments: [assignment('u1', 'lead', 'returned'), assignment('u2', 'assistant', 'transferred')] }
    expect(holds("lead.unit == '' && size(assistants) == 0", conditionFacts(returned))).toBe(true)
    const working = {
      ...source,
      assignments: [
        assignment('u1', 'lead', 'signed'),
        assignment('u2', 'assistant', 'reported'),
        assignment('u3', 'assistant', 'waiting'),
      ],
    }
    expect(holds("lead.unit == 'u1' && lead.state == 'signed'", conditionFacts(working))).toBe(true)
    expect(holds('assistants.all(a, a.reported)', conditionFacts(working))).toBe(false)
    expect(holds("assistants.exists(a, a.unit == 'u2' && a.reported)", conditionFacts(working))).toBe(true)
  })

  it('routes by the hour', () => {
    expect(holds('hour >= 18 || weekday > 5', routingFacts(source, { hour: 20, weekday: 2 }), 'routing')).toBe(true)
    expect(holds('hour >= 18 || weekday > 5', routingFacts(source, { hour: 10, weekday: 2 }), 'routing')).toBe(false)
  })

  it('parses a condition once', () => {
    expect(compileCondition('located')).toBe(compileCondition('located'))
  })
})

describe('mentionsOf', () => {
  it('names what a condition hangs on', () => {
    const found = mentionsOf(
      "nature in ['help', 'consult'] && form['lawful-channel'] == 'court' && 'answered' in reached && 'x' != door && form.solved == true",
    )
    expect([...found.facts].toSorted()).toEqual(['door', 'form', 'nature', 'reached'])
    expect(found.keys).toEqual([
      { fact: 'form', key: 'lawful-channel' },
      { fact: 'reached', key: 'answered' },
      { fact: 'form', key: 'solved' },
    ])
    expect(found.compared).toContainEqual({ fact: 'nature', value: 'help' })
    expect(found.compared).toContainEqual({ fact: 'door', value: 'x' })
  })
})
