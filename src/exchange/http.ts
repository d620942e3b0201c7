import type { Role } from '../kernel/actor.ts'
import { open311Routes } from './open311/http/routes.ts'
import { upstreamRoutes } from './upstream/http.ts'

/** All routes of this capability. Those of Open311 are for programs of any kind and no part of the typed client. */
export const exchangeRoutes = { ...open311Routes, ...upstreamRoutes } as const

/** Who may call the routes for staff; what they see follows from their relations to each matter. */
export const exchangePermissions = {
  'upstream.work': ['desk', 'dispatcher'],
} as const satisfies Readonly<Record<string, readonly Role[]>>
