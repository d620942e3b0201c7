import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../kernel/actor.ts'
import type { Limit } from '../kernel/calendar/due.ts'
import type { Sql } from '../kernel/database/open.ts'
import { matterRules, scope, type MatterState } from '../matters/api.ts'
import type { RoutingRule } from './domain/routing.ts'

export const readRules = async (db: Sql): Promise<RoutingRule[]> => {
  const rows = await db.selectFrom('routing_rule').selectAll().orderBy('position').orderBy('id').execute()
  return rows.map(({ list_item, handle, ...row }) => ({ ...row, listItem: list_item, handle: handle as Limit | null }))
}

/** Replaces all rules by these. */
export const replaceRules = async (db: Sql, rules: readonly RoutingRule[]): Promise<void> => {
  await db.deleteFrom('routing_rule').execute()
  for (let start = 0; start < rules.length; start += 200) {
    const rows = rules.slice(start, start + 200).map(({ listItem, handle, assistants, ...rule }) => ({
      ...rule,
      assistants: [...assistants],
      list_item: listItem,
      handle: handle ? JSON.stringify(handle) : null,
    }))
    await db.insertInto('routing_rule').values(rows).execute()
  }
}

export interface CandidateRow {
  readonly state: MatterState
  readonly text: string
}

/** Who is shown what may be the same: a resident at a door, or a member of staff with the matter in hand. */
export type Looking = 'outsider' | { readonly actor: Actor; readonly matter: MatterState }

// Outsiders hear of ordinary matters only. Staff see what they may read, and only what the matter could be merged with: of the same sensitivity, so that a
// sealed one is never hinted at beside an ordinary one.
const shownTo = (looking: Looking): RawBuilder<boolean> =>
  looking === 'outsider'
    ? sql<boolean>`m.sensitivity = 'ordinary' and not m.restricted`
    : sql<boolean>`m.id <> ${looking.matter.id}::uuid and m.sensitivity = ${looking.matter.sensitivity} and ${scope(looking.actor, matterRules['matter.read'])}`

/** Open matters of a kind within an area, filed since; newest first, at most 300: what another one may be the same as. */
export const readCandidates = async (db: Sql, kind: string, prefix: string, since: Date, looking: Looking): Promise<CandidateRow[]> => {
  const { rows } = await sql<{ state: MatterState; body: string }>`
    select m.state, w.body from matter m join matter_words w on w.matter_id = m.id
    where m.closed_at is null and m.merged_into is null and m.procedure_id = ${kind} and m.area_code >= ${prefix} and m.area_code < ${`${prefix}:`}
      and m.filed_at >= ${since}::timestamptz and ${shownTo(looking)}
    order by m.filed_at desc, m.id desc limit 300`.execute(db)
  return rows.map((row) => ({ state: row.state, text: row.body }))
}

/** What a matter is about, in the words it was filed with; empty when they were erased. */
export const readBody = async (db: Sql, id: string): Promise<string> =>
  (await db.selectFrom('matter_words').select('body').where('matter_id', '=', id).executeTakeFirst())?.body ?? ''

export interface PastLead {
  readonly unit: string
  readonly matters: number
}

/** Units that led the last 200 answered matters of a category in an area since a day, as far as the actor may read them; those with most first. */
export const readPastLeads = async (db: Sql, actor: Actor, category: string, prefix: string, since: Date): Promise<PastLead[]> => {
  const { rows } = await sql<PastLead>`
    select unit, count(*)::int as matters from (
      select m.lead_unit as unit from matter m
      where m.area_code >= ${prefix} and m.area_code < ${`${prefix}:`} and m.category = ${category} and m.lead_unit is not null
        and m.answered_at is not null and m.filed_at >= ${since}::timestamptz and ${scope(actor, matterRules['matter.read'])}
      order by m.filed_at desc limit 200) past
    group by unit order by matters desc, unit limit 5`.execute(db)
  return rows
}
