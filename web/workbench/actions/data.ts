import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { ApiFault, get, newOperation, post } from '../api/send.ts'
import type { MatterView, Named, RowView } from '../api/types.ts'
import { useLang } from '../app/lang.ts'
import { operationFor, type Tried } from './operation.ts'

/** One matter with all that the reader may see of it. */
export const useMatter = (id: string | null) => {
  const lang = useLang()
  return useQuery({
    queryKey: ['matter', id, lang],
    enabled: id !== null,
    queryFn: ({ signal }) => get<MatterView>(`/api/matters/${encodeURIComponent(id ?? '')}`, {}, signal),
  })
}

export interface Sent {
  readonly action: string
  readonly input: Readonly<Record<string, unknown>>
  /** Tickets of attached files, for actions that take any. */
  readonly files: readonly string[]
}

/** Takes an action. The answer is the matter as it stands then; a decision on an old picture fetches the new one. */
export const useAct = (matter: MatterView) => {
  const queries = useQueryClient()
  const lang = useLang()
  const tried = useRef<Tried | null>(null)
  const mutation = useMutation({
    mutationFn: async ({ action, input, files }: Sent) => {
      const body = { seen: matter.seen, input, ...(files.length > 0 ? { files } : {}) }
      tried.current = operationFor(tried.current, JSON.stringify([action, body]), newOperation)
      return post<MatterView>(`/api/matters/${encodeURIComponent(matter.id)}/actions/${encodeURIComponent(action)}`, {
        operation: tried.current.id,
        ...body,
      })
    },
    onSuccess: (fresh) => {
      tried.current = null
      queries.setQueryData(['matter', matter.id, lang], fresh)
      for (const key of ['inbox', 'queues', 'matters', 'callbacks', 'board']) void queries.invalidateQueries({ queryKey: [key] })
    },
    onError: (fault) => {
      if (!(fault instanceof ApiFault) || fault.status === 0) return
      tried.current = null
      if (fault.status === 409) void queries.invalidateQueries({ queryKey: ['matter', matter.id] })
    },
  })
  /**
   * Sends, and tells when it is done. Not by a callback of `mutate`: the new state offers other actions, so that the form is gone before that would run.
   */
  const send = (sent: Sent, done: (fresh: MatterView) => void): void => void mutation.mutateAsync(sent).then(done, () => undefined)
  return { send, error: mutation.error, isPending: mutation.isPending }
}

export interface Suggestion {
  readonly unit: Named
  readonly assistants: readonly Named[]
  readonly reason: string
  readonly listItem: string | null
  /** "5 个工作日", and the moment it would end. */
  readonly limit: string | null
  readonly due: string | null
  /** The rule that the limit comes from. */
  readonly source: string | null
}

export interface Suggestions {
  readonly units: readonly Suggestion[]
  readonly duplicates: readonly RowView[]
  /** Why there is no suggestion. */
  readonly note?: string | null
}

/** Units that rules and past matters suggest, and matters that may be the same. */
export const useSuggestions = (id: string) => {
  const lang = useLang()
  return useQuery({
    queryKey: ['suggestions', id, lang],
    queryFn: ({ signal }) => get<Suggestions>(`/api/matters/${encodeURIComponent(id)}/suggestions`, {}, signal),
  })
}
