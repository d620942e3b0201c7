import type { FastifyInstance } from 'fastify'
import { resolveActor, sessionPlugin } from './access/api.ts'
import { createServer } from './kernel/http/server.ts'
import type { Kernel } from './kernel/kernel.ts'
import { officeWords } from './kernel/wording.ts'
import { errorPage } from '../web/portal/error.ts'
import { setUpFirst } from '../web/setup/routes.ts'
import { allows, hasPermission } from './permissions.ts'
import { routes } from './routes.ts'
import { translator } from './texts.ts'
import { existsSync } from 'node:fs'
import { assetsFolder } from './workbench.ts'

/** The whole server on a kernel, not yet listening. */
export const buildServer = (kernel: Kernel): Promise<FastifyInstance> =>
  createServer(kernel, {
    routes,
    permissions: { has: hasPermission, allows },
    resolveActor: (request, now) => resolveActor(kernel, request, now),
    translator: () => translator,
    errorPage,
    plugins: [sessionPlugin(kernel), setUpFirst(kernel), officeWords(kernel)],
    assets: existsSync(assetsFolder) ? assetsFolder : null,
  })
