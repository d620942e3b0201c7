import type { Lang } from '../../../src/kernel/i18n.ts'

/** The district's zone. The server says times in words where they matter; this is for the plain dates of the timeline. */
const zone = 'Asia/Shanghai'

const formats = new Map<string, Intl.DateTimeFormat>()

const formatOf = (lang: Lang, kind: 'day' | 'moment' | 'full'): Intl.DateTimeFormat => {
  const key = `${lang}-${kind}`
  const known = formats.get(key)
  if (known) return known
  const options: Intl.DateTimeFormatOptions = {
    timeZone: zone,
    month: 'numeric',
    day: 'numeric',
    ...(kind === 'day' ? {} : { hour: '2-digit', minute: '2-digit', hour12: false }),
    ...(kind === 'moment' ? {} : { year: 'numeric' }),
    ...(kind === 'full' ? { weekday: 'short' as const } : {}),
  }
  const made = new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', options)
  formats.set(key, made)
  return made
}

const say = (at: string, lang: Lang, kind: 'day' | 'moment' | 'full'): string => {
  const time = Date.parse(at)
  return Number.isFinite(time) ? formatOf(lang, kind).format(time) : at
}

/** "11/21 18:00": a moment of this season. */
export const momentWords = (at: string, lang: Lang): string => say(at, lang, 'moment')

/** "2026/11/21": a day. */
export const dayWords = (at: string, lang: Lang): string => say(at, lang, 'day')

/** "2026/11/21 周六 18:00": the exact moment, for a hover. */
export const fullMoment = (at: string, lang: Lang): string => say(at, lang, 'full')

/** A day so many days before an instant, as `YYYY-MM-DD` of the district: China has one zone and no summer time. */
export const dayBefore = (now: number, days: number): string => new Date(now + 8 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10)
