import { portalPermissions } from '../web/portal/routes.ts'
import { accessPermissions } from './access/api.ts'
import { administrationPermissions } from './administration/http.ts'
import { exchangePermissions } from './exchange/http.ts'
import { hasRole, type Actor, type Role } from './kernel/actor.ts'
import { livePermissions } from './live/http.ts'
import { mattersPermissions } from './matters/http.ts'
import { notifyPermissions } from './notify/http.ts'
import { oversightPermissions } from './oversight/http.ts'
import { territoryPermissions } from './territory/http.ts'
import { registerPermissions } from './register/permissions.ts'

/** Every permission of every capability: who may call its routes at all. What one may do to one record is decided by its relations. */
export const permissions = {
  ...portalPermissions,
  ...accessPermissions,
  ...administrationPermissions,
  ...exchangePermissions,
  ...livePermissions,
  ...mattersPermissions,
  ...notifyPermissions,
  ...oversightPermissions,
  ...registerPermissions,
  ...territoryPermissions,
} as const satisfies Readonly<Record<string, 'any staff' | readonly Role[]>>

export type Permission = keyof typeof permissions

const isPermission = (name: string): name is Permission => Object.hasOwn(permissions, name)

/** Whether a route may name it. */
export const hasPermission = (name: string): boolean => isPermission(name)

/** Whether the actor may call routes of this permission. */
export const allows = (name: string, actor: Actor): boolean => {
  if (!isPermission(name) || actor.kind !== 'staff') return false
  const who: 'any staff' | readonly Role[] = permissions[name]
  return who === 'any staff' || hasRole(actor, ...who)
}
