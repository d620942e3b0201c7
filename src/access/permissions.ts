import type { Role } from '../kernel/actor.ts'

/**
 * Who may call the routes of this capability. Beyond the role, the actions check reach: an administrator manages the unit of the post and all
 * units below it, and grants no area outside the post's own.
 */
export const accessPermissions = {
  'own-account.use': 'any staff',
  'units.read': 'any staff',
  'staff.read': ['administrator', 'security-officer', 'auditor'],
  'units.manage': ['administrator'],
  'staff.manage': ['administrator'],
  'absences.use': 'any staff',
  'accounts.guard': ['administrator', 'security-officer'],
  'clients.manage': ['administrator', 'security-officer'],
  'security.read': ['administrator', 'security-officer', 'auditor'],
  'security.manage': ['security-officer'],
  'sign-ins.check': ['security-officer', 'auditor'],
  'administration.check': ['auditor'],
  'security-log.read': ['security-officer', 'auditor', 'administrator'],
} as const satisfies Readonly<Record<string, 'any staff' | readonly Role[]>>

export type AccessPermission = keyof typeof accessPermissions
