import type { Role } from '../kernel/actor.ts'
import { boardRoutes } from './http/board.ts'
import { deskRoutes } from './http/desk.ts'
import { mapRoutes } from './http/map.ts'
import { reportRoutes } from './http/report.ts'
import { sheetRoutes } from './http/sheets.ts'

export const oversightRoutes = { ...boardRoutes, ...sheetRoutes, ...reportRoutes, ...mapRoutes, ...deskRoutes } as const

/** Who may call these routes at all; every list and count is of what the reader may see. Lists, maps and their files go by `matters.read` and `matters.work`. */
export const oversightPermissions = {
  'oversight.board': ['supervisor', 'leader', 'dispatcher'],
  'oversight.callbacks': ['desk', 'supervisor', 'dispatcher', 'community-worker', 'grid-worker'],
  'oversight.reports': ['supervisor', 'leader', 'dispatcher', 'auditor', 'administrator'],
  'oversight.lookup': ['desk', 'dispatcher', 'community-worker'],
} as const satisfies Readonly<Record<string, 'any staff' | readonly Role[]>>
