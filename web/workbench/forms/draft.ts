import { useEffect, useState } from 'react'
import type { Draft } from './values.ts'

const read = (key: string): Draft | null => {
  try {
    const text = sessionStorage.getItem(`linli-draft-${key}`)
    return text === null ? null : (JSON.parse(text) as Draft)
  } catch {
    return null
  }
}

export interface DraftState {
  readonly draft: Draft
  readonly change: (next: Draft) => void
  /** Forgets what was typed: it was sent. */
  readonly clear: () => void
}

/** What a person typed, kept in this window until it is sent, also over a reload or the end of the session. */
export const useDraft = (key: string, defaults: Draft): DraftState => {
  const [state, setState] = useState(() => ({ key, draft: read(key) ?? defaults, touched: read(key) !== null }))
  // Another form in the same place begins with its own draft.
  const current = state.key === key ? state : { key, draft: read(key) ?? defaults, touched: read(key) !== null }
  if (current !== state) setState(current)
  useEffect(() => {
    if (!current.touched) return
    try {
      sessionStorage.setItem(`linli-draft-${key}`, JSON.stringify(current.draft))
    } catch {
      // A full or forbidden store costs only the safety net.
    }
  }, [current, key])
  return {
    draft: current.draft,
    change: (draft) => setState({ key, draft, touched: true }),
    clear: () => {
      sessionStorage.removeItem(`linli-draft-${key}`)
      setState({ key, draft: defaults, touched: false })
    },
  }
}
