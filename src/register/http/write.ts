import { z } from 'zod'
import { route } from '../../kernel/http/route.ts'
import { ok, refuse, type Result } from '../../kernel/result.ts'
import { actOnRecords, type Done } from '../actions/act.ts'
import { setExtraFields } from '../actions/fields.ts'
import { revealFields } from '../actions/reading.ts'
import type { Command } from '../domain/command.ts'
import { readHeads } from '../store/read.ts'
import { byId } from './read.ts'

const day = z.iso.date()
const values = z.record(z.string().max(40), z.unknown())
const asked = { role: z.string().max(40), to: z.uuid(), since: day.optional() }
const why = {
  operation: z.uuid(),
  reason: z.string().max(500).optional(),
  cause: z.string().max(100).optional(),
  seen: z.int().optional(),
}

const acts = z.discriminatedUnion('act', [
  z.object({ ...why, act: z.literal('correct'), values: values.optional(), place: z.unknown().optional(), from: day.optional() }),
  z.object({ ...why, act: z.literal('end'), until: day.optional() }),
  z.object({ ...why, act: z.literal('reopen') }),
  z.object({ ...why, act: z.literal('link'), ...asked, until: day.optional() }),
  z.object({ ...why, act: z.literal('unlink'), link: z.uuid(), until: day.optional() }),
  z.object({ ...why, act: z.literal('undo'), version: z.int().min(2) }),
  z.object({ ...why, act: z.literal('move-in'), ...asked }),
  z.object({ ...why, act: z.literal('move-out'), until: day.optional() }),
  z.object({ ...why, act: z.literal('birth'), values, born: day }),
  z.object({ ...why, act: z.literal('death'), died: day, head: z.uuid().optional() }),
  z.object({
    ...why,
    act: z.literal('split'),
    values,
    members: z.array(z.uuid()).min(1).max(50),
    head: z.uuid().optional(),
    home: z.object(asked).optional(),
    since: day.optional(),
  }),
  z.object({ ...why, act: z.literal('join'), into: z.uuid(), since: day.optional() }),
])

const doneView = z.object({
  records: z.array(z.object({ id: z.string(), register: z.string(), n: z.number() })),
  warnings: z.array(z.object({ path: z.string(), code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })),
})

const shownDone = (done: Result<Done>): Result<z.output<typeof doneView>> =>
  done.ok
    ? ok({
        records: done.value.records.map((record) => ({ ...record })),
        warnings: done.value.warnings.map(({ path, code, params }) => ({ path, code, params: { ...params } })),
      })
    : done

export const registerWriteRoutes = {
  'registers.create': route({
    method: 'POST',
    path: '/api/registers/:register',
    summary: 'Adds a record; what is odd about its numbers comes back as warnings',
    permission: 'registers.write',
    params: z.object({ register: z.string().max(40) }),
    body: z.object({
      ...why,
      values,
      place: z.unknown().optional(),
      since: day.optional(),
      links: z.array(z.object(asked)).max(50).optional(),
    }),
    output: doneView,
    async handle({ kernel, actor, now }, { params, body }) {
      const { operation, reason, cause, seen: _, ...rest } = body
      const command: Command = { act: 'create', register: params.register, ...rest }
      return shownDone(await actOnRecords(kernel, actor, { operation, reason, cause, command }, now))
    },
  }),
  'registers.act': route({
    method: 'POST',
    path: '/api/registers/:register/:id/acts',
    summary: 'Takes an act on a record: correct, end, link, undo, move in, birth and the like; each writes new versions',
    permission: 'registers.write',
    params: byId,
    body: acts,
    output: doneView,
    async handle({ kernel, actor, now }, { params, body }) {
      const { operation, reason, cause, seen, ...rest } = body
      const head = (await readHeads(kernel.db.sql, [params.id])).get(params.id)
      if (head?.register !== params.register) return refuse('not-found', 'register.not-found')
      const command: Command = { ...rest, id: params.id }
      return shownDone(await actOnRecords(kernel, actor, { operation, reason, cause, seen, command }, now))
    },
  }),
  'registers.reveal': route({
    method: 'POST',
    path: '/api/registers/:register/:id/reveal',
    summary: 'Opens masked values for a stated purpose; the reading is logged and the person concerned can see it',
    permission: 'registers.reveal',
    perMinute: 30,
    params: byId,
    body: z.object({ fields: z.array(z.string().max(40)).min(1).max(20), purpose: z.string().trim().min(2).max(200) }),
    output: z.object({ values: z.record(z.string(), z.unknown()), seconds: z.number() }),
    handle: async ({ kernel, actor, now }, { params, body }) => {
      const revealed = await revealFields(kernel, actor, { ...params, ...body }, now)
      return revealed.ok ? ok({ ...revealed.value, values: { ...revealed.value.values } }) : revealed
    },
  }),
  'registers.fields': route({
    method: 'PUT',
    path: '/api/registers/:register/fields',
    summary: 'Sets the fields that the district adds to a register; what no register may hold is refused with the reason',
    permission: 'registers.define',
    params: z.object({ register: z.string().max(40) }),
    body: z.object({ fields: z.array(z.unknown()).max(50) }),
    output: z.object({ fields: z.number() }),
    async handle({ kernel, actor, now, lang }, { params, body }) {
      const set = await setExtraFields(kernel, actor, params.register, body.fields, now, lang)
      return set.ok ? ok({ fields: body.fields.length }) : set
    },
  }),
} as const
