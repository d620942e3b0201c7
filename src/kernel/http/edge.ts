import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../actor.ts'
import type { Html } from '../html.ts'
import type { Lang, Translator } from '../i18n.ts'
import { pickLang } from '../i18n.ts'
import type { Kernel } from '../kernel.ts'
import type { AnyRoute, Call, Problem, RouteTable } from './route.ts'

/** What the start gives the edge beside the kernel; the edge knows no capability. */
export interface EdgeOptions {
  readonly routes: RouteTable
  readonly permissions: {
    /** Whether a name stands in the permission table. */
    has(name: string): boolean
    /** Whether the actor may call routes of this permission at all; what he may do to one record is the action's own question. */
    allows(name: string, actor: Actor): boolean
  }
  /** Who calls, by session, receipt or API key. Told once a request; anonymous when nothing is known. */
  readonly resolveActor: (request: FastifyRequest, now: Date) => Promise<Actor>
  /** The texts as they stand now (an administrator may reword them while the server runs). Must hold `httpTexts` and the form's texts. */
  readonly translator: () => Translator
  /** The HTML page for a refusal or fault. */
  readonly errorPage: (call: Call, problem: Problem) => Html | Promise<Html>
  /** Further plugins of the framework (sessions), put in before the routes. */
  readonly plugins?: readonly ((app: FastifyInstance) => Promise<void>)[]
  /** Folder of the built bundles, served at /assets/; absent or null when none were built. */
  readonly assets?: string | null
}

/** What is known of a request before its route is called. */
export interface Edge {
  readonly actor: Actor
  readonly now: Date
  readonly lang: Lang
  readonly route: AnyRoute | null
}

declare module 'fastify' {
  interface FastifyRequest {
    edge: Edge | null
  }
}

/** The language of a request: `?lang=`, the cookie `lang`, the browser's wish, else Chinese. */
export const langOf = (request: FastifyRequest): Lang => {
  const { lang } = (request.query ?? {}) as { lang?: unknown }
  return pickLang(request.headers['accept-language'], request.cookies?.['lang'], typeof lang === 'string' ? lang : undefined)
}

/** The call as handlers see it; of a request that met no route, or failed before its actor was known, an anonymous one. */
export const callOf = (kernel: Kernel, request: FastifyRequest, reply: FastifyReply): Call => {
  const edge = request.edge
  return {
    kernel,
    actor: edge?.actor ?? { kind: 'anonymous' },
    now: edge?.now ?? kernel.clock(),
    lang: edge?.lang ?? langOf(request),
    url: request.url,
    request,
    reply,
  }
}
