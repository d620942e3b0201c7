/** Name under which the kernel's caches keep the district's name and the words of its portal. */
export const wordsCache = 'administration.words'

/** Name under which the kernel's caches keep the texts that the office worded anew. */
export const rewordingsCache = 'administration.texts'

/** The placeholders of a text, in order: `{name}`. */
export const placeholdersOf = (text: string): string =>
  [...new Set(Array.from(text.matchAll(/\{([a-zA-Z][a-zA-Z0-9]*)\}/g), (match) => match[1] ?? ''))]
    .toSorted((a, b) => (a < b ? -1 : 1))
    .join(', ')

/** What can be set for the whole district. */
export const settingKeys = ['name', 'zone', 'hotline', 'motto', 'intro', 'emergency', 'contact', 'footer'] as const
export type SettingKey = (typeof settingKeys)[number]
