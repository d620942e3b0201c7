import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { Role } from '../../../src/kernel/actor.ts'
import { get, onUnauthenticated } from '../api/send.ts'

export interface Me {
  readonly id: string
  readonly login: string
  readonly name: string
  /** The first password must be changed before anything else. */
  readonly mustChange: boolean
  readonly roles: readonly Role[]
  readonly units: readonly { readonly id: string; readonly name: string }[]
  readonly rolesInWords: readonly string[]
}

let expired = false
const listeners = new Set<() => void>()

const setExpired = (next: boolean): void => {
  if (expired === next) return
  expired = next
  for (const listener of listeners) listener()
}

onUnauthenticated.call = () => setExpired(true)

/** Whether the session ended while the person was working: the screen asks to sign in again and stays where it is. */
export const useExpired = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => expired,
  )

/** Who is signed in; null when nobody is. */
export const useMe = () =>
  useQuery({
    queryKey: ['me'],
    // Who was here stays known when the session ends: the screen waits beneath the sign-in.
    queryFn: async ({ signal, client }) => {
      const now = meOf(await get<MeAnswer>('/api/me', {}, signal))
      const before = client.getQueryData<Me | null>(['me'])
      if (now === null && before) setExpired(true)
      return now ?? before ?? null
    },
    retry: false,
    staleTime: 5 * 60_000,
  })

/**
 * What to do after a sign-in: the same person goes on where they were, with everything read anew behind what they typed; for another person all that
 * was on the screen goes.
 */
export const useSignedIn = (): ((answer: unknown) => Promise<void>) => {
  const queries = useQueryClient()
  return async (answer) => {
    const before = queries.getQueryData<Me | null>(['me'])
    const now = meOf(answer as MeAnswer)
    setExpired(false)
    if (now && before?.id === now.id) {
      queries.setQueryData(['me'], now)
      await queries.invalidateQueries()
    } else {
      if (before) sessionStorage.clear()
      await queries.resetQueries()
    }
  }
}

type MeAnswer = { readonly kind: 'resident' | 'anonymous' } | StaffAnswer

interface StaffAnswer {
  readonly kind: 'staff'
  readonly id: string
  readonly login: string
  readonly name: string
  readonly mustChange: boolean
  readonly posts: readonly { readonly unit: string; readonly unitName: string; readonly role: Role; readonly roleName: string }[]
}

const meOf = (answer: MeAnswer): Me | null => {
  if (answer.kind !== 'staff') return null
  const { id, login, name, mustChange, posts } = answer
  const units = [...new Map(posts.map((post) => [post.unit, { id: post.unit, name: post.unitName }])).values()]
  const roles = [...new Set(posts.map((post) => post.role))]
  return { id, login, name, mustChange, roles, units, rolesInWords: [...new Set(posts.map((post) => post.roleName))] }
}
