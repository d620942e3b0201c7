import { securityRoutes } from './http/security.ts'
import { sessionRoutes } from './http/session.ts'
import { staffRoutes } from './http/staff.ts'
import { unitRoutes } from './http/units.ts'

/** All routes of this capability but those of the first set-up, which need a port: see `setUpRoutes`. */
export const accessRoutes = { ...sessionRoutes, ...unitRoutes, ...staffRoutes, ...securityRoutes } as const
