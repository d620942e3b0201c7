import type { FastifyInstance } from 'fastify'
import type { Actor, Role } from '../kernel/actor.ts'
import { hasRole } from '../kernel/actor.ts'
import { calendarTexts } from '../kernel/calendar/texts.ts'
import { formTexts } from '../kernel/form/texts.ts'
import { raw } from '../kernel/html.ts'
import type { RouteTable } from '../kernel/http/route.ts'
import { createServer } from '../kernel/http/server.ts'
import { httpTexts } from '../kernel/http/texts.ts'
import { createTranslator } from '../kernel/i18n.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { notifyTexts } from './texts.ts'

type Permissions = Readonly<Record<string, 'any staff' | readonly Role[]>>

/** A server with these routes only, for tests; the header `x-actor` names one of the actors given. */
export const startRoutes = (
  kernel: Kernel,
  routes: RouteTable,
  permissions: Permissions,
  actors: Readonly<Record<string, Actor>>,
): Promise<FastifyInstance> =>
  createServer(kernel, {
    routes,
    permissions: {
      has: (name) => Object.hasOwn(permissions, name),
      allows: (name, actor) => {
        const wanted = permissions[name]
        return actor.kind === 'staff' && (wanted === 'any staff' || (wanted !== undefined && hasRole(actor, ...wanted)))
      },
    },
    resolveActor: async (request) => actors[String(request.headers['x-actor'])] ?? { kind: 'anonymous' },
    translator: () => createTranslator(httpTexts, formTexts, calendarTexts, notifyTexts),
    errorPage: (_, problem) => raw(String(problem.status)),
  })
