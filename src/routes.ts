import { accessRoutes } from './access/http.ts'
import { setUpRoutes } from './access/http/set-up.ts'
import { mattersRoutes } from './matters/http.ts'
import { setUpDistrict } from './set-up.ts'
import { triageRoutes } from './triage/http.ts'
import { workbenchRoutes } from './workbench.ts'

/** Every route of every capability: the server's whole surface. The typed client and the OpenAPI document follow from it. */
export const routes = {
  ...accessRoutes,
  ...setUpRoutes(setUpDistrict),
  ...mattersRoutes,
  ...triageRoutes,
  ...workbenchRoutes,
} as const

export type Routes = typeof routes
