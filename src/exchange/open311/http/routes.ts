import { z } from 'zod'
import { route, type AnyRoute, type Call, type PageReply, type Problem } from '../../../kernel/http/route.ts'
import { parseCode, showCode } from '../../../kernel/ids.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { loadCatalogue } from '../../../matters/api.ts'
import { sayIn } from '../../texts.ts'
import { readerOf } from '../actions/client.ts'
import { fileRequest } from '../actions/filing.ts'
import { listRequests, listUpdates, readRequest, type Asker } from '../actions/listing.ts'
import { takeUpdate } from '../actions/updating.ts'
import { list, type Part } from '../domain/parts.ts'
import { openProcedure, presentDefinition, presentService, servicesOf } from '../domain/services.ts'
import { answer, bare, formatOf } from './format.ts'
import { readSent } from './input.ts'
import { describeServer } from './discovery.ts'

const base = '/open311/v2'

const text = (max: number) => z.string().max(max).optional()

const querySchema = z.looseObject({
  api_key: text(200),
  service_request_id: text(4000),
  service_code: text(4000),
  status: text(200),
  start_date: text(60),
  end_date: text(60),
})
type Query = z.output<typeof querySchema>

const acceptOf = (call: Call): string | undefined => call.request.headers.accept

/** An answer in the form that the address or the client asks for. */
const reply = (call: Call, root: string, part: Part): Result<PageReply> => ok(answer(formatOf(call.url, acceptOf(call)), root, part))

/** Faults of the protocol: 404 for what is not there, 403 for keys, 400 for all else that the sender can mend; one error for each field. */
export const problem = (call: Call, { status, message, fields }: Problem): PageReply => {
  const known = [404, 403, 429, 500].includes(status) ? status : status === 401 ? 403 : status === 410 ? 404 : status === 413 ? 413 : 400
  const told = fields.length > 0 ? fields.map((fault) => `${fault.path}: ${fault.message}`) : [message]
  const errors = told.map((description) => ({ code: known, description }))
  return answer(formatOf(call.url, acceptOf(call)), 'errors', list('error', errors), known)
}

interface Spec {
  readonly method: 'GET' | 'POST'
  readonly summary: string
  readonly perMinute: number
  readonly handle: (call: Call, input: { query: Query; name: string }) => Promise<Result<PageReply>>
}

const shared = { permission: 'public', output: 'page', query: querySchema, problem } as const

/** The same route plain, with .xml and with .json, as the protocol writes its addresses. */
const inEveryFormat = (name: string, path: string, { handle, ...spec }: Spec): Record<string, AnyRoute> =>
  Object.fromEntries(
    ['', '.xml', '.json'].map((ending) => [
      `open311.${name}${ending}`,
      route({ ...shared, ...spec, path: `${base}/${path}${ending}`, handle: (call, { query }) => handle(call, { query, name: '' }) }),
    ]),
  )

/** A route of one thing, whose name ends in the format or not. */
const ofOne = (name: string, path: string, { handle, ...spec }: Spec): Record<string, AnyRoute> => ({
  [`open311.${name}`]: route({
    ...shared,
    ...spec,
    path: `${base}/${path}/:name`,
    params: z.object({ name: z.string().max(120) }),
    handle: (call, { query, params }) => handle(call, { query, name: bare(params.name) }),
  }),
})

const askerOf = async (call: Call, query: Query): Promise<Result<Asker>> => {
  const client = await readerOf(call, query.api_key)
  return client.ok ? ok({ kernel: call.kernel, client: client.value, lang: call.lang, now: call.now }) : client
}

const askedOf = (query: Query) => ({
  ids: query.service_request_id,
  services: query.service_code,
  status: query.status,
  start: query.start_date,
  end: query.end_date,
})

const idempotencyKey = (call: Call): string | undefined => {
  const given = call.request.headers['idempotency-key']
  return typeof given === 'string' ? given.slice(0, 200) : undefined
}

const discovery: Spec = {
  method: 'GET',
  summary: 'Open311: where the endpoints are',
  perMinute: 120,
  handle: async (call) => reply(call, 'discovery', describeServer(call.kernel.config, call.lang)),
}

const services: Spec = {
  method: 'GET',
  summary: 'Open311: the whole list of services',
  perMinute: 120,
  async handle(call) {
    const catalogue = await loadCatalogue(call.kernel)
    return reply(
      call,
      'services',
      list(
        'service',
        servicesOf(catalogue).map((each) => presentService(each, catalogue, call.lang)),
      ),
    )
  },
}

const definition: Spec = {
  method: 'GET',
  summary: 'Open311: the attributes of one service',
  perMinute: 600,
  async handle(call, { name }) {
    const catalogue = await loadCatalogue(call.kernel)
    const procedure = openProcedure(catalogue)
    const category = servicesOf(catalogue).find((each) => each.code === name)
    if (!procedure || !category) return refuse('not-found', 'open311.service-unknown', { code: name.slice(0, 60) })
    return reply(call, 'service_definition', presentDefinition(category, procedure, call.lang, sayIn(call.lang)))
  },
}

const post: Spec = {
  method: 'POST',
  summary: 'Open311: files a request',
  perMinute: 240,
  async handle(call, { query }) {
    const sent = await readSent(call, query.api_key)
    if (!sent.ok) return sent
    const filed = await fileRequest(call.kernel, sent.value.client, sent.value, idempotencyKey(call), call.now)
    if (!filed.ok) return filed
    const { code, secret } = filed.value
    const notice = sayIn(call.lang)('open311.notice', { code: showCode(code), secret, url: call.kernel.config.publicUrl })
    return reply(call, 'service_requests', list('request', [{ service_request_id: code, service_notice: notice, account_id: null }]))
  },
}

const requests: Spec = {
  method: 'GET',
  summary: 'Open311: requests by ids, or by a window of time',
  perMinute: 120,
  async handle(call, { query }) {
    const asker = await askerOf(call, query)
    const found = asker.ok ? await listRequests(asker.value, askedOf(query)) : asker
    return found.ok ? reply(call, 'service_requests', list('request', found.value)) : found
  },
}

const request: Spec = {
  method: 'GET',
  summary: 'Open311: one request',
  perMinute: 600,
  async handle(call, { query, name }) {
    const asker = await askerOf(call, query)
    const found = asker.ok ? await readRequest(asker.value, name) : asker
    return found.ok ? reply(call, 'service_requests', list('request', [found.value])) : found
  },
}

// A request has its number at once, so a token is never given out; a client that polls with the number is answered all the same.
const token: Spec = {
  method: 'GET',
  summary: 'Open311: the request behind a token',
  perMinute: 600,
  async handle(call, { query, name }) {
    const asker = await askerOf(call, query)
    const found = asker.ok ? await readRequest(asker.value, name) : asker
    if (!found.ok) return found
    return reply(call, 'service_requests', list('request', [{ service_request_id: parseCode(name), token: name }]))
  },
}

const updates: Spec = {
  method: 'GET',
  summary: 'Open311, FixMyStreet’s extension: updates of requests',
  perMinute: 120,
  async handle(call, { query }) {
    const asker = await askerOf(call, query)
    const found = asker.ok ? await listUpdates(asker.value, askedOf(query)) : asker
    return found.ok ? reply(call, 'service_request_updates', list('request_update', found.value)) : found
  },
}

const postUpdate: Spec = {
  method: 'POST',
  summary: 'Open311, FixMyStreet’s extension: a resident’s update of a request',
  perMinute: 240,
  async handle(call, { query }) {
    const sent = await readSent(call, query.api_key)
    if (!sent.ok) return sent
    const taken = await takeUpdate(call.kernel, sent.value.client, sent.value, idempotencyKey(call), call.now)
    return taken.ok ? reply(call, 'service_request_updates', list('request_update', [{ update_id: taken.value.id }])) : taken
  },
}

/** Open311 GeoReport v2 with FixMyStreet's extension of updates. */
export const open311Routes: Readonly<Record<string, AnyRoute>> = {
  ...inEveryFormat('discovery', 'discovery', discovery),
  ...inEveryFormat('services', 'services', services),
  ...ofOne('service', 'services', definition),
  ...inEveryFormat('file', 'requests', post),
  ...inEveryFormat('requests', 'requests', requests),
  ...ofOne('request', 'requests', request),
  ...ofOne('token', 'tokens', token),
  ...inEveryFormat('updates', 'servicerequestupdates', updates),
  ...inEveryFormat('update', 'servicerequestupdates', postUpdate),
}
