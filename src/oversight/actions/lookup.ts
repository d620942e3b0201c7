import type { Actor } from '../../kernel/actor.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { unseal } from '../../kernel/keys.ts'
import { readByContact, readContacts, readNearby, type ListRow } from '../../matters/api.ts'
import { loadPlaces } from '../../territory/api.ts'

/** How far around an address earlier matters are looked for, in metres. */
const around = 150
const mostPlaces = 5
const nobody = '00000000-0000-0000-0000-000000000000'

export interface LookedUp {
  /** Those of the number first, then those at the address. */
  readonly rows: readonly ListRow[]
  readonly byPhone: readonly string[]
  readonly places: readonly {
    readonly id: string
    readonly name: string
    readonly point: { readonly lon: number; readonly lat: number } | null
    readonly area: string
  }[]
  /** How the person wants to be reached, as said last. */
  readonly wish: string | null
}

/**
 * What is known of a caller before anything is typed: earlier matters of the number, found by its blind index, and those near the address. Only what the
 * actor may read, and by number only where the actor may also see the contact. The caller of this logs the look-up.
 */
export const lookUp = async (
  kernel: Kernel,
  actor: Actor,
  asked: { readonly phone: string | null; readonly address: string | null },
): Promise<LookedUp> => {
  const { sql } = kernel.db
  const own = asked.phone === null ? [] : await readByContact(sql, actor, kernel.keys.blindIndex('phone', asked.phone))
  const places = asked.address === null ? [] : (await loadPlaces(kernel)).find(asked.address, mostPlaces)
  const spot = places.find((place) => place.point !== null)?.point
  const near = spot ? await readNearby(sql, actor, spot, around, nobody) : []
  const known = new Set(own.map(({ listed }) => listed.id))
  return {
    rows: [...own, ...near.filter(({ listed }) => !known.has(listed.id))],
    byPhone: [...known],
    places: [...places],
    wish: own[0] ? await wishOf(kernel, own[0].listed.id) : null,
  }
}

const wishOf = async (kernel: Kernel, matterId: string): Promise<string | null> => {
  const first = (await readContacts(kernel.db.sql, matterId))[0]
  const key = first ? await kernel.keys.find(kernel.db.sql, first.subjectKey) : null
  if (!first || !key) return null
  const { contact } = JSON.parse(unseal(key, first.sealed).toString()) as { contact?: { wish?: string } }
  return contact?.wish ?? null
}
