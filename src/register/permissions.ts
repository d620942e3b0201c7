import { type Actor, postsOf, type Role } from '../kernel/actor.ts'

/**
 * Who may call the routes of the registers. Beyond the role every record must lie in an area of a post that has it. Departments see no registers, only the place
 * of their matter; a grid worker sees them masked and does not write (least access: 个人信息保护法 6).
 */
export const registerPermissions = {
  'registers.read': ['desk', 'dispatcher', 'supervisor', 'leader', 'community-worker', 'grid-worker'],
  'registers.write': ['desk', 'community-worker'],
  'registers.reveal': ['desk', 'community-worker'],
  'registers.define': ['administrator'],
} as const satisfies Readonly<Record<string, readonly Role[]>>

export type RegisterPermission = keyof typeof registerPermissions

/** The area prefixes in which an actor has a permission; the same post must hold both. */
export const prefixesFor = (actor: Actor, permission: RegisterPermission): readonly string[] => {
  const wanted: readonly Role[] = registerPermissions[permission]
  return [...new Set(postsOf(actor).flatMap((post) => (wanted.includes(post.role) ? post.prefixes : [])))]
}

/** Whether an area lies within the prefixes. */
export const reaches = (prefixes: readonly string[], areaCode: string): boolean => prefixes.some((prefix) => areaCode.startsWith(prefix))
