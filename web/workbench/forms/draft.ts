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
  /** Whether anything was typed. */
  readonly touched: boolean
  readonly change: (next: Draft) => void
  /** Forgets what was typed: it was sent. */
  readonly clear: () => void
}

/** What a person typed, kept in this window until it is sent, also over a reload or the end of the session. A component keeps one key: mount it anew for another. */
export const useDraft = (key: string, defaults: Draft): DraftState => {
  const [state, setState] = useState(() => {
    const kept = read(key)
    return { draft: kept ?? defaults, touched: kept !== null }
  })
  useEffect(() => {
    if (!state.touched) return
    try {
      sessionStorage.setItem(`linli-draft-${key}`, JSON.stringify(state.draft))
    } catch {
      // A full or forbidden store costs only the safety net.
    }
  }, [state, key])
  return {
    draft: state.draft,
    touched: state.touched,
    change: (draft) => setState({ draft, touched: true }),
    clear: () => {
      sessionStorage.removeItem(`linli-draft-${key}`)
      setState({ draft: defaults, touched: false })
    },
  }
}
