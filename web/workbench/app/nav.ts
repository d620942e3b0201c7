import type { Role } from '../../../src/kernel/actor.ts'
import type { copy } from './copy.ts'

interface Entry {
  readonly href: string
  readonly text: keyof typeof copy
  /** Who has use of it; the server decides what they may do there. Absent: everybody. */
  readonly roles?: readonly Role[]
}

const entries: readonly Entry[] = [
  {
    href: '/',
    text: 'inbox',
    roles: ['desk', 'dispatcher', 'handler', 'approver', 'supervisor', 'leader', 'community-worker', 'grid-worker', 'publisher'],
  },
  { href: '/desk', text: 'desk', roles: ['desk', 'dispatcher', 'community-worker'] },
  { href: '/callbacks', text: 'callbacks', roles: ['desk', 'supervisor'] },
  { href: '/board', text: 'board', roles: ['supervisor', 'leader', 'dispatcher', 'approver'] },
  { href: '/map', text: 'map' },
  { href: '/matters', text: 'matters' },
  { href: '/procedures', text: 'procedures' },
  { href: '/upstream', text: 'upstream', roles: ['dispatcher', 'desk'] },
  { href: '/admin', text: 'admin', roles: ['administrator', 'security-officer', 'auditor'] },
]

/** Where the holder of these roles goes; a person without any post sees the common pages. */
export const navFor = (roles: readonly Role[]): readonly Entry[] =>
  entries.filter((entry) => !entry.roles || entry.roles.some((role) => roles.includes(role)))

/** Where a person begins: who has no inbox begins where they work. */
export const homeFor = (roles: readonly Role[]): string =>
  navFor(roles).find((entry) => entry.href === '/' || entry.href === '/admin')?.href ?? '/matters'

/** Whether the entry is the page one is on, or the page is below it. */
export const isCurrent = (href: string, path: string): boolean =>
  href === '/' ? path === '/' || path === '' : path === href || path.startsWith(`${href}/`)
