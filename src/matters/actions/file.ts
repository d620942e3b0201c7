import type { Actor } from '../../kernel/actor.ts'
import { platformKey } from '../../kernel/keys.ts'
import { newCode, newId, secretFrom } from '../../kernel/ids.ts'
import { emptyHead } from '../../kernel/journal.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { ok, refuse, refuseFields, type Result } from '../../kernel/result.ts'
import type { Filing } from '../domain/command.ts'
import type { NewEvent } from '../domain/events.ts'
import { decideFiling } from '../domain/filing.ts'
import type { Door } from '../domain/procedure.ts'
import { insertMatter, type Changes, type NewMatter } from '../store/write.ts'
import { surroundings } from './circumstances.ts'
import { answeredBefore, journalled, operationOf } from './commit.ts'
import { titleOf } from './words.ts'

/** What a door hands over. Every way in ends here. */
export interface FileRequest {
  /** Operation id made by the sender: the same one with the same content gives the same answer again. */
  readonly operation: string
  readonly procedure: string
  readonly door: Door
  readonly channel?: string | null | undefined
  readonly nature?: string | null | undefined
  readonly category?: string | null | undefined
  readonly aboutUnit?: string | null | undefined
  readonly anonymous?: boolean | undefined
  /** The filing form, `place` and `contact` among it. */
  readonly input: Readonly<Record<string, unknown>>
  readonly upstream?: { readonly source: string; readonly number: string; readonly due: string | null } | null | undefined
  /** The office that files, when staff do. */
  readonly filerUnit?: string | null | undefined
  /** An account's own subject, so that erasing the person reaches this matter too. */
  readonly subject?: string | undefined
  /** Where it lies when the place itself can't tell: the door's own area. */
  readonly area?: string | undefined
}

export interface Filed {
  readonly id: string
  readonly code: string
  /** The receipt's secret; shown once. */
  readonly secret: string
}

/**
 * Files a matter: located, classified as far as given, journalled, with its clocks, tasks and notices, all at once or not at all.
 * Refuses with every field fault at once; `operation.reused`; `matter.upstream-twice`; `procedure.unknown`.
 */
export const fileMatter = async (kernel: Kernel, actor: Actor, request: FileRequest, now: Date): Promise<Result<Filed>> => {
  const around = await surroundings(kernel)
  const current = around.catalogue.inForce(request.procedure)
  if (!current) return refuse('not-found', 'procedure.unknown')
  const operation = operationOf(request.operation, request)
  const place = around.of(actor, now, current.procedure, null).locate(request.input['place'] ?? { areaCode: request.area })
  if (!place) return refuseFields([{ path: 'place', code: 'matter.place-unknown' }])
  const limits = request.category ? (around.catalogue.limitsOf(request.category) ?? undefined) : undefined
  const circumstances = around.of(actor, now, current.procedure, null, limits)
  const id = newId(now, kernel.random)
  const subject = request.subject ?? newId(now, kernel.random)

  for (let attempt = 0; attempt < 5; attempt++) {
    const code = newCode(kernel.random)
    const answer = { id, code }
    const filing = filingOf(request, { id, code, subject, procedure: { id: current.procedure.id, digest: current.digest } }, place)
    const decided = decideFiling(filing, circumstances)
    if (!decided.ok) return decided
    try {
      const fresh = request.subject ? null : kernel.keys.make()
      const subjectKey = fresh?.key ?? (await kernel.keys.find(kernel.db.sql, subject))
      const writing = { kernel, actor, now, procedure: current.procedure, dutyUnit: around.dutyUnit, operation, answer, subjectKey }
      const changes = journalled(null, emptyHead, decided.value, id, subject, writing)
      const wrapped = fresh ? { id: subject, wrapped: fresh.wrapped } : null
      await insertMatter(kernel.db.sql, newMatter(kernel, changes, decided.value, code, wrapped))
      return ok(withSecret(kernel, answer))
    } catch (fault) {
      const twice = duplicateOf(fault)
      if (twice === 'operation') {
        const before = await answeredBefore(kernel.db.sql, operation, actor)
        return before.ok ? ok(withSecret(kernel, before.value as { id: string; code: string })) : before
      }
      if (twice === 'upstream') return refuse('conflict', 'matter.upstream-twice', { number: request.upstream?.number ?? '' })
      if (twice !== 'code') throw fault
    }
  }
  throw new Error('no free code was found in five attempts')
}

// The secret follows from the code and the district's key, so that it need not be kept to give the same answer again.
const receiptSecret = (kernel: Kernel, code: string): string => secretFrom(kernel.keys.blindIndex('receipt-secret', code))

const withSecret = (kernel: Kernel, answer: { id: string; code: string }): Filed => ({
  ...answer,
  secret: receiptSecret(kernel, answer.code),
})

/** Digest under which a receipt's code and secret are known. */
export const receiptDigest = (kernel: Kernel, code: string, secret: string): Buffer => kernel.keys.blindIndex('receipt', `${code}${secret}`)

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

const filingOf = (
  request: FileRequest,
  own: Pick<Filing, 'id' | 'code' | 'subject' | 'procedure'>,
  place: Pick<Filing, 'area' | 'point' | 'located'>,
): Filing => ({
  ...own,
  ...place,
  door: request.door,
  channel: request.channel ?? null,
  nature: request.nature ?? null,
  category: request.category ?? null,
  aboutUnit: request.aboutUnit ?? textOf(request.input['aboutUnit']),
  anonymous: request.anonymous ?? false,
  upstream: request.upstream ?? null,
  filerUnit: request.filerUnit ?? null,
  input: request.input,
})

const newMatter = (
  kernel: Kernel,
  changes: Changes,
  events: readonly NewEvent[],
  code: string,
  subject: NewMatter['subject'],
): NewMatter => {
  const words = events[0]?.text ?? {}
  const body = typeof words['text'] === 'string' ? words['text'] : ''
  const place = words['place'] as { address?: string } | undefined
  const contact = events[0]?.contact?.['contact'] as { phone?: string } | undefined
  return {
    ...changes,
    title: titleOf(body),
    body,
    address: place?.address ?? null,
    receiptDigest: receiptDigest(kernel, code, receiptSecret(kernel, code)),
    contactIndex: contact?.phone ? kernel.keys.blindIndex('phone', contact.phone) : null,
    subject: changes.state.subject === platformKey ? null : subject,
  }
}

/** Which of the unique things was there already: PostgreSQL names the constraint in its message, PGlite too. */
const duplicateOf = (fault: unknown): 'operation' | 'upstream' | 'code' | null => {
  const { code, message = '' } = fault as { code?: string; message?: string }
  if (code !== '23505') return null
  if (message.includes('operation_pkey')) return 'operation'
  if (message.includes('matter_upstream')) return 'upstream'
  return message.includes('matter_code_key') ? 'code' : null
}
