import { type Lang, pickLang } from '../../../src/kernel/i18n.ts'

const cookieOf = (name: string): string | undefined =>
  typeof document === 'undefined'
    ? undefined
    : document.cookie
        .split('; ')
        .find((pair) => pair.startsWith(`${name}=`))
        ?.slice(name.length + 1)

// Chinese unless the person chose otherwise: most offices' browsers are set to whatever they were delivered with.
let lang: Lang = pickLang(undefined, cookieOf('lang'))
const listeners = new Set<() => void>()

/** The language of the screen now. */
export const currentLang = (): Lang => lang

/** Changes the language here and, by the cookie, of what the server says. */
export const chooseLang = (next: Lang): void => {
  lang = next
  // A year: the choice is the person's, not the session's.
  document.cookie = `lang=${next}; path=/; max-age=31536000; samesite=lax`
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en'
  for (const listener of listeners) listener()
}

export const watchLang = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
