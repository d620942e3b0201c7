import type { Kernel } from '../kernel/kernel.ts'
import { type SettingKey, wordsCache } from './domain/words.ts'
import { readSettings } from './store.ts'

/** The district's name, hotline and the words of its portal, empty where nothing was set. */
export const loadWords = (kernel: Kernel): Promise<Readonly<Record<SettingKey, { readonly zh: string; readonly en: string }>>> =>
  kernel.caches.get(wordsCache, async () => {
    const rows = await readSettings(kernel.db.sql)
    return Object.fromEntries(rows.map(({ key, zh, en }) => [key, { zh, en: en || zh }])) as Readonly<
      Record<SettingKey, { zh: string; en: string }>
    >
  })
