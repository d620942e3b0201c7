import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { eachDatabase } from '../../test/support/database.ts'
import { seedDistrict, staff } from '../../test/support/district.ts'
import { createTestKernel, type TestKernel } from '../../test/support/kernel.ts'
import type { Actor } from '../kernel/actor.ts'
import { unwrap } from '../kernel/result.ts'
import { act, fileMatter, readState, type MatterState } from '../matters/api.ts'
import { proposeUnits } from './actions.ts'
import { likelyDuplicates } from './api.ts'

const dispatcher = staff('u-street-1', 'dispatcher')
const text = '楼下垃圾三天没有人收了，味道很大。'

eachDatabase('what a dispatcher is shown', (open) => {
  let kernel: TestKernel

  const file = async (more: { nature?: string; aboutUnit?: string; text?: string; lon?: number } = {}): Promise<string> => {
    const input = {
      text: more.text ?? text,
      place: { point: [more.lon ?? 116.002, 40.002] },
      contact: { name: '王芳', phone: '19900001234' },
    }
    const request = {
      operation: randomUUID(),
      procedure: 'resident-request',
      door: 'portal' as const,
      nature: more.nature ?? 'help',
      category: 'env.litter',
      input,
      ...(more.aboutUnit ? { aboutUnit: more.aboutUnit } : {}),
    }
    return unwrap(await fileMatter(kernel, { kind: 'anonymous' }, request, kernel.clock())).id
  }
  const does = async (actor: Actor, id: string, action: string, input: object = {}): Promise<void> =>
    void unwrap(await act(kernel, actor, id, { operation: randomUUID(), action, input }, kernel.clock()))
  const stateOf = async (id: string): Promise<MatterState> => (await readState(kernel.db.sql, id)) as MatterState
  const answered = async (lead: 'u-roads' | 'u-water'): Promise<string> => {
    const id = await file()
    await does(dispatcher, id, 'accept', { category: 'env.litter' })
    await does(dispatcher, id, 'dispatch', { lead })
    await does(staff(lead, 'handler'), id, 'sign')
    await does(staff(lead, 'handler'), id, 'submit-answer', { answer: '积存的垃圾已经清运干净了。', result: 'solved' })
    await does(staff(lead, 'approver'), id, 'approve')
    await does(staff('u-county', 'desk'), id, 'confirm', { reached: true, solved: true, satisfied: true })
    return id
  }
  const same = async (id: string, actor: Actor): Promise<string[]> => {
    const state = await stateOf(id)
    const sought = { procedure: state.procedure.id, text, category: state.category, area: state.areaCode, point: state.point }
    return (await likelyDuplicates(kernel, sought, { actor, matter: state }, kernel.clock())).map((each) => each.id)
  }

  beforeAll(async () => {
    kernel = createTestKernel(await open())
    await seedDistrict(kernel)
  })

  it('are units that led like matters in the street, never the one complained about', async () => {
    await answered('u-roads')
    await answered('u-roads')
    await answered('u-water')
    const proposals = await proposeUnits(kernel, dispatcher, await stateOf(await file()), kernel.clock())
    expect(proposals.map(({ lead, past, reason }) => [lead, past, reason])).toEqual([
      ['u-roads', 2, null],
      ['u-water', 1, null],
    ])
    const against = await stateOf(await file({ nature: 'complaint', aboutUnit: 'u-roads' }))
    expect((await proposeUnits(kernel, dispatcher, against, kernel.clock())).map(({ lead }) => lead)).toEqual(['u-water'])
    // In another street nothing was done yet.
    const elsewhere = await stateOf(await file({ lon: 116.022 }))
    expect(await proposeUnits(kernel, staff('u-street-2', 'dispatcher'), elsewhere, kernel.clock())).toEqual([])
  })

  it('are open matters that may be the same, but not itself, nor what the reader may not read, nor sealed ones beside an ordinary one', async () => {
    kernel.at('2026-05-04T01:30:00Z')
    const first = await file()
    const second = await file()
    const sealed = await file({ nature: 'accusation' })
    const far = await file({ lon: 116.009 })
    expect(await same(second, dispatcher)).toEqual([first])
    expect(await same(sealed, dispatcher)).toEqual([])
    expect(await same(far, dispatcher)).toEqual([])
    expect(await same(second, staff('u-street-2', 'dispatcher'))).toEqual([])
    const outside = { procedure: 'resident-request', text, category: null, area: '990101001001001', point: { lon: 116.002, lat: 40.002 } }
    const seen = await likelyDuplicates(kernel, outside, 'outsider', kernel.clock())
    expect(seen.map((each) => each.id).toSorted()).toEqual([first, second].toSorted())
  })
})
