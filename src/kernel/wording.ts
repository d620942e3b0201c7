import type { FastifyInstance } from 'fastify'
import type { Sql } from './database/open.ts'
import { type Text, type Texts, sayInOfficeWords } from './i18n.ts'
import type { Kernel } from './kernel.ts'

/** Name under which the kernel's caches keep the texts that the office worded anew. */
export const rewordingsCache = 'administration.texts'

const prefix = 'text.'

/** The texts that the office worded anew, by key: settings `text.<key>`. */
export const readRewordings = async (db: Sql): Promise<Record<string, Text>> => {
  const rows = await db.selectFrom('setting').select(['name', 'value']).where('name', 'like', `${prefix}%`).execute()
  return Object.fromEntries(rows.map((row) => [row.name.slice(prefix.length), row.value as Text]))
}

/** The setting in which the office's words of a text are kept. */
export const rewordingSetting = (key: string): string => prefix + key

let applied: Texts | undefined

/** Lets every text be said as the office words it now. Cheap: at most once a second it asks the database. To be called before each request and each job that says something. */
export const followOfficeWords = async (kernel: Kernel): Promise<void> => {
  const wanted = await kernel.caches.get(rewordingsCache, () => readRewordings(kernel.db.sql))
  if (wanted === applied) return
  applied = wanted
  sayInOfficeWords(wanted)
}

/** Looks for the office's words before each request; to be put into the server before the routes. */
export const officeWords =
  (kernel: Kernel) =>
  async (app: FastifyInstance): Promise<void> => {
    app.addHook('onRequest', async (request) => {
      if (!request.url.startsWith('/assets/')) await followOfficeWords(kernel)
    })
    await followOfficeWords(kernel)
  }
