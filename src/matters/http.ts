import type { Role } from '../kernel/actor.ts'
import { fileRoutes } from './http/files.ts'
import { filingRoutes } from './http/filing.ts'
import { inboxRoutes } from './http/inbox.ts'
import { matterRoutes } from './http/matter.ts'

export const mattersRoutes = { ...inboxRoutes, ...matterRoutes, ...filingRoutes, ...fileRoutes } as const

/** Who may call these routes at all; what they may do to one matter follows from its relations to them. */
export const mattersPermissions = {
  'matters.read': 'any staff',
  'matters.work': ['desk', 'dispatcher', 'handler', 'approver', 'supervisor', 'leader', 'community-worker', 'grid-worker', 'publisher'],
} as const satisfies Readonly<Record<string, 'any staff' | readonly Role[]>>
