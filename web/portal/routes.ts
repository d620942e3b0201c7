import type { Texts } from '../../src/kernel/i18n.ts'
import { aboutTexts } from './about/copy.ts'
import { aboutRoutes } from './about/page.ts'
import { answersTexts } from './answers/copy.ts'
import { answersRoutes } from './answers/page.ts'
import { fileRoutes } from './files/route.ts'
import { homeTexts } from './home/copy.ts'
import { homeRoutes } from './home/page.ts'
import { layoutTexts } from './layout.ts'
import { myTexts } from './my/copy.ts'
import { myRoutes } from './my/page.ts'
import { posterTexts } from './poster/copy.ts'
import { posterRoutes } from './poster/page.ts'
import { reportTexts } from './report/copy.ts'
import { reportRoutes } from './report/page.ts'
import type { PortalSetting } from './setting.ts'
import { trackTexts } from './track/copy.ts'
import { actionRoutes, trackRoutes } from './track/page.ts'

/** Every page for residents, and the files of matters. */
export const portalRoutes = (setting: PortalSetting = {}) =>
  ({
    ...homeRoutes(setting),
    ...reportRoutes(setting),
    ...trackRoutes(setting),
    ...actionRoutes(setting),
    ...myRoutes(setting),
    ...answersRoutes(setting),
    ...posterRoutes(setting),
    ...aboutRoutes(setting),
    ...fileRoutes,
  }) as const

/** Who may call the pages that are not for everybody. */
export const portalPermissions = { 'posters.print': 'any staff' } as const

/** All words of the portal, for the screen on which an administrator reads them. */
export const portalTexts: Texts = {
  ...layoutTexts,
  ...homeTexts,
  ...reportTexts,
  ...trackTexts,
  ...myTexts,
  ...answersTexts,
  ...posterTexts,
  ...aboutTexts,
}
