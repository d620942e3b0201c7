/** Name under which the kernel's caches keep the district's name and the words of its portal. */
export const wordsCache = 'administration.words'

/** What can be set for the whole district. */
export const settingKeys = ['name', 'zone', 'hotline', 'motto', 'intro', 'emergency', 'contact', 'footer'] as const
export type SettingKey = (typeof settingKeys)[number]
