import { z } from 'zod'
import { route } from '../../kernel/http/route.ts'
import { ok } from '../../kernel/result.ts'
import {
  changeClient,
  changeSecurity,
  createClient,
  endClient,
  readAdministrationLog,
  readClients,
  readSignIns,
} from '../actions/clients.ts'
import { readSecurityLog } from '../actions/security-log.ts'
import { loadSecurity } from '../directory.ts'
import { securitySchema } from '../domain/credentials.ts'
import { clientScopes } from '../domain/clients.ts'
import { shownSignIns } from './session.ts'
import { instantShape, nothing, signInsShape } from './shapes.ts'

const logShape = z.object({ id: z.uuid(), at: instantShape, actor: z.string(), act: z.string(), subject: z.string(), detail: z.unknown() })
const scopesShape = z.array(z.enum(clientScopes)).max(clientScopes.length)
const rightsShape = { name: z.string().trim().min(1).max(80), scopes: scopesShape, perMinute: z.int().min(1).max(6000) }
const clientShape = z.object({
  id: z.string(),
  name: z.string(),
  active: z.boolean(),
  createdAt: instantShape,
  scopes: scopesShape,
  perMinute: z.number(),
  usedAt: instantShape.nullable(),
})
const clientIdShape = z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/)

const kindShape = z.enum(['sign-in', 'reading', 'right'])
const securityLineShape = z.object({
  id: z.uuid(),
  at: instantShape,
  kind: kindShape,
  actor: z.string().nullable(),
  actorName: z.string().nullable(),
  what: z.string(),
  subject: z.string().nullable(),
  subjectName: z.string().nullable(),
  purpose: z.string().nullable(),
})

export const securityRoutes = {
  'access.clients': route({
    method: 'GET',
    path: '/api/clients',
    summary: 'Programs that call the interfaces with a key',
    permission: 'clients.manage',
    output: z.object({ clients: z.array(clientShape) }),
    handle: async (call) =>
      ok({
        clients: (await readClients(call.kernel)).map((one) => ({
          ...one,
          scopes: [...one.scopes],
          createdAt: one.createdAt.toISOString(),
          usedAt: one.usedAt?.toISOString() ?? null,
        })),
      }),
  }),
  'access.create-client': route({
    method: 'POST',
    path: '/api/clients',
    summary: 'Make a client; its key is told once',
    permission: 'clients.manage',
    body: z.object({ id: clientIdShape, ...rightsShape }),
    output: z.object({ key: z.string() }),
    handle: (call, { body }) => createClient(call.kernel, call.actor, body, call.now),
  }),
  'access.change-client': route({
    method: 'PUT',
    path: '/api/clients/:id',
    summary: 'Change the name, scopes and rate of a client',
    permission: 'clients.manage',
    params: z.object({ id: z.string().max(40) }),
    body: z.object(rightsShape),
    output: nothing,
    async handle(call, { params, body }) {
      const result = await changeClient(call.kernel, call.actor, { id: params.id, ...body }, call.now)
      return result.ok ? ok({}) : result
    },
  }),
  'access.stop-client': route({
    method: 'POST',
    path: '/api/clients/:id/stop',
    summary: 'Take a client\u2019s key away',
    permission: 'clients.manage',
    params: z.object({ id: z.string().max(40) }),
    output: nothing,
    async handle(call, { params }) {
      const result = await endClient(call.kernel, call.actor, params.id, call.now)
      return result.ok ? ok({}) : result
    },
  }),
  'access.security': route({
    method: 'GET',
    path: '/api/security-settings',
    summary: 'Rules of passwords, locks, sessions and codes',
    permission: 'security.read',
    output: securitySchema,
    handle: async (call) => ok(await loadSecurity(call.kernel)),
  }),
  'access.change-security': route({
    method: 'PUT',
    path: '/api/security-settings',
    summary: 'Change the rules of passwords, locks, sessions and codes',
    permission: 'security.manage',
    body: securitySchema,
    output: nothing,
    async handle(call, { body }) {
      const result = await changeSecurity(call.kernel, call.actor, body, call.now)
      return result.ok ? ok({}) : result
    },
  }),
  'access.administration-log': route({
    method: 'GET',
    path: '/api/administration-log',
    summary: 'Acts of administration, 50 a page, newest first',
    permission: 'administration.check',
    query: z.object({ subject: z.string().max(120).optional(), before: z.uuid().optional() }),
    output: z.object({ lines: z.array(logShape) }),
    async handle(call, { query }) {
      const result = await readAdministrationLog(call.kernel, call.actor, { subject: query.subject ?? null, before: query.before ?? null })
      return result.ok ? ok({ lines: result.value.map((line) => ({ ...line, at: line.at.toISOString() })) }) : result
    },
  }),
  'access.sign-ins': route({
    method: 'GET',
    path: '/api/sign-ins',
    summary: 'Attempts to sign in, 50 a page, newest first',
    permission: 'sign-ins.check',
    query: z.object({ account: z.uuid().optional(), before: z.uuid().optional() }),
    output: signInsShape,
    async handle(call, { query }) {
      const result = await readSignIns(call.kernel, call.actor, { account: query.account ?? null, before: query.before ?? null })
      return result.ok ? ok(shownSignIns(result.value)) : result
    },
  }),
  'access.security-log': route({
    method: 'GET',
    path: '/api/security-log',
    summary:
      'Signing in, lock-outs, readings of personal data and changes of rights, 50 a page, newest first; never what stands in a matter',
    permission: 'security-log.read',
    query: z.object({
      account: z.uuid().optional(),
      kind: kindShape.optional(),
      day: z.iso.date().optional(),
      beforeAt: z.iso.datetime().optional(),
      beforeId: z.uuid().optional(),
    }),
    output: z.object({ lines: z.array(securityLineShape) }),
    async handle(call, { query }) {
      const before = query.beforeAt && query.beforeId ? { at: new Date(query.beforeAt), id: query.beforeId } : null
      const question = { account: query.account ?? null, kind: query.kind ?? null, day: query.day ?? null, before }
      const result = await readSecurityLog(call.kernel, call.actor, question, call.now)
      return result.ok ? ok({ lines: result.value.map((line) => ({ ...line, at: line.at.toISOString() })) }) : result
    },
  }),
} as const
