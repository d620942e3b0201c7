import type { Limit } from '../kernel/calendar/due.ts'
import type { Sql } from '../kernel/database/open.ts'
import type { RoutingRule } from './domain.ts'

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
