import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Command } from './command.ts'
import { asOf, compare, fold, holdsOn, overlap, same } from './record.ts'
import { createWorld, samplePlace, sampleRegisters, type World } from './samples.ts'

const person = (world: World, name: string, home?: { role: string; to: string; since?: string }, since = '2020-01-01'): string =>
  world.must({ act: 'create', register: 'person', values: { name }, place: {}, since, ...(home && { links: [home] }) })
const dwelling = (world: World, number: string): string =>
  world.must({ act: 'create', register: 'dwelling', values: { number, use: 'let' }, place: {}, since: '2020-01-01' })
const household = (world: World, label: string, home: string): string =>
  world.must({ act: 'create', register: 'household', values: { label }, since: '2020-01-01', links: [{ role: 'lives-in', to: home }] })
const open = (world: World, id: string): string[] =>
  world
    .state(id)
    .links.filter(({ until }) => until === null)
    .map(({ role, to }) => `${role} ${to}`)
const codeOf = (done: ReturnType<World['act']>): string => (done.ok ? 'ok' : done.error.code)

const family = () => {
  const world = createWorld()
  const [old, fresh] = [dwelling(world, '1-101'), dwelling(world, '1-102')]
  const home = household(world, '王家', old)
  const [wang, li, wei] = ['王芳', '李强', '王伟'].map((name) => person(world, name, { role: 'member', to: home, since: '2020-01-01' }))
  world.must({ act: 'link', id: wang ?? '', role: 'head', to: home, since: '2020-01-01' })
  return { world, old, fresh, home, wang: wang ?? '', li: li ?? '', wei: wei ?? '' }
}

describe('acts', () => {
  it('corrects by a new version and keeps the one before', () => {
    const world = createWorld()
    const id = dwelling(world, '1-101')
    world.must({ act: 'correct', id, values: { use: 'vacant' } })
    expect(world.state(id)).toMatchObject({ n: 2, values: { number: '1-101', use: 'vacant' } })
    const { versions } = world.versions.get(id) ?? { versions: [] }
    expect(asOf(id, 'dwelling', versions, '2026-03-01')?.values).toMatchObject({ use: 'let' })
    expect(asOf(id, 'dwelling', versions, '2019-12-31')).toBeNull()
    expect(codeOf(world.act({ act: 'correct', id, values: { use: 'vacant' } }))).toBe('register.nothing-new')
    expect(codeOf(world.act({ act: 'correct', id, values: { use: 'let' }, from: '2026-01-01' }))).toBe('register.before-last')
    expect(codeOf(world.act({ act: 'correct', id, values: { use: 'let' }, from: '2026-03-03' }))).toBe('register.day-ahead')
    expect(codeOf(world.act({ act: 'correct', id, values: { number: null } }))).toBe('input.invalid')
  })

  it('moves in and out: the home before ends where the next begins', () => {
    const { world, old, fresh, home } = family()
    expect(codeOf(world.act({ act: 'move-in', id: home, role: 'lives-in', to: old }))).toBe('register.lives-there')
    world.must({ act: 'move-in', id: home, role: 'lives-in', to: fresh, since: '2026-03-01' })
    expect(open(world, home)).toEqual([`lives-in ${fresh}`])
    expect(world.state(home).links.map(({ until }) => until)).toEqual(['2026-03-01', null])
    world.must({ act: 'move-out', id: home })
    expect(open(world, home)).toEqual([])
    expect(world.state(home).place).toEqual(samplePlace)
    expect(codeOf(world.act({ act: 'move-out', id: home }))).toBe('register.lives-nowhere')
  })

  it('lets one person be head at a time', () => {
    const { world, home, li } = family()
    expect(codeOf(world.act({ act: 'link', id: li, role: 'head', to: home }))).toBe('register.link-taken')
    expect(codeOf(world.act({ act: 'link', id: li, role: 'lives-in', to: home }))).toBe('register.no-such-link')
  })

  it('records a birth and a death, with who heads the household then', () => {
    const { world, home, wang, li } = family()
    const child = world.must({ act: 'birth', id: home, values: { name: '王小小' }, born: '2026-02-20' })
    expect(world.state(child)).toMatchObject({ since: '2026-02-20', values: { born: '2026-02-20' } })
    expect(codeOf(world.act({ act: 'death', id: li, died: '2026-02-25', head: child }))).toBe('register.not-head')
    world.must({ act: 'death', id: wang, died: '2026-02-25', head: li })
    expect(world.state(wang)).toMatchObject({ state: 'ended', until: '2026-02-25' })
    expect(open(world, li)).toEqual([`member ${home}`, `head ${home}`])
    expect(codeOf(world.act({ act: 'link', id: wang, role: 'member', to: home }))).toBe('register.not-current')
  })

  it('splits a household and joins it again', () => {
    const { world, home, fresh, li, wei } = family()
    const split: Command = {
      act: 'split',
      id: home,
      values: { label: '李家' },
      members: [li],
      head: li,
      home: { role: 'lives-in', to: fresh },
    }
    const other = world.must(split)
    expect(open(world, li)).toEqual([`member ${other}`, `head ${other}`])
    expect(open(world, wei)).toEqual([`member ${home}`])
    expect(codeOf(world.act({ ...split, head: undefined }))).toBe('register.not-member')
    expect(codeOf(world.act({ act: 'end', id: other }))).toBe('register.still-linked')
    world.today = '2026-03-09'
    world.must({ act: 'join', id: other, into: home })
    expect(world.state(other)).toMatchObject({ state: 'ended', until: '2026-03-09' })
    expect(open(world, li)).toEqual([`member ${home}`])
  })

  it('undoes the last change whole, an older one only where nothing came after', () => {
    const { world, home, li, fresh } = family()
    world.must({ act: 'move-in', id: home, role: 'lives-in', to: fresh })
    const moved = world.state(home).n
    world.must({ act: 'undo', id: home, version: moved })
    expect(open(world, home)).toHaveLength(1)
    expect(open(world, home)).not.toContain(`lives-in ${fresh}`)
    world.must({ act: 'correct', id: li, values: { name: '李墙' } })
    const wrong = world.state(li).n
    world.must({ act: 'correct', id: li, values: { phone: '13800138000' } })
    world.must({ act: 'undo', id: li, version: wrong })
    expect(world.state(li).values).toEqual({ name: '李强', phone: '13800138000' })
    expect(codeOf(world.act({ act: 'undo', id: li, version: wrong }))).toBe('register.changed-since')
    expect(codeOf(world.act({ act: 'undo', id: li, version: 1 }))).toBe('register.nothing-to-undo')
  })

  it('ends, and reopens', () => {
    const { world, home, old } = family()
    expect(codeOf(world.act({ act: 'end', id: old }))).toBe('register.still-linked')
    world.must({ act: 'move-out', id: home })
    world.must({ act: 'end', id: old, until: '2026-03-01' })
    expect(codeOf(world.act({ act: 'correct', id: old, values: { use: 'vacant' } }))).toBe('register.not-current')
    world.must({ act: 'reopen', id: old })
    expect(world.state(old)).toMatchObject({ state: 'current', until: null })
  })
})

it('compares two versions without telling what is sensitive', () => {
  const register = sampleRegisters.find(({ id }) => id === 'person')
  const before = { values: { name: '王芳', phone: '1' }, place: null, state: 'current', since: '2026-01-01', until: null } as const
  const after = { ...before, values: { name: '王方', phone: '2' }, until: '2026-02-01' }
  expect(register && compare(register, before, after)).toEqual([
    { field: 'name', masked: false, before: '王芳', after: '王方' },
    { field: 'phone', masked: true },
    { field: '@until', masked: false, before: null, after: '2026-02-01' },
  ])
})

const days = ['2026-03-02', '2026-03-03', '2026-03-05', '2026-03-09']
const step = fc.record({
  act: fc.constantFrom('link', 'unlink', 'move-in', 'move-out', 'correct', 'undo', 'death', 'split', 'join', 'birth', 'end', 'reopen'),
  who: fc.nat(7),
  what: fc.nat(7),
  role: fc.constantFrom('member', 'head', 'owner', 'resident', 'tenant', 'lives-in'),
  day: fc.constantFrom(...days, undefined),
  text: fc.constantFrom('甲', '乙', '丙'),
  on: fc.boolean(),
})

const commandOf = (world: World, { act, who, what, role, day, text }: typeof step extends fc.Arbitrary<infer S> ? S : never): Command => {
  const ids = [...world.versions.keys()]
  const [id, to] = [ids[who % ids.length] ?? '', ids[what % ids.length] ?? '']
  const link = world.state(id).links[what % Math.max(1, world.state(id).links.length)]?.id ?? ''
  const commands: Record<string, Command> = {
    link: { act: 'link', id, role, to, since: day },
    unlink: { act: 'unlink', id, link, until: day },
    'move-in': { act: 'move-in', id, role, to, since: day },
    'move-out': { act: 'move-out', id, until: day },
    correct: {
      act: 'correct',
      id,
      values:
        world.state(id).register === 'dwelling' ? { number: text } : { [world.state(id).register === 'person' ? 'name' : 'label']: text },
    },
    undo: { act: 'undo', id, version: what + 1 },
    death: { act: 'death', id, died: day ?? world.today },
    split: { act: 'split', id, values: { label: text }, members: [to], since: day },
    join: { act: 'join', id, into: to, since: day },
    birth: { act: 'birth', id, values: { name: text }, born: day ?? world.today },
    end: { act: 'end', id, until: day },
    reopen: { act: 'reopen', id },
  }
  return commands[act] ?? { act: 'reopen', id }
}

describe('random lives', () => {
  it('keep links apart, equal their replay, and are today what they are as of today', () => {
    let done = 0
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { world } = family()
        for (const each of steps) {
          if (each.on) world.today = days[Math.min(days.length - 1, days.indexOf(world.today) + 1)] ?? world.today
          const command = commandOf(world, each)
          const before = 'id' in command ? world.state(command.id) : null
          const result = world.act(command)
          if (!result.ok) continue
          done++
          if (before && command.act !== 'undo' && world.state(before.id).n > before.n) undoRestores(world, before)
        }
        for (const [id, { register, versions }] of world.versions) {
          const state = world.state(id)
          expect(fold(id, register, versions)).toEqual(state)
          expect(asOf(id, register, versions, world.today)).toEqual({
            ...state,
            links: state.links.filter((link) => holdsOn(link, world.today)),
          })
          expect(versions.every(({ from }, at) => from >= (versions[at - 1]?.from ?? ''))).toBe(true)
        }
        expectApart(world)
      }),
      { numRuns: 200 },
    )
    expect(done).toBeGreaterThan(200)
  })
})

// Tries the undo on a copy: content and open links are then as before.
const undoRestores = (world: World, before: ReturnType<World['state']>): void => {
  const kept = new Map(world.versions)
  const result = world.act({ act: 'undo', id: before.id, version: world.state(before.id).n })
  if (result.ok) {
    const { values, place, state, since, until, links } = world.state(before.id)
    expect({ values, place, state, since, until }).toEqual({
      values: before.values,
      place: before.place,
      state: before.state,
      since: before.since,
      until: before.until,
    })
    const plain = (list: typeof links) =>
      list.map((link) => ({ id: link.id, since: link.since, until: link.until })).toSorted((a, b) => (a.id < b.id ? -1 : 1))
    expect(same(plain(links), plain(before.links))).toBe(true)
  } else expect(['register.link-taken']).toContain(result.error.code)
  world.versions.clear()
  for (const [id, value] of kept) world.versions.set(id, value)
}

const expectApart = (world: World): void => {
  const all = [...world.versions.keys()].flatMap((id) =>
    world.state(id).links.map((link) => ({ ...link, from: id, register: world.state(id).register })),
  )
  for (const [at, a] of all.entries())
    for (const b of all.slice(at + 1)) {
      const definition = sampleRegisters.find(({ id }) => id === a.register)?.links.find(({ role }) => role === a.role)
      if (a.role !== b.role || a.register !== b.register || !overlap(a, b)) continue
      expect(definition?.ours === 'one' && a.from === b.from).toBe(false)
      expect(definition?.theirs === 'one' && a.to === b.to).toBe(false)
    }
}
