import { useQuery } from '@tanstack/react-query'
import { get } from '../api/send.ts'
import { listIn } from '../api/shared.ts'
import type { PlaceRow } from '../api/types.ts'
import { useSettled } from '../parts/settled.ts'

/** Known places whose name holds the words, once the hand rests. */
export const usePlaces = (words: string): readonly PlaceRow[] => {
  const settled = useSettled(words.trim(), 250)
  const places = useQuery({
    queryKey: ['places', settled],
    enabled: settled.length >= 2,
    staleTime: 5 * 60_000,
    queryFn: async ({ signal }) => listIn<PlaceRow>(await get<unknown>('/api/places', { q: settled }, signal)),
  })
  return settled.length >= 2 ? (places.data ?? []) : []
}
