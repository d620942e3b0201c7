import { z } from 'zod'
import { fileFor, heldReceipts } from '../../../src/intake/api.ts'
import { servingHeaders, type FileVariant } from '../../../src/kernel/files/domain.ts'
import { route, type Call, type PageReply } from '../../../src/kernel/http/route.ts'
import { ok, refuse, type Result } from '../../../src/kernel/result.ts'
import { readingOf, receiptCookie } from '../setting.ts'

const serve = async (call: Call, digest: string, variant: FileVariant, ticket: string | undefined): Promise<Result<PageReply>> => {
  const { kernel, actor, request } = call
  const receipts = heldReceipts(kernel, request.cookies[receiptCookie])
  const found = await fileFor(readingOf(call), { actor, receipts, ticket }, digest)
  if (!found.ok) return found
  if (variant === 'thumb' && found.value.kind !== 'image') return refuse('not-found', 'file.not-found')
  const opened = await kernel.files.open(digest, variant)
  if (!opened.ok) return opened
  const { 'content-type': type = 'application/octet-stream', ...headers } = servingHeaders(found.value, variant)
  return ok({ bytes: opened.value.stream, type, headers: { ...headers, 'content-length': String(opened.value.bytes) } })
}

const digestParams = z.object({ digest: z.string().regex(/^[0-9a-f]{64}$/) })
const ticketQuery = z.object({ ticket: z.string().max(120).optional() })

/** Files of matters, for those who may read the matter, and for whoever has just sent them. */
export const fileRoutes = {
  'portal.file': route({
    method: 'GET',
    path: '/files/:digest',
    summary: 'A file of a matter',
    permission: 'public',
    params: digestParams,
    query: ticketQuery,
    output: 'page',
    handle: (call, { params, query }) => serve(call, params.digest, 'main', query.ticket),
  }),
  'portal.thumb': route({
    method: 'GET',
    path: '/files/:digest/thumb',
    summary: 'The small copy of a picture',
    permission: 'public',
    params: digestParams,
    query: ticketQuery,
    output: 'page',
    handle: (call, { params, query }) => serve(call, params.digest, 'thumb', query.ticket),
  }),
} as const
