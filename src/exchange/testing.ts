import type { FastifyInstance } from 'fastify'
import { type Actor, hasRole, type Role } from '../kernel/actor.ts'
import { fileTexts } from '../kernel/files/texts.ts'
import { formTexts } from '../kernel/form/texts.ts'
import { raw } from '../kernel/html.ts'
import { createServer } from '../kernel/http/server.ts'
import { httpTexts } from '../kernel/http/texts.ts'
import { createTranslator } from '../kernel/i18n.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { sheetTexts } from '../kernel/sheets/texts.ts'
import { xmlTexts } from '../kernel/xml.ts'
import { matterTexts } from '../matters/api.ts'
import { exchangePermissions, exchangeRoutes } from './http.ts'
import { exchangeTexts } from './texts.ts'

const permissions: Readonly<Record<string, readonly Role[]>> = exchangePermissions

/** A server with the routes of this capability; `actor()` is who calls. */
export const startExchange = (kernel: Kernel, actor: () => Actor): Promise<FastifyInstance> =>
  createServer(kernel, {
    routes: exchangeRoutes,
    permissions: { has: (name) => Object.hasOwn(permissions, name), allows: (name, who) => hasRole(who, ...(permissions[name] ?? [])) },
    resolveActor: async () => actor(),
    translator: () => createTranslator(httpTexts, formTexts, fileTexts, sheetTexts, xmlTexts, matterTexts, exchangeTexts),
    errorPage: (_call, problem) => raw(String(problem.status)),
  })
