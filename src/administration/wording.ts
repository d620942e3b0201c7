import type { FastifyInstance } from 'fastify'
import type { Texts, Translator } from '../kernel/i18n.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { placeholdersOf, rewordingsCache, type SettingKey, wordsCache } from './domain/words.ts'
import { readRewordings, readSettings } from './store.ts'

/** The texts that the office worded anew, for those that say texts of their own (notices, the portal). */
export const loadRewordings = (kernel: Kernel): Promise<Texts> => kernel.caches.get(rewordingsCache, () => readRewordings(kernel.db.sql))

/** The district's name, hotline and the words of its portal, empty where nothing was set. */
export const loadWords = (kernel: Kernel): Promise<Readonly<Record<SettingKey, { readonly zh: string; readonly en: string }>>> =>
  kernel.caches.get(wordsCache, async () => {
    const rows = await readSettings(kernel.db.sql)
    return Object.fromEntries(rows.map(({ key, zh, en }) => [key, { zh, en: en || zh }])) as Readonly<
      Record<SettingKey, { zh: string; en: string }>
    >
  })

/** The texts as the office words them now. */
export interface Wording {
  readonly current: () => Translator
  /** Looks for changes before each request; at most once a second it asks the database. */
  readonly plugin: (app: FastifyInstance) => Promise<void>
}

/** Keeps a translator with the office's own words. A rewording that no longer fits (its text is gone, or has other placeholders) is passed over. */
export const wordingOf = (kernel: Kernel, shipped: Translator): Wording => {
  let current = shipped
  let applied: Texts = {}
  const refresh = async (): Promise<void> => {
    const wanted = await loadRewordings(kernel)
    if (wanted === applied) return
    applied = wanted
    current = shipped.reworded(fitting(wanted, shipped.all()))
  }
  return {
    current: () => current,
    plugin: async (app) => {
      app.addHook('onRequest', async (request) => {
        if (!request.url.startsWith('/assets/')) await refresh()
      })
      await refresh()
    },
  }
}

const fitting = (wanted: Texts, shipped: Texts): Texts =>
  Object.fromEntries(
    Object.entries(wanted).filter(([key, text]) => {
      const original = shipped[key]
      return original && placeholdersOf(text.zh) === placeholdersOf(original.zh) && placeholdersOf(text.en) === placeholdersOf(original.en)
    }),
  )
