import { z } from 'zod'
import { route } from '../../kernel/http/route.ts'
import { httpTexts } from '../../kernel/http/texts.ts'
import { formTexts } from '../../kernel/form/texts.ts'
import { createTranslator, type Lang } from '../../kernel/i18n.ts'
import { parseCode } from '../../kernel/ids.ts'
import { ok, refuse, type Refusal } from '../../kernel/result.ts'
import { act } from '../actions/act.ts'
import { revealContact } from '../actions/reveal.ts'
import { can, factsOf, matterRules } from '../domain/relations.ts'
import { readMatter } from '../present/matter.ts'
import { earlierAtAddress } from '../search/earlier.ts'
import { readNearby, readRows } from '../store/lists.ts'
import { findByCode, readState } from '../store/read.ts'
import { matterTexts } from '../texts.ts'
import { matterView, rowView } from '../views.ts'
import { presentRows } from './inbox.ts'

const byId = z.object({ id: z.uuid() })

export const matterRoutes = {
  'matters.read': route({
    method: 'GET',
    path: '/api/matters/:id',
    summary: 'One matter with its timeline and the acts the reader may take',
    permission: 'matters.read',
    params: byId,
    output: matterView,
    handle: (call, { params }) => readMatter(call, params.id),
  }),
  'matters.by-code': route({
    method: 'GET',
    path: '/api/matters/by-code/:code',
    summary: 'The id behind a code, for who may read the matter',
    permission: 'matters.read',
    params: z.object({ code: z.string().max(30) }),
    output: z.object({ id: z.string() }),
    async handle({ kernel, actor }, { params }) {
      const code = parseCode(params.code)
      const found = code ? await findByCode(kernel.db.sql, code) : null
      const state = found ? await readState(kernel.db.sql, found.id) : null
      return state && can(actor, matterRules['matter.read'], factsOf(state))
        ? ok({ id: state.id })
        : refuse('not-found', 'matter.not-found')
    },
  }),
  'matters.act': route({
    method: 'POST',
    path: '/api/matters/:id/actions/:action',
    summary: 'Takes an action on a matter; gives the matter as it is then',
    permission: 'matters.read',
    params: z.object({ id: z.uuid(), action: z.string().max(40) }),
    body: z.object({ operation: z.uuid(), seen: z.int().optional(), input: z.looseObject({}).default({}) }),
    output: matterView,
    async handle(call, { params, body }) {
      const command = {
        operation: body.operation,
        action: params.action,
        input: body.input,
        ...(body.seen === undefined ? {} : { seen: body.seen }),
      }
      const done = await act(call.kernel, call.actor, params.id, command, call.now)
      return done.ok ? await readAfter(call, params.id) : done
    },
  }),
  'matters.bulk': route({
    method: 'POST',
    path: '/api/matters/bulk',
    summary: 'Takes the same action on many matters; each is done or refused by itself',
    permission: 'matters.read',
    body: z.object({
      operation: z.uuid(),
      ids: z.array(z.uuid()).min(1).max(100),
      action: z.string().max(40),
      input: z.looseObject({}).default({}),
    }),
    output: z.object({ done: z.array(z.string()), refused: z.array(z.object({ id: z.string(), code: z.string(), message: z.string() })) }),
    async handle({ kernel, actor, now, lang }, { body }) {
      const done: string[] = []
      const refused: { id: string; code: string; message: string }[] = []
      for (const id of new Set(body.ids)) {
        const result = await act(
          kernel,
          actor,
          id,
          { operation: operationFor(body.operation, id), action: body.action, input: body.input },
          now,
        )
        if (result.ok) done.push(id)
        else refused.push({ id, code: result.error.code, message: said(result.error, lang) })
      }
      return ok({ done, refused })
    },
  }),
  'matters.nearby': route({
    method: 'GET',
    path: '/api/matters/:id/nearby',
    summary: 'Matters within 300 metres that the reader may see',
    permission: 'matters.read',
    params: byId,
    output: z.array(rowView),
    async handle(call, { params }) {
      const state = await readState(call.kernel.db.sql, params.id)
      if (!state || !can(call.actor, matterRules['matter.read'], factsOf(state))) return refuse('not-found', 'matter.not-found')
      if (!state.point) return ok([])
      return ok(await presentRows(call, await readNearby(call.kernel.db.sql, call.actor, state.point, 300, state.id)))
    },
  }),
  'matters.earlier': route({
    method: 'GET',
    path: '/api/matters/:id/earlier',
    summary: 'Other matters at the same address',
    permission: 'matters.read',
    params: byId,
    output: z.array(rowView),
    perMinute: 120,
    async handle(call, { params }) {
      const { kernel, actor } = call
      const state = await readState(kernel.db.sql, params.id)
      if (!state || !can(actor, matterRules['matter.read'], factsOf(state))) return refuse('not-found', 'matter.not-found')
      const ids = await earlierAtAddress(kernel.db.sql, actor, state.id)
      return ok(await presentRows(call, await readRows(kernel.db.sql, actor, ids)))
    },
  }),
  'matters.reveal': route({
    method: 'POST',
    path: '/api/matters/:id/reveal',
    summary: 'Shows the contact for a stated purpose and a short time; the reading is logged',
    permission: 'matters.read',
    params: byId,
    body: z.object({ purpose: z.string().trim().min(2).max(200) }),
    output: z.object({ name: z.string().nullable(), phone: z.string().nullable(), email: z.string().nullable(), seconds: z.number() }),
    perMinute: 30,
    handle: ({ kernel, actor, now }, { params, body }) => revealContact(kernel, actor, params.id, body.purpose, now),
  }),
} as const

// The act may take the matter out of the reader's sight (a return, a transfer): that is no fault.
const readAfter: typeof readMatter = async (call, id) => {
  const read = await readMatter(call, id)
  return read.ok ? read : refuse('gone', 'matter.done-and-gone')
}

const say = createTranslator(httpTexts, formTexts, matterTexts)

// Why one matter of a bulk act was refused: what is wrong with its input where that is all, for there is no field beside which it could stand.
const said = ({ code, params, fields }: Refusal, lang: Lang): string => {
  const faults = (fields ?? []).map((fault) => (say.has(fault.code) ? say(lang, fault.code, fault.params) : ''))
  const words = [...new Set(faults)].filter((text) => text !== '').join(' ')
  return words || say(lang, say.has(code) ? code : 'http.invalid', params)
}

// One operation id for each matter of a bulk act, the same again when the act is sent again.
const operationFor = (operation: string, id: string): string => {
  const mixed = Buffer.from(operation.replaceAll('-', ''), 'hex').map(
    (byte, index) => byte ^ (Buffer.from(id.replaceAll('-', ''), 'hex')[index] ?? 0),
  )
  const hex = Buffer.from(mixed).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
