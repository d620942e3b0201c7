import { type Actor, postsOf, type Role } from '../../kernel/actor.ts'
import type { Directory } from './directory.ts'

/** What an actor may administer. */
export interface Reach {
  /** True at the top of the tree and for the system: every unit, area and setting. */
  readonly whole: boolean
  has(unit: string): boolean
  /** Whether an area may be granted: it lies within an area of the post's own unit. */
  hasArea(prefix: string): boolean
  /** The units within reach. */
  readonly units: readonly string[]
}

/** The reach of the actor's posts in the roles: the unit of each post and all units below it. The system reaches everything. */
export const reachOf = (actor: Actor, directory: Directory, ...roles: readonly Role[]): Reach => {
  const posts = postsOf(actor).filter((post) => roles.includes(post.role))
  const whole = actor.kind === 'system' || posts.some((post) => directory.unit(post.unit)?.parent === null)
  if (whole) return { whole, has: () => true, hasArea: () => true, units: directory.all().map((unit) => unit.id) }
  const units = new Set(posts.flatMap((post) => directory.subtree(post.unit)))
  const prefixes = posts.flatMap((post) => post.prefixes)
  return { whole, has: (unit) => units.has(unit), hasArea: (area) => prefixes.some((prefix) => area.startsWith(prefix)), units: [...units] }
}
