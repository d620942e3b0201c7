import type { FastifyInstance } from 'fastify'
import { resolveActor, sessionPlugin } from './access/api.ts'
import { wordingOf } from './administration/api.ts'
import { createServer } from './kernel/http/server.ts'
import type { Kernel } from './kernel/kernel.ts'
import { errorPage } from '../web/portal/error.ts'
import { setUpFirst } from '../web/setup/routes.ts'
import { allows, hasPermission } from './permissions.ts'
import { routes } from './routes.ts'
import { translator } from './texts.ts'
import { existsSync } from 'node:fs'
import { assetsFolder } from './workbench.ts'

/** The whole server on a kernel, not yet listening. */
export const buildServer = (kernel: Kernel): Promise<FastifyInstance> => {
  const wording = wordingOf(kernel, translator)
  return createServer(kernel, {
    routes,
    permissions: { has: hasPermission, allows },
    resolveActor: (request, now) => resolveActor(kernel, request, now),
    translator: wording.current,
    errorPage,
    plugins: [sessionPlugin(kernel), setUpFirst(kernel), wording.plugin],
    assets: existsSync(assetsFolder) ? assetsFolder : null,
  })
}
