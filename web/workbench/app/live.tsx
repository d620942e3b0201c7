import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactElement, type ReactNode, use, useEffect, useMemo, useState } from 'react'
import { createGathering, readMessage } from './live-gather.ts'

interface Live {
  readonly connected: boolean
  /** Matters that changed since the inbox was last looked at anew. */
  readonly fresh: ReadonlySet<string>
  readonly seen: () => void
}

const LiveContext = createContext<Live>({ connected: true, fresh: new Set(), seen: () => undefined })

export const useLive = (): Live => use(LiveContext)

/** Listens to the server: what changed is asked for anew, at most once a second; the inbox is only told, so that it does not move under the hand. */
export const LiveProvider = ({ children }: { readonly children: ReactNode }): ReactElement => {
  const queries = useQueryClient()
  const [connected, setConnected] = useState(true)
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    const source = new EventSource('/api/live')
    const gathering = createGathering((ids, notices) => {
      for (const id of ids) void queries.invalidateQueries({ queryKey: ['matter', id] })
      if (ids.length > 0) {
        setFresh((before) => new Set([...before, ...ids]))
        for (const key of ['queues', 'callbacks', 'board']) void queries.invalidateQueries({ queryKey: [key] })
      }
      if (notices || ids.length > 0) void queries.invalidateQueries({ queryKey: ['notices'] })
    })
    const hear = (event: MessageEvent<string>): void => {
      const message = readMessage(event.data)
      // After a break anything may have been missed: all that is shown is read anew.
      if (message?.type === 'again') void queries.invalidateQueries()
      else if (message) gathering.add(message)
    }
    source.onmessage = hear
    source.addEventListener('matter', hear)
    source.addEventListener('notice', hear)
    source.onopen = () => setConnected(true)
    // The browser connects again by itself while the stream is there at all; only a break of some seconds is worth a word.
    let broken: ReturnType<typeof setTimeout> | undefined
    source.onerror = () => {
      clearTimeout(broken)
      broken = setTimeout(() => setConnected(source.readyState !== EventSource.CONNECTING || navigator.onLine), 8000)
    }
    return () => {
      clearTimeout(broken)
      gathering.stop()
      source.close()
    }
  }, [queries])
  const live = useMemo(() => ({ connected, fresh, seen: () => setFresh(new Set()) }), [connected, fresh])
  return <LiveContext value={live}>{children}</LiveContext>
}
