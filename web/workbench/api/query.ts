import { QueryClient } from '@tanstack/react-query'
import { ApiFault } from './send.ts'

/** What was read stays good for half a minute, or until a live message says otherwise. A refusal is not asked for twice; a lost network is. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: true,
      retry: (count, fault) => count < 2 && (!(fault instanceof ApiFault) || fault.status === 0 || fault.status >= 502),
    },
    mutations: { retry: false },
  },
})
