import { useState } from 'react'

/** A filter with a name, as the person keeps it on this machine. */
export interface SavedFilter {
  readonly name: string
  readonly query: string
}

/** Reads saved filters; what is broken counts as none. */
export const readSaved = (text: string | null): readonly SavedFilter[] => {
  try {
    const list: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(list)
      ? list.filter((each): each is SavedFilter => typeof each?.name === 'string' && typeof each?.query === 'string').slice(0, 20)
      : []
  } catch {
    return []
  }
}

/** The filters with one more; the same name is replaced, the newest comes last. */
export const withSaved = (list: readonly SavedFilter[], one: SavedFilter): readonly SavedFilter[] =>
  [...list.filter((each) => each.name !== one.name), one].slice(-20)

/** Saved filters of one list. */
export const useSaved = (list: string) => {
  const key = `linli-filters-${list}`
  const [saved, setSaved] = useState(() => readSaved(localStorage.getItem(key)))
  const keep = (next: readonly SavedFilter[]): void => {
    setSaved(next)
    try {
      localStorage.setItem(key, JSON.stringify(next))
    } catch {
      // A forbidden store keeps them until the window closes.
    }
  }
  return {
    saved,
    add: (one: SavedFilter) => keep(withSaved(saved, one)),
    remove: (name: string) => keep(saved.filter((each) => each.name !== name)),
  }
}
