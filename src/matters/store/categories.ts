import type { Sql } from '../../kernel/database/open.ts'
import type { Category } from '../catalogue.ts'

/** Adds categories or replaces what is known of them; the order given is the order shown. */
export const saveCategories = async (db: Sql, categories: readonly Category[]): Promise<void> => {
  for (const [position, category] of categories.entries()) {
    const row = {
      tree: category.tree,
      parent: category.parent,
      name: category.name,
      name_en: category.nameEn,
      keywords: [...category.keywords],
      respond: category.respond ? JSON.stringify(category.respond) : null,
      handle: category.handle ? JSON.stringify(category.handle) : null,
      list_item: category.listItem,
      source: category.source,
      position,
      valid_to: null,
    }
    await db
      .insertInto('category')
      .values({ code: category.code, ...row })
      .onConflict((conflict) => conflict.column('code').doUpdateSet(row))
      .execute()
  }
}
