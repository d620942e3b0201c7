import { beforeAll, expect, it } from 'vitest'
import { eachDatabase } from '../../test/support/database.ts'
import { seedDistrict, staff } from '../../test/support/district.ts'
import { createTestKernel, type TestKernel } from '../../test/support/kernel.ts'
import { newId } from '../kernel/ids.ts'
import { unwrap } from '../kernel/result.ts'
import { readSecurityLog, type SecurityQuestion } from './actions/security-log.ts'
import { signIn } from './actions/sign-in.ts'
import { createAccount, grantMembership } from './actions/staff.ts'

const system = { kind: 'system', name: 'test' } as const
const officer = staff('u-county', 'security-officer', '00000000-0000-4000-8000-000000000001')
const administrator = staff('u-county', 'administrator', '00000000-0000-4000-8000-000000000002')
const all: SecurityQuestion = { account: null, kind: null, day: null, before: null }

eachDatabase('the security log', (open) => {
  let kernel: TestKernel
  let person: string
  beforeAll(async () => {
    kernel = createTestKernel(await open(), '2026-03-02T01:30:00Z')
    await seedDistrict(kernel)
    const draft = { login: 'wang', name: '王芳', phone: '', unit: 'u-roads', role: 'handler', since: '2026-01-01' } as const
    person = unwrap(await createAccount(kernel, system, draft, kernel.clock())).id
    for (const password of ['nope', 'nope']) await signIn(kernel, { login: 'wang', password, address: '10.0.0.1' }, kernel.clock())
    const reading = {
      id: newId(kernel.clock(), kernel.random),
      at: kernel.clock(),
      actor: `staff:${person}`,
      what: 'contact',
      purpose: '回访',
    }
    await kernel.db.sql.insertInto('access_log').values(reading).execute()
  })
  const read = (more: Partial<SecurityQuestion>, actor = officer) => readSecurityLog(kernel, actor, { ...all, ...more }, kernel.clock())

  it('shows sign-ins, readings and changes of rights with names, by person, kind and day', async () => {
    const lines = unwrap(await read({ account: person }))
    expect(lines.map((line) => line.kind).toSorted()).toEqual(['reading', 'right', 'sign-in', 'sign-in'])
    expect(lines.find((line) => line.kind === 'reading')).toMatchObject({ actorName: '王芳', what: 'contact', purpose: '回访' })
    expect(lines.find((line) => line.kind === 'right')).toMatchObject({ what: 'account.create', subjectName: '王芳' })
    expect(unwrap(await read({ kind: 'sign-in' })).every((line) => line.what === 'wrong')).toBe(true)
    // 01:30 UTC is the morning of the second in the district.
    expect(unwrap(await read({ account: person, day: '2026-03-02' }))).toHaveLength(4)
    expect(unwrap(await read({ day: '2026-03-01' }))).toEqual([])
    const [first, ...rest] = unwrap(await read({}))
    expect(unwrap(await read({ before: first ? { at: first.at, id: first.id } : null }))).toEqual(rest)
  })

  it('is the administrator’s to read only while nobody holds the offices that guard', async () => {
    expect((await read({}, administrator)).ok).toBe(true)
    expect((await read({}, staff('u-street-1', 'administrator'))).ok).toBe(false)
    expect((await read({}, staff('u-roads', 'handler'))).ok).toBe(false)
    const post = { account: person, unit: 'u-county', role: 'security-officer', since: '2026-01-01', until: null } as const
    unwrap(await grantMembership(kernel, system, post, kernel.clock()))
    expect(await read({}, administrator)).toMatchObject({ ok: false, error: { code: 'access.guards-only' } })
    expect((await read({})).ok).toBe(true)
  })
})
