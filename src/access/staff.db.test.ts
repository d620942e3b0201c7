import { beforeAll, describe, expect, it } from 'vitest'
import { eachDatabase } from '../../test/support/database.ts'
import { unwrap } from '../kernel/result.ts'
import { closeAbsence, enterAbsence } from './actions/absences.ts'
import { importStaff, importUnits } from './actions/imports.ts'
import { changePassword, signIn } from './actions/sign-in.ts'
import { closeMembership, createAccount, endAccount, grantMembership, guardAccount, readStaff, resetPassword } from './actions/staff.ts'
import { changeUnit, closeUnit, createUnit, setDuty } from './actions/units.ts'
import { authorityOf, forgetAuthority } from './authority.ts'
import { loadDirectory } from './directory.ts'
import { actorOf, goodPassword, seedPerson, seedUnits, system, type TestKernel, testKernel, unitDraft } from './testing.ts'

const codeOf = (result: { ok: boolean; error?: { code: string; fields?: readonly { path: string; code: string }[] } }): string =>
  result.ok ? 'ok' : (result.error?.fields?.map((field) => `${field.path} ${field.code}`).join(', ') ?? result.error?.code ?? '')

eachDatabase('people who act', (open) => {
  let kernel: TestKernel
  beforeAll(async () => {
    kernel = await testKernel(await open())
    await seedUnits(kernel)
    // Someone else stays at the top in every test.
    await seedPerson(kernel, 'u-county', 'administrator', 'root')
  })
  const tryIn = (login: string, password: string) => signIn(kernel, { login, password, address: '192.0.2.1' }, kernel.clock())

  describe('signing in', () => {
    it('says the same of an unknown login, a wrong password, a locked account and one who left', async () => {
      const gone = await seedPerson(kernel, 'u-street-1', 'handler', 'gone')
      unwrap(await endAccount(kernel, system, gone, kernel.clock()))
      await seedPerson(kernel, 'u-street-1', 'handler', 'locked')
      for (let index = 0; index < 5; index++) await tryIn('locked', 'wrong')
      await seedPerson(kernel, 'u-street-1', 'handler', 'here')
      const answers = [
        await tryIn('nobody', 'x'),
        await tryIn('here', 'x'),
        await tryIn('locked', goodPassword),
        await tryIn('gone', goodPassword),
      ]
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
      expect(answers[0]).toMatchObject({ error: { kind: 'unauthenticated', code: 'access.sign-in-refused' } })
    })

    it('lets a locked account in again after 15 minutes, or when it is unlocked', async () => {
      const id = await seedPerson(kernel, 'u-street-1', 'handler', 'patient')
      for (let index = 0; index < 5; index++) await tryIn('patient', 'wrong')
      expect(codeOf(await tryIn('patient', goodPassword))).toBe('access.sign-in-refused')
      kernel.pass(15)
      expect(unwrap(await tryIn(' PATIENT ', goodPassword))).toEqual({ account: id, mustChange: false })
      for (let index = 0; index < 5; index++) await tryIn('patient', 'wrong')
      unwrap(await guardAccount(kernel, system, id, 'unlock', kernel.clock()))
      expect(codeOf(await tryIn('patient', goodPassword))).toBe('ok')
    })

    it('counts guesses made at the same time', async () => {
      await seedPerson(kernel, 'u-street-1', 'handler', 'crowd')
      await Promise.all(Array.from({ length: 5 }, () => tryIn('crowd', 'wrong')))
      expect(codeOf(await tryIn('crowd', goodPassword))).toBe('access.sign-in-refused')
    })

    it('gives no post until the first password is changed, and all afterwards', async () => {
      const made = unwrap(
        await createAccount(
          kernel,
          system,
          { login: 'fresh', name: '新人', phone: '138 0013 8000', unit: 'u-street-1', role: 'desk', since: '2026-03-01' },
          kernel.clock(),
        ),
      )
      expect(unwrap(await tryIn('fresh', made.password)).mustChange).toBe(true)
      const actor = await actorOf(kernel, made.id)
      expect(actor).toMatchObject({ kind: 'staff', posts: [] })
      const change = (current: string, next: string) => changePassword(kernel, actor, { current, next, session: null }, kernel.clock())
      expect(codeOf(await change('wrong', goodPassword))).toBe('current access.password-wrong')
      expect(codeOf(await change(made.password, 'short'))).toBe('next access.password-short, next access.password-classes')
      expect(codeOf(await change(made.password, goodPassword))).toBe('ok')
      expect(await actorOf(kernel, made.id)).toMatchObject({ posts: [{ unit: 'u-street-1', role: 'desk' }] })
      expect(codeOf(await tryIn('fresh', goodPassword))).toBe('ok')
      unwrap(await resetPassword(kernel, system, made.id, kernel.clock()))
      expect(codeOf(await tryIn('fresh', goodPassword))).toBe('access.sign-in-refused')
    })
  })

  describe('standing in', () => {
    it('gives a substitute the posts between the dates', async () => {
      const li = await seedPerson(kernel, 'u-street-1', 'approver')
      const wang = await seedPerson(kernel, 'u-street-1', 'handler')
      const now = kernel.clock()
      const until = new Date(now.getTime() + 60 * 60_000)
      const absence = unwrap(
        await enterAbsence(kernel, await actorOf(kernel, li), { account: li, substitute: wang, since: now, until, note: '' }, now),
      )
      const rolesOf = async () =>
        ((await authorityOf(kernel, wang, kernel.clock()))?.actor.posts ?? []).map((post) => `${post.role} ${post.standingInFor === li}`)
      expect(await rolesOf()).toEqual(['handler false', 'approver true'])
      kernel.pass(60)
      forgetAuthority(kernel)
      expect(await rolesOf()).toEqual(['handler false'])
      expect(codeOf(await closeAbsence(kernel, system, absence.id, kernel.clock()))).toBe('ok')
    })

    it('takes only someone near, and refuses what would join separate offices', async () => {
      const li = await seedPerson(kernel, 'u-street-1', 'auditor')
      const far = await seedPerson(kernel, 'u-street-2', 'handler')
      const near = await seedPerson(kernel, 'u-street-1', 'handler')
      const boss = await seedPerson(kernel, 'u-county', 'administrator')
      const now = kernel.clock()
      const enter = async (substitute: string) =>
        codeOf(
          await enterAbsence(
            kernel,
            await actorOf(kernel, li),
            { account: li, substitute, since: now, until: new Date(now.getTime() + 3_600_000), note: '' },
            now,
          ),
        )
      expect(await enter(li)).toContain('access.absence-self')
      expect(await enter(far)).toBe('substitute access.substitute-unit')
      expect(await enter(boss)).toBe('access.separate-people')
      expect(await enter(near)).toBe('ok')
      expect(await enter(near)).toBe('since access.absence-overlap')
      // Nor may the substitute be made what the absent person's office excludes, while standing in.
      expect(
        codeOf(
          await grantMembership(
            kernel,
            system,
            { account: near, unit: 'u-street-1', role: 'administrator', since: '2026-03-01', until: null },
            now,
          ),
        ),
      ).toBe('access.separate-people')
    })
  })

  describe('administration', () => {
    it('reaches the own unit and below, and no further', async () => {
      const admin = await actorOf(kernel, await seedPerson(kernel, 'u-street-1', 'administrator'))
      const now = kernel.clock()
      const mine = unitDraft({ id: 'u-mine', parent: 'u-city-1', scopes: [{ prefix: '990101001001', kinds: [] }] })
      expect(codeOf(await createUnit(kernel, admin, mine, now))).toBe('ok')
      expect(codeOf(await createUnit(kernel, admin, unitDraft({ id: 'u-top', parent: null }), now))).toBe('parent access.not-your-unit')
      expect(
        codeOf(
          await createUnit(
            kernel,
            admin,
            unitDraft({ id: 'u-x', parent: 'u-street-2', scopes: [{ prefix: '990101002', kinds: [] }] }),
            now,
          ),
        ),
      ).toBe('parent access.not-your-unit, scopes.0.prefix access.not-your-area')
      expect(codeOf(await setDuty(kernel, admin, { role: 'dispatcher', prefix: '990101002', unit: 'u-street-1' }, now))).toBe(
        'prefix access.not-your-area',
      )
      const other = await seedPerson(kernel, 'u-street-2', 'handler')
      const both = await seedPerson(kernel, 'u-street-1', 'handler')
      unwrap(
        await grantMembership(kernel, system, { account: both, unit: 'u-county', role: 'leader', since: '2026-01-01', until: null }, now),
      )
      expect(codeOf(await resetPassword(kernel, admin, other, now))).toBe('access.not-your-person')
      // Who also holds a post above can't be taken over from below.
      expect(codeOf(await resetPassword(kernel, admin, both, now))).toBe('access.not-your-person')
      expect(
        codeOf(
          await grantMembership(kernel, admin, { account: both, unit: 'u-county', role: 'leader', since: '2026-01-01', until: null }, now),
        ),
      ).toBe('access.not-your-person')
      expect(unwrap(await readStaff(kernel, admin, { unit: 'u-street-2', after: '', left: false, name: '' })).staff).toEqual([])
      const handler = await actorOf(kernel, other)
      expect(codeOf(await createUnit(kernel, handler, unitDraft({ id: 'u-h' }), now))).toBe('parent access.not-your-unit')
    })

    it('closes a unit only when nothing needs it any more, and keeps it', async () => {
      const now = kernel.clock()
      unwrap(await createUnit(kernel, system, unitDraft({ id: 'u-old' }), now))
      const person = await seedPerson(kernel, 'u-old', 'handler')
      unwrap(await setDuty(kernel, system, { role: 'desk', prefix: '990101003', unit: 'u-old' }, now))
      const close = () => closeUnit(kernel, system, { id: 'u-old', version: 1, lastDay: '2026-03-02' }, now)
      expect(codeOf(await close())).toBe('access.unit-has-members')
      unwrap(await endAccount(kernel, system, person, now))
      expect(codeOf(await close())).toBe('access.unit-has-duties')
      unwrap(await setDuty(kernel, system, { role: 'desk', prefix: '990101003', unit: null }, now))
      expect(codeOf(await close())).toBe('ok')
      expect(codeOf(await close())).toBe('access.stale')
      const directory = await loadDirectory(kernel)
      expect([directory.isOpen('u-old', '2026-03-02'), directory.isOpen('u-old', '2026-03-03')]).toEqual([true, false])
    })

    it('refuses a cycle and a stale version, and finds the unit on duty', async () => {
      const now = kernel.clock()
      const change = unitDraft({ id: 'u-street-2', kind: 'street', parent: 'u-street-2', scopes: [] })
      expect(codeOf(await changeUnit(kernel, system, { ...change, version: 1 }, now))).toBe('parent access.unit-cycle')
      expect(codeOf(await changeUnit(kernel, system, { ...change, parent: 'u-county', version: 9 }, now))).toBe('access.stale')
      unwrap(await setDuty(kernel, system, { role: 'dispatcher', prefix: '990101', unit: 'u-county' }, now))
      unwrap(await setDuty(kernel, system, { role: 'dispatcher', prefix: '990101001', unit: 'u-street-1' }, now))
      expect((await loadDirectory(kernel)).dutyUnit('dispatcher', '990101001004')).toBe('u-street-1')
      expect((await loadDirectory(kernel)).dutyUnit('dispatcher', '990101002004')).toBe('u-county')
    })

    it('refuses to join separate offices, and to leave no administrator', async () => {
      const now = kernel.clock()
      const admin = await seedPerson(kernel, 'u-street-1', 'administrator')
      const grant = (role: 'auditor' | 'leader') =>
        grantMembership(kernel, system, { account: admin, unit: 'u-street-1', role, since: '2026-03-02', until: null }, now)
      expect(codeOf(await grant('auditor'))).toBe('access.separate-people')
      expect(codeOf(await grant('leader'))).toBe('ok')
      expect(codeOf(await grant('leader'))).toBe('role access.membership-twice')
      const all = unwrap(await readStaff(kernel, system, { unit: 'u-county', after: '', left: false, name: '' })).staff
      const tops = all.flatMap((one) => one.memberships.filter((post) => post.role === 'administrator' && post.unit === 'u-county'))
      const answers: string[] = []
      for (const top of tops) answers.push(codeOf(await closeMembership(kernel, system, { id: top.id, lastDay: '2026-03-02' }, now)))
      expect(answers.at(-1)).toBe('access.last-administrator')
      expect(answers.slice(0, -1).every((answer) => answer === 'ok')).toBe(true)
    })
  })

  describe('sheets', () => {
    it('write all units or none', async () => {
      const now = kernel.clock()
      const row = { row: 2, id: 'u-sheet', name: '表中单位', nameEn: '', kind: '职能部门', parent: 'u-sheet-2', areas: '', kinds: '' }
      const second = { ...row, row: 3, id: 'u-sheet-2', parent: 'u-county' }
      expect(codeOf(await importUnits(kernel, system, [row, { ...second, kind: '宫殿' }], now))).toBe('3.kind access.unit-kind')
      expect((await loadDirectory(kernel)).unit('u-sheet')).toBeUndefined()
      expect(unwrap(await importUnits(kernel, system, [row, second], now))).toEqual({ created: 2, changed: 0 })
      expect(unwrap(await importUnits(kernel, system, [row, { ...second, name: '改名' }], now))).toEqual({ created: 0, changed: 2 })
      expect((await loadDirectory(kernel)).nameOf('u-sheet-2', 'zh')).toBe('改名')
    })

    it('write all staff or none, with passwords that work', async () => {
      const now = kernel.clock()
      const row = { row: 2, login: 'sheet1', name: '甲', phone: '', unit: 'u-street-1', role: '受理员' }
      const bad = await importStaff(kernel, system, [row, { ...row, row: 3, role: '审计员' }, { ...row, row: 4, role: '系统管理员' }], now)
      expect(codeOf(bad)).toBe('2.role access.separate-people')
      const { created } = unwrap(await importStaff(kernel, system, [row, { ...row, row: 3, role: 'dispatcher' }], now))
      expect(created.map((one) => one.login)).toEqual(['sheet1'])
      expect(codeOf(await tryIn('sheet1', created[0]?.password ?? ''))).toBe('ok')
      expect(unwrap(await importStaff(kernel, system, [{ ...row, role: 'leader' }], now))).toEqual({ created: [], changed: 1 })
    })
  })
})
