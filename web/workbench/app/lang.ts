import { useSyncExternalStore } from 'react'
import { fill, type Lang, type Text, type TextParams } from '../../../src/kernel/i18n.ts'
import { currentLang, watchLang } from './lang-store.ts'

/** The language of the screen; the component draws itself anew when it changes. */
export const useLang = (): Lang => useSyncExternalStore(watchLang, currentLang)

export type Say<K extends string> = (key: K, params?: TextParams) => string

/** Says the texts of one screen: `const say = useCopy(copy)`, `say('title')`. */
export const useCopy = <K extends string>(copy: Readonly<Record<K, Text>>): Say<K> => {
  const lang = useLang()
  return (key, params) => fill(copy[key][lang], params)
}
