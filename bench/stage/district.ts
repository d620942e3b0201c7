import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { addAccount, addMembership, createUnit, hashPassword } from '../../src/access/api.ts'
import type { Actor, Role } from '../../src/kernel/actor.ts'
import { inTransaction, type Kernel } from '../../src/kernel/kernel.ts'
import { unwrap } from '../../src/kernel/result.ts'
import { act, fileMatter } from '../../src/matters/api.ts'
import { seedDistrict, staff } from '../../test/support/district.ts'

export interface Staged {
  readonly desk: readonly string[]
  readonly handlers: readonly string[]
  readonly filed: readonly string[]
  /** The matter of which generated ones are copies. */
  readonly template: string
}

const password = 'Bench-pass-12345'
const system: Actor = { kind: 'system', name: 'bench' }

/** Units that work on matters: the inboxes. */
export const departments = ['u-roads', 'u-water', 'u-parks', ...Array.from({ length: 9 }, (_, index) => `u-dept-${index}`)]

/** The tests' district with twelve departments, thirty agents and three handlers in each, and some matters with a whole journal. */
export const stageDistrict = async (kernel: Kernel): Promise<Staged> => {
  await seedDistrict(kernel)
  const now = kernel.clock()
  for (const id of departments.slice(3))
    unwrap(
      await createUnit(
        kernel,
        system,
        { id, name: id, nameEn: id, kind: 'department', parent: 'u-county', scopes: [], validFrom: '2026-01-01', validTo: null },
        now,
      ),
    )
  const desk = await addStaff(kernel, 30, 'desk', () => 'u-county')
  const handlers = await addStaff(kernel, 36, 'handler', (index) => departments[index % departments.length] ?? '')
  const filed: string[] = []
  for (let index = 0; index < 100; index++) filed.push(await workedMatter(kernel))
  return { desk, handlers, filed, template: filed[0] ?? '' }
}

const addStaff = async (kernel: Kernel, count: number, role: Role, unitOf: (index: number) => string): Promise<string[]> => {
  // Cheap on purpose: what a password costs is not measured here.
  const passwordHash = await hashPassword(password, { memoryKiB: 8, passes: 1 })
  const logins = Array.from({ length: count }, (_, index) => `${role}-${index}`)
  await inTransaction(kernel, async (tx) => {
    for (const [index, login] of logins.entries()) {
      const now = kernel.clock()
      const account = await addAccount(kernel, tx, { login, name: login, phone: null, passwordHash, mustChange: false }, now)
      await addMembership(kernel, tx, { account: account ?? '', unit: unitOf(index), role, since: '2026-01-01', until: null }, now)
    }
  })
  return logins
}

/** An officer as the journal knows officers: by the id of an account. */
export const officer = (unit: string, role: Role): Actor => staff(unit, role, randomUUID())

/** What the desk sends for one matter: text, place, contact, as a call of half a minute gives. */
export const filing = (operation: string) => ({
  operation,
  procedure: 'resident-request',
  door: 'desk',
  nature: 'complaint',
  category: 'env.litter',
  input: {
    text: '三号楼二单元门口的垃圾已经三天没有人清运，天热味道很大，老人出门要绕路走，希望尽快安排人来处理。',
    place: { point: [116.0021, 40.0023], address: '静苑社区三号楼二单元门口' },
    contact: { name: '王芳', phone: '19900001234' },
  },
})

const workedMatter = async (kernel: Kernel): Promise<string> => {
  const { operation, procedure, nature, category, input } = filing(randomUUID())
  const desk = officer('u-county', 'desk')
  const { id } = unwrap(
    await fileMatter(kernel, desk, { operation, procedure, door: 'desk', nature, category, input, filerUnit: 'u-county' }, kernel.clock()),
  )
  const steps: readonly (readonly [Actor, string, object])[] = [
    [officer('u-street-1', 'dispatcher'), 'accept', { category: 'env.litter' }],
    [officer('u-street-1', 'dispatcher'), 'dispatch', { lead: 'u-roads', assistants: [], order: 'parallel', listItem: '基本 12' }],
    [officer('u-roads', 'handler'), 'sign', {}],
  ]
  for (const [actor, action, given] of steps)
    unwrap(await act(kernel, actor, id, { operation: randomUUID(), action, input: given }, kernel.clock()))
  return id
}

/** Cookies of these logins' sessions. */
export const signIn = async (server: FastifyInstance, logins: readonly string[]): Promise<string[]> => {
  const cookies: string[] = []
  for (const [index, login] of logins.entries()) {
    // Each from an address of its own: sign-ins from one are limited.
    const answer = await server.inject({
      method: 'POST',
      url: '/api/sign-in',
      payload: { login, password },
      headers: { 'x-forwarded-for': `10.1.0.${index + 1}` },
    })
    if (answer.statusCode !== 200) throw new Error(`sign-in of ${login}: ${answer.statusCode} ${answer.body}`)
    cookies.push(answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; '))
  }
  return cookies
}
