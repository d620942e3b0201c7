import { z } from 'zod'
import { type Call, route } from '../../kernel/http/route.ts'
import { ok, refuse, type Result } from '../../kernel/result.ts'
import { closeAbsence, enterAbsence, readAbsencesOf } from '../actions/absences.ts'
import { importStaff } from '../actions/imports.ts'
import {
  changeAccount,
  closeMembership,
  createAccount,
  endAccount,
  grantMembership,
  guardAccount,
  readStaff,
  resetPassword,
} from '../actions/staff.ts'
import { readNames } from '../store/accounts.ts'
import { dayShape, idParams, instantShape, nothing, roleShape, unitIdShape, versionShape } from './shapes.ts'

const staffShape = z.object({
  id: z.uuid(),
  login: z.string(),
  name: z.string(),
  state: z.enum(['active', 'left']),
  mustChange: z.boolean(),
  locked: z.boolean(),
  version: versionShape,
  memberships: z.array(z.object({ id: z.uuid(), unit: unitIdShape, role: roleShape, since: dayShape, until: dayShape.nullable() })),
})

const absenceShape = z.object({
  id: z.uuid(),
  account: z.uuid(),
  accountName: z.string(),
  substitute: z.uuid(),
  substituteName: z.string(),
  since: instantShape,
  until: instantShape,
  note: z.string(),
})

const staffRowShape = z.object({
  row: z.number().int().positive(),
  login: z.string().max(200),
  name: z.string().max(80),
  phone: z.string().max(40),
  unit: z.string().max(80),
  role: z.string().max(80),
})

const done = (result: Result<null>): Result<Record<string, never>> => (result.ok ? ok({}) : result)

const shownAbsences = async (call: Call, account: string | null): Promise<Result<{ absences: z.input<typeof absenceShape>[] }>> => {
  const result = await readAbsencesOf(call.kernel, call.actor, account, call.now)
  if (!result.ok) return result
  const names = await readNames(
    call.kernel.db.sql,
    result.value.flatMap((one) => [one.account, one.substitute]),
  )
  const shown = result.value.map((one) => ({
    ...one,
    since: one.since.toISOString(),
    until: one.until.toISOString(),
    accountName: names.get(one.account) ?? '',
    substituteName: names.get(one.substitute) ?? '',
  }))
  return ok({ absences: shown })
}

const accountRoutes = {
  'access.staff': route({
    method: 'GET',
    path: '/api/staff',
    summary: 'Staff of a unit and the units below it, 50 a page by login',
    permission: 'staff.read',
    query: z.object({
      unit: unitIdShape.optional(),
      after: z.string().max(80).optional(),
      name: z.string().max(80).optional(),
      left: z.enum(['true', 'false']).optional(),
    }),
    output: z.object({ staff: z.array(staffShape), next: z.string().nullable() }),
    async handle(call, { query }) {
      const filter = { unit: query.unit ?? null, after: query.after ?? '', name: query.name ?? '', left: query.left === 'true' }
      const result = await readStaff(call.kernel, call.actor, filter)
      if (!result.ok) return result
      const staff = result.value.staff.map(({ lockedUntil, memberships, ...one }) => ({
        ...one,
        memberships: [...memberships],
        locked: lockedUntil !== null && call.now < lockedUntil,
      }))
      return ok({ staff, next: result.value.next })
    },
  }),
  'access.create-account': route({
    method: 'POST',
    path: '/api/staff',
    summary: 'Make an account with its first role; the first password is told once',
    permission: 'staff.manage',
    body: z.object({
      login: z.string().max(200),
      name: z.string().max(80),
      phone: z.string().max(40),
      unit: unitIdShape,
      role: roleShape,
      since: dayShape,
    }),
    output: z.object({ id: z.uuid(), password: z.string() }),
    handle: (call, { body }) => createAccount(call.kernel, call.actor, body, call.now),
  }),
  'access.change-account': route({
    method: 'PUT',
    path: '/api/staff/:id',
    summary: 'Change name and telephone; a telephone of null stays as it is',
    permission: 'staff.manage',
    params: idParams,
    body: z.object({ version: versionShape, name: z.string().max(80), phone: z.string().max(40).nullable() }),
    output: nothing,
    handle: async (call, { params, body }) => done(await changeAccount(call.kernel, call.actor, { ...body, id: params.id }, call.now)),
  }),
  'access.reset-password': route({
    method: 'POST',
    path: '/api/staff/:id/reset-password',
    summary: 'Give a new first password, told once; all sessions of the account end',
    permission: 'staff.manage',
    params: idParams,
    output: z.object({ password: z.string() }),
    handle: (call, { params }) => resetPassword(call.kernel, call.actor, params.id, call.now),
  }),
  'access.end-account': route({
    method: 'POST',
    path: '/api/staff/:id/end',
    summary: 'The person leaves: sessions, roles and standing in end',
    permission: 'staff.manage',
    params: idParams,
    output: nothing,
    handle: async (call, { params }) => done(await endAccount(call.kernel, call.actor, params.id, call.now)),
  }),
  'access.unlock': route({
    method: 'POST',
    path: '/api/staff/:id/unlock',
    summary: 'Take away the lock after failed sign-ins',
    permission: 'accounts.guard',
    params: idParams,
    output: nothing,
    handle: async (call, { params }) => done(await guardAccount(call.kernel, call.actor, params.id, 'unlock', call.now)),
  }),
  'access.end-sessions': route({
    method: 'POST',
    path: '/api/staff/:id/end-sessions',
    summary: 'End all sessions of an account',
    permission: 'accounts.guard',
    params: idParams,
    output: nothing,
    handle: async (call, { params }) => done(await guardAccount(call.kernel, call.actor, params.id, 'end-sessions', call.now)),
  }),
  'access.import-staff': route({
    method: 'POST',
    path: '/api/staff/import',
    summary: 'Write a sheet of staff, all or nothing; first passwords are told once',
    permission: 'staff.manage',
    perMinute: 20,
    body: z.object({ rows: z.array(staffRowShape).min(1).max(2000) }),
    output: z.object({ created: z.array(z.object({ login: z.string(), name: z.string(), password: z.string() })), changed: z.number() }),
    handle: (call, { body }) => importStaff(call.kernel, call.actor, body.rows, call.now),
  }),
} as const

const postRoutes = {
  'access.grant-membership': route({
    method: 'POST',
    path: '/api/memberships',
    summary: 'Give a person a role in a unit',
    permission: 'staff.manage',
    body: z.object({ account: z.uuid(), unit: unitIdShape, role: roleShape, since: dayShape, until: dayShape.nullable() }),
    output: z.object({ id: z.uuid() }),
    handle: (call, { body }) => grantMembership(call.kernel, call.actor, body, call.now),
  }),
  'access.end-membership': route({
    method: 'POST',
    path: '/api/memberships/:id/end',
    summary: 'End a role after its last day',
    permission: 'staff.manage',
    params: idParams,
    body: z.object({ lastDay: dayShape }),
    output: nothing,
    handle: async (call, { params, body }) => done(await closeMembership(call.kernel, call.actor, { ...body, id: params.id }, call.now)),
  }),
  'access.absences': route({
    method: 'GET',
    path: '/api/absences',
    summary: 'Absences that have not ended: the own, or of an account for administrators',
    permission: 'absences.use',
    query: z.object({ account: z.uuid().optional() }),
    output: z.object({ absences: z.array(absenceShape) }),
    handle: (call, { query }) => shownAbsences(call, query.account ?? null),
  }),
  'access.enter-absence': route({
    method: 'POST',
    path: '/api/absences',
    summary: 'Enter an absence and who stands in: one\u2019s own, or another\u2019s as an administrator',
    permission: 'absences.use',
    body: z.object({
      account: z.uuid().optional(),
      substitute: z.uuid(),
      since: instantShape,
      until: instantShape,
      note: z.string().max(500),
    }),
    output: z.object({ id: z.uuid() }),
    async handle(call, { body }) {
      if (call.actor.kind !== 'staff') return refuse('unauthenticated', 'access.sign-in-first')
      const draft = { ...body, account: body.account ?? call.actor.id, since: new Date(body.since), until: new Date(body.until) }
      return enterAbsence(call.kernel, call.actor, draft, call.now)
    },
  }),
  'access.end-absence': route({
    method: 'POST',
    path: '/api/absences/:id/end',
    summary: 'End an absence now, or call off one that lies ahead',
    permission: 'absences.use',
    params: idParams,
    output: nothing,
    handle: async (call, { params }) => done(await closeAbsence(call.kernel, call.actor, params.id, call.now)),
  }),
} as const

export const staffRoutes = { ...accountRoutes, ...postRoutes } as const
