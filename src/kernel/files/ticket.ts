import { timingSafeEqual } from 'node:crypto'
import type { Kernel } from '../kernel.ts'

/** What an upload gives back: the file's digest with a keyed mark, so that only who uploaded it (or was shown it) can attach it. */
export const ticketFor = (kernel: Kernel, digest: string): string => `${digest}.${mark(kernel, digest).toString('hex')}`

/** The digest behind a ticket; null when the mark is not ours. */
export const digestOfTicket = (kernel: Kernel, ticket: string): string | null => {
  const [digest = '', given = ''] = ticket.split('.')
  if (!/^[0-9a-f]{64}$/.test(digest) || !/^[0-9a-f]{32}$/.test(given)) return null
  return timingSafeEqual(mark(kernel, digest), Buffer.from(given, 'hex')) ? digest : null
}

const mark = (kernel: Kernel, digest: string): Buffer => kernel.keys.blindIndex('file', digest)
