import type { Actor } from '../../kernel/actor.ts'
import type { FileKind, StoredFile } from '../../kernel/files/domain.ts'
import { digestOfTicket } from '../../kernel/files/ticket.ts'
import { ok, refuse, type Result } from '../../kernel/result.ts'
import { can, factsOf, matterRules, readState } from '../../matters/api.ts'
import { mattersWithFile, readFileNote } from '../store.ts'
import type { Reading } from './names.ts'
import { filesToldOf } from './tracking.ts'

/** By what a caller asks for a file: who is signed in, the receipts of the browser, the ticket of the upload. */
export interface FileReader {
  readonly actor: Actor
  readonly receipts: readonly string[]
  readonly ticket: string | undefined
}

/** What a file is, for those who may read it; everybody else hears that there is none (`file.not-found`). */
export const fileFor = async (reading: Reading, reader: FileReader, digest: string): Promise<Result<StoredFile>> => {
  const { kernel } = reading
  const missing = refuse('not-found', 'file.not-found')
  const note = /^[0-9a-f]{64}$/.test(digest) ? await readFileNote(kernel.db.sql, digest) : null
  if (!note || !(await mayRead(reading, reader, digest))) return missing
  const extension = extensions[note.mime] ?? note.mime.split('/')[1] ?? 'bin'
  return ok({ digest, kind: note.kind as FileKind, mime: note.mime, name: `linli-${digest.slice(0, 8)}.${extension}`, bytes: 0 })
}

const mayRead = async (reading: Reading, { actor, receipts, ticket }: FileReader, digest: string): Promise<boolean> => {
  const { kernel } = reading
  if (ticket && digestOfTicket(kernel, ticket) === digest) return true
  for (const id of await mattersWithFile(kernel.db.sql, digest)) {
    if (receipts.includes(id) && (await filesToldOf(reading, { kind: 'receipt', matterId: id }, id)).has(digest)) return true
    if (actor.kind === 'resident' && (await filesToldOf(reading, actor, id)).has(digest)) return true
    if (actor.kind !== 'staff') continue
    const state = await readState(kernel.db.sql, id)
    if (state && can(actor, matterRules['matter.read'], factsOf(state))) return true
  }
  return false
}

const extensions: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'application/pdf': 'pdf',
  'application/msword': 'doc',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.ms-powerpoint': 'ppt',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'video/quicktime': 'mov',
}
