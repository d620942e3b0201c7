/** The offices a person can hold in a unit. One word for one thing: the glossary names each in Chinese and English. */
export const roles = [
  'administrator',
  'security-officer',
  'auditor',
  'desk',
  'dispatcher',
  'handler',
  'approver',
  'supervisor',
  'leader',
  'community-worker',
  'grid-worker',
  'publisher',
] as const
export type Role = (typeof roles)[number]

/** One office held now: a role in a unit, with the areas (code prefixes) and kinds of matter that the unit serves. */
export interface Post {
  readonly unit: string
  readonly role: Role
  /** Area code prefixes; an empty list means no area at all (the unit sees only what is assigned to it). */
  readonly prefixes: readonly string[]
  /** Procedure ids the unit is limited to; empty means every kind. */
  readonly kinds: readonly string[]
  /** The account this post is held for, while its holder is absent. */
  readonly standingInFor?: string
}

/** Who acts. A receipt holder knows a matter's code and secret; a client is a program with an API key. */
export type Actor =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'receipt'; readonly matterId: string }
  | { readonly kind: 'resident'; readonly id: string }
  | { readonly kind: 'staff'; readonly id: string; readonly name: string; readonly posts: readonly Post[] }
  | { readonly kind: 'client'; readonly id: string }
  | { readonly kind: 'system'; readonly name: string }

/** How the journal names an actor: `staff:<id>`, `resident:<id>`, `receipt`, `system:clocks`. */
export const actorRef = (actor: Actor): string => {
  switch (actor.kind) {
    case 'anonymous':
      return 'anonymous'
    case 'receipt':
      return 'receipt'
    case 'system':
      return `system:${actor.name}`
    default:
      return `${actor.kind}:${actor.id}`
  }
}

export const postsOf = (actor: Actor): readonly Post[] => (actor.kind === 'staff' ? actor.posts : [])

export const hasRole = (actor: Actor, ...wanted: readonly Role[]): boolean => postsOf(actor).some((post) => wanted.includes(post.role))
