import { z } from 'zod'
import type { Readable } from 'node:stream'
import { route, type Call } from '../../kernel/http/route.ts'
import type { StoredFile } from '../../kernel/files/domain.ts'
import { ticketFor } from '../../kernel/files/ticket.ts'
import { ok, refuse, type Result } from '../../kernel/result.ts'

/** What a form gets for a file it uploaded: the ticket goes into the form's value. */
export interface Uploaded {
  readonly ticket: string
  readonly digest: string
  readonly kind: string
  readonly name: string
}

/** Stores one uploaded file and writes it down, so that it can be attached by its ticket. */
export const storeUpload = async (
  { kernel, now }: Pick<Call, 'kernel' | 'now'>,
  source: Readable,
  name: string,
): Promise<Result<Uploaded>> => {
  const stored = await kernel.files.put(source, name)
  if (!stored.ok) return stored
  await keepFile({ kernel, now }, stored.value)
  return ok({
    ticket: ticketFor(kernel, stored.value.digest),
    digest: stored.value.digest,
    kind: stored.value.kind,
    name: stored.value.name,
  })
}

const keepFile = async ({ kernel, now }: Pick<Call, 'kernel' | 'now'>, file: StoredFile): Promise<void> => {
  await kernel.db.sql
    .insertInto('file')
    .values({
      digest: file.digest,
      media_type: file.mime,
      kind: file.kind,
      bytes: file.bytes,
      width: file.width ?? null,
      height: file.height ?? null,
      stored_at: now,
    })
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .execute()
}

export const fileRoutes = {
  'files.upload': route({
    method: 'POST',
    path: '/api/files',
    summary: 'Uploads one file (multipart field `file`); its ticket goes into the form’s value',
    permission: 'matters.read',
    output: z.object({ ticket: z.string(), digest: z.string(), kind: z.string(), name: z.string() }),
    async handle(call) {
      for await (const part of call.request.parts({ limits: { files: 1 } })) {
        if (part.type === 'file') return storeUpload(call, part.file, part.filename)
      }
      return refuse('invalid', 'file.missing')
    },
  }),
} as const
