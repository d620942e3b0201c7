import type { Sql } from '../../kernel/database/open.ts'
import type { NewEvent } from '../domain/events.ts'

/** Keeps what a publisher released, or takes it off again, beside the matter's words. */
export const keepPublicWords = async (db: Sql, matterId: string, events: readonly NewEvent[]): Promise<void> => {
  for (const event of events) {
    if (event.kind !== 'acted' || !['release', 'redact', 'unrelease'].includes(event.facts.action)) continue
    const word = (name: string): string | null => (typeof event.text?.[name] === 'string' ? (event.text[name] as string) : null)
    const taken = event.facts.action === 'unrelease'
    await db
      .updateTable('matter_words')
      .set({
        public_title: taken ? null : word('publicTitle'),
        public_text: taken ? null : word('publicText'),
        public_answer: taken ? null : word('publicAnswer'),
      })
      .where('matter_id', '=', matterId)
      .execute()
  }
}

/** Empties the words of a matter in lists and searches, and forgets how its people are reached. */
export const eraseWords = async (db: Sql, matterId: string): Promise<void> => {
  const empty = { title: '', body: '', address: null, public_title: null, public_text: null, public_answer: null }
  await db.updateTable('matter_words').set(empty).where('matter_id', '=', matterId).execute()
  await db.deleteFrom('matter_contact').where('matter_id', '=', matterId).execute()
  await db.deleteFrom('matter_search').where('matter_id', '=', matterId).execute()
  await db.updateTable('matter').set({ contact_index: null, receipt_digest: null }).where('id', '=', matterId).execute()
}
