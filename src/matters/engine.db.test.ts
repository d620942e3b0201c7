import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { eachDatabase } from '../../test/support/database.ts'
import { seedDistrict, staff } from '../../test/support/district.ts'
import { createTestKernel, type TestKernel } from '../../test/support/kernel.ts'
import type { Actor } from '../kernel/actor.ts'
import { firstBroken } from '../kernel/journal.ts'
import { unwrap } from '../kernel/result.ts'
import { act } from './actions/act.ts'
import { fileMatter, type FileRequest } from './actions/file.ts'
import { fold } from './domain/evolve.ts'
import type { MatterState } from './domain/state.ts'
import { readEvents, readState } from './store/read.ts'

const anonymous: Actor = { kind: 'anonymous' }

eachDatabase('a request from the portal to its rating', (open) => {
  let kernel: TestKernel
  beforeAll(async () => {
    kernel = createTestKernel(await open())
    await seedDistrict(kernel)
  })

  const request = (more: Partial<FileRequest> = {}): FileRequest => ({
    operation: randomUUID(),
    procedure: 'resident-request',
    door: 'portal',
    nature: 'help',
    category: 'env.litter',
    input: {
      text: '楼下垃圾三天没有人收了，味道很大。',
      place: { point: [116.002, 40.002] },
      contact: { name: '王芳', phone: '19900001234' },
    },
    ...more,
  })
  const state = async (id: string): Promise<MatterState> => (await readState(kernel.db.sql, id)) as MatterState
  const does = async (actor: Actor, id: string, action: string, input: object = {}) =>
    act(kernel, actor, id, { operation: randomUUID(), action, input }, kernel.clock())

  it('is located, dispatched, answered, verified and rated, and its journal folds to the projection', async () => {
    const { id, code } = unwrap(await fileMatter(kernel, anonymous, request(), kernel.clock()))
    expect(code).toMatch(/^\d{12}$/)
    expect((await state(id)).areaCode).toBe('990101001001001')
    const dispatcher = staff('u-street-1', 'dispatcher')
    unwrap(await does(dispatcher, id, 'accept', { category: 'env.litter' }))
    unwrap(
      await does(dispatcher, id, 'dispatch', {
        lead: 'u-roads',
        assistants: ['u-water', 'u-parks'],
        order: 'sequence',
        listItem: '基本 12',
      }),
    )
    expect((await state(id)).assignments.map((each) => [each.unit, each.state])).toEqual([
      ['u-roads', 'open'],
      ['u-water', 'open'],
      ['u-parks', 'waiting'],
    ])
    unwrap(await does(staff('u-roads', 'handler'), id, 'sign'))
    const early = await does(staff('u-roads', 'handler'), id, 'submit-answer', {
      answer: '积存的垃圾已经清运干净，并加派了晚班车。',
      measures: '加派车次',
      result: 'solved',
    })
    expect(early.ok).toBe(false)
    unwrap(await does(staff('u-water', 'handler'), id, 'report', { report: '已冲洗地面。' }))
    unwrap(await does(staff('u-parks', 'handler'), id, 'report', { report: '已补种。' }))
    unwrap(
      await does(staff('u-roads', 'handler'), id, 'submit-answer', {
        answer: '积存的垃圾已经清运干净，并加派了晚班车。',
        measures: '加派车次',
        result: 'solved',
      }),
    )
    unwrap(await does(staff('u-roads', 'approver'), id, 'approve'))
    expect((await state(id)).stage).toBe('verifying')
    unwrap(await does(staff('u-county', 'desk'), id, 'confirm', { reached: true, solved: true, satisfied: true }))
    const resident: Actor = { kind: 'receipt', matterId: id }
    unwrap(await does(resident, id, 'not-fixed', { reason: '第二天又满了。' }))
    expect((await state(id)).counts.reopened).toBe(1)
    expect((await state(id)).assignments.at(-1)).toMatchObject({ unit: 'u-roads', part: 'lead', state: 'open' })
    const events = await readEvents(kernel.db.sql, kernel.keys, id)
    expect(fold(events, id)).toEqual(await state(id))
    expect(await firstBroken(kernel.db.sql, kernel.keys, id)).toBe(null)
  })

  it('gives the same answer for the same operation, and refuses it for another content', async () => {
    const first = request()
    const once = unwrap(await fileMatter(kernel, anonymous, first, kernel.clock()))
    expect(unwrap(await fileMatter(kernel, anonymous, first, kernel.clock()))).toEqual(once)
    const other = await fileMatter(kernel, anonymous, { ...first, nature: 'complaint' }, kernel.clock())
    expect(other).toMatchObject({ ok: false, error: { code: 'operation.reused' } })
  })
})
