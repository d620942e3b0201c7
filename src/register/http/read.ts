import { z } from 'zod'
import { personalOf } from '../../kernel/form/model.ts'
import { route } from '../../kernel/http/route.ts'
import { ok } from '../../kernel/result.ts'
import { findRecords, readRecord } from '../actions/reading.ts'
import { isMasked } from '../domain/check.ts'
import { loadRegisters } from '../definitions.ts'
import { plainIdentifier } from '../domain/identifiers.ts'
import type { Register } from '../domain/definition.ts'
import { plainWords } from '../domain/values.ts'
import { presentRecord, presentVersions, recordView, versionView } from '../present.ts'

const text = z.object({ zh: z.string(), en: z.string() })
const registerView = z.object({
  id: z.string(),
  title: text,
  source: z.string(),
  retention: z.object({ years: z.number().nullable(), source: z.string() }),
  fields: z.array(
    z.object({
      field: z.string(),
      kind: z.string(),
      label: text,
      hint: text.nullable(),
      required: z.boolean(),
      personal: z.string().nullable(),
      masked: z.boolean(),
      find: z.string().nullable(),
      check: z.string().nullable(),
      column: z.boolean(),
      of: z.array(z.object({ value: z.string(), label: text })),
    }),
  ),
  links: z.array(z.object({ role: z.string(), to: z.array(z.string()), label: text, back: text, ours: z.string(), theirs: z.string() })),
})

const shownRegister = ({ id, title, source, retention, fields, links }: Register): z.output<typeof registerView> => ({
  id,
  title,
  source,
  retention,
  fields: fields.map((field) => ({
    field: field.field,
    kind: field.kind,
    label: field.label,
    hint: field.hint ?? null,
    required: field.required ?? false,
    personal: personalOf(field) ?? null,
    masked: isMasked(field),
    find: field.find ?? null,
    check: field.check ?? null,
    column: field.column ?? false,
    of: (field.of ?? []).map(({ value, label }) => ({ value, label })),
  })),
  links: links.map((link) => ({ ...link, to: [...link.to] })),
})

const named = z.object({ register: z.string().max(40) })
export const byId = named.extend({ id: z.uuid() })

export const registerReadRoutes = {
  'registers.all': route({
    method: 'GET',
    path: '/api/registers',
    summary: 'The registers with their fields, links and retention',
    permission: 'registers.read',
    output: z.array(registerView),
    handle: async ({ kernel }) => ok((await loadRegisters(kernel)).map(shownRegister)),
  }),
  'registers.list': route({
    method: 'GET',
    path: '/api/registers/:register',
    summary: 'One page of a register within the reader’s areas, by area and id',
    permission: 'registers.read',
    params: named,
    query: z.object({
      area: z
        .string()
        .regex(/^\d{6}(\d{3}){0,3}$/)
        .optional(),
      q: z.string().max(60).optional(),
      code: z.string().max(60).optional(),
      /** A telephone or a citizen number: found by its keyed digest. */
      number: z.string().max(60).optional(),
      state: z.enum(['current', 'ended', 'merged']).optional(),
      after: z.string().max(60).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    output: z.object({
      records: z.array(
        z.object({
          id: z.string(),
          code: z.string().nullable(),
          title: z.string(),
          areaCode: z.string(),
          state: z.string(),
          since: z.string(),
          n: z.number(),
          columns: z.record(z.string(), z.unknown()),
        }),
      ),
      next: z.string().nullable(),
    }),
    async handle({ kernel, actor }, { params, query }) {
      const { q: words, ...rest } = query
      const found = await findRecords(kernel, actor, params.register, { ...rest, words }, { words: plainWords, code: plainIdentifier })
      if (!found.ok) return found
      const { register, lines, next } = found.value
      const columns = register.fields.filter((field) => field.column).map(({ field }) => field)
      const records = lines.map(({ values, ...line }) => ({
        ...line,
        columns: Object.fromEntries(columns.map((name) => [name, values[name] ?? null])),
      }))
      return ok({ records, next })
    },
  }),
  'registers.read': route({
    method: 'GET',
    path: '/api/registers/:register/:id',
    summary: 'One record with its links, today or as of another day; sensitive fields masked',
    permission: 'registers.read',
    params: byId,
    query: z.object({ on: z.iso.date().optional() }),
    output: recordView,
    async handle(call, { params, query }) {
      const read = await readRecord(call.kernel, call.actor, params.register, params.id)
      return read.ok ? presentRecord(call, read.value.register, read.value.stored, query.on) : read
    },
  }),
  'registers.versions': route({
    method: 'GET',
    path: '/api/registers/:register/:id/versions',
    summary: 'Every change of a record, newest first: who, when, why, and what it changed; sensitive values masked',
    permission: 'registers.read',
    params: byId,
    output: z.array(versionView),
    async handle({ kernel, actor }, { params }) {
      const read = await readRecord(kernel, actor, params.register, params.id)
      return read.ok ? ok(await presentVersions(kernel, read.value.register, params.id)) : read
    },
  }),
} as const
