import { sql } from 'kysely'
import type { Actor } from '../../kernel/actor.ts'
import type { Sql } from '../../kernel/database/open.ts'
import { matterRules, scope } from '../domain/relations.ts'

const most = 10

/**
 * Other matters at the very address of a matter, within its community or grid, newest first, at most ten, as far as the actor may read them. By place and never by person: no
 * page gathers what one resident has brought forward.
 */
export const earlierAtAddress = async (db: Sql, actor: Actor, id: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select m.id from matter this join matter_words that on that.matter_id = this.id
      cross join matter m join matter_words w on w.matter_id = m.id
    where this.id = ${id}::uuid and m.id <> this.id and ${scope(actor, matterRules['matter.read'])}
      and w.address = that.address and that.address <> '' and length(this.area_code) >= 12
      and m.area_code >= left(this.area_code, 12) and m.area_code < left(this.area_code, 12) || ':'
    order by m.filed_at desc, m.id desc limit ${most}`.execute(db)
  return rows.map((row) => row.id)
}
