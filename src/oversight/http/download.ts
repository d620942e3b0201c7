import { DAY } from '../../kernel/calendar/day.ts'
import { actorRef } from '../../kernel/actor.ts'
import type { Call, PageReply } from '../../kernel/http/route.ts'
import { newId } from '../../kernel/ids.ts'
import { inTransaction } from '../../kernel/kernel.ts'
import type { Zone } from '../../kernel/calendar/day.ts'
import { logTakings, type Taking } from '../store/board.ts'

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A file to be saved under a name in the reader's language. */
export const download = (bytes: Uint8Array, name: string, type: string): PageReply => ({
  bytes,
  type,
  headers: {
    // Old programs read the plain name; all others take the one in full letters (RFC 6266).
    'content-disposition': `attachment; filename="${name.replace(/[^\w.-]+/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    'cache-control': 'private, no-store',
  },
})

/** The wall time of the district as sheets hold it: `2026-03-05T14:30:00`. */
export const wallTime = (moment: string | Date, zone: Zone): string => {
  const at = new Date(moment).getTime()
  return new Date(at + zone.offsetAt(at)).toISOString().slice(0, 19)
}

/** The same to the minute, for a line of text. */
export const wallWords = (moment: Date, zone: Zone): string => wallTime(moment, zone).slice(0, 16).replace('T', ' ')

/** The local day as `20260305`, for names of files. */
export const fileDay = (moment: Date, zone: Zone): string =>
  new Date(Math.floor((moment.getTime() + zone.offsetAt(moment.getTime())) / DAY) * DAY).toISOString().slice(0, 10).replaceAll('-', '')

/** Writes into the access log what the caller takes out, before it is given. One line for each matter, or one that names none. */
export const logTaken = async (
  { kernel, actor, now }: Call,
  what: string,
  purpose: string,
  matterIds: readonly string[] = [],
): Promise<void> => {
  const unit = actor.kind === 'staff' ? (actor.posts[0]?.unit ?? null) : null
  const taking = (matterId: string | null): Taking => ({
    id: newId(now, kernel.random),
    at: now,
    actor: actorRef(actor),
    unit,
    matterId,
    what,
    purpose,
  })
  const takings = matterIds.length === 0 ? [taking(null)] : matterIds.map(taking)
  await inTransaction(kernel, (tx) => logTakings(tx, takings))
}
