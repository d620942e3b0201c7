import { portalRoutes } from '../web/portal/routes.ts'
import { fieldRoutes } from '../web/field/routes.ts'
import { printRoutes } from '../web/print/page.ts'
import { setUpPageRoutes } from '../web/setup/routes.ts'
import { figuresRoutes } from '../web/portal/figures/page.ts'
import { accessRoutes } from './access/http.ts'
import { setUpRoutes } from './access/http/set-up.ts'
import { administrationRoutes } from './administration/http.ts'
import { exchangeRoutes } from './exchange/http.ts'
import type { Call } from './kernel/http/route.ts'
import { liveRoutes } from './live/http.ts'
import { matterMover } from './matters/api.ts'
import { mattersRoutes } from './matters/http.ts'
import { notifyRoutes } from './notify/http.ts'
import { figuresSentence } from './oversight/api.ts'
import { oversightRoutes } from './oversight/http.ts'
import { registerRoutes } from './register/http.ts'
import { setUpDistrict } from './set-up.ts'
import { areaRoutes, territoryRoutes } from './territory/http.ts'
import { shippedTexts } from './texts.ts'
import { triageRoutes } from './triage/http.ts'
import { workbenchRoutes } from './workbench.ts'

/** What the portal takes from other capabilities. */
const portal = {
  figuresPath: '/figures',
  figuresSentence: ({ kernel, lang, now }: Pick<Call, 'kernel' | 'lang' | 'now'>) => figuresSentence(kernel, lang, now),
}

/** Every route of every capability: the server's whole surface. The typed client and the OpenAPI document follow from it. */
export const routes = {
  ...portalRoutes(portal),
  ...figuresRoutes(portal),
  ...fieldRoutes(),
  ...setUpPageRoutes(setUpDistrict),
  ...printRoutes,
  ...accessRoutes,
  ...setUpRoutes(setUpDistrict),
  ...mattersRoutes,
  ...triageRoutes,
  ...territoryRoutes,
  ...areaRoutes({ things: { matters: matterMover } }),
  ...registerRoutes,
  ...oversightRoutes,
  ...notifyRoutes,
  ...liveRoutes,
  ...exchangeRoutes,
  ...administrationRoutes(() => shippedTexts),
  ...workbenchRoutes,
} as const

export type Routes = typeof routes
