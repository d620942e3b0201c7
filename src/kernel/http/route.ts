import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Actor } from '../actor.ts'
import type { Html } from '../html.ts'
import type { Lang } from '../i18n.ts'
import type { Kernel } from '../kernel.ts'
import type { FieldFault, RefusalKind, Result } from '../result.ts'

/** One call of a route: who calls, when, in which language, and the platform to work with. */
export interface Call {
  readonly kernel: Kernel
  readonly actor: Actor
  readonly now: Date
  readonly lang: Lang
  /** The path and query as called, for links back to the same page. */
  readonly url: string
  /** The raw request and reply, for the edge's own needs: cookies, sessions, streams. Decisions never see them. */
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** A cookie to set: always HttpOnly, SameSite=Lax, for the whole site, Secure when the public address is. An empty value removes it. */
export interface CookieSetting {
  readonly value: string
  /** Seconds until the browser forgets it; absent: when the browser is closed. */
  readonly maxAge?: number
}

export type Cookies = Readonly<Record<string, string | CookieSetting>>

/**
 * What a page, a file or a redirect answers; JSON routes answer their plain value. A redirect leads to a path of this site (or to its public
 * address), never elsewhere; it is sent as 303 after an unsafe method, 302 otherwise.
 */
export type PageReply =
  | { readonly page: Html; readonly status?: number; readonly cookies?: Cookies }
  | { readonly redirect: string; readonly cookies?: Cookies }
  | {
      readonly bytes: Uint8Array | NodeJS.ReadableStream
      readonly type: string
      readonly headers?: Readonly<Record<string, string>>
      readonly status?: number
    }

/** A refusal or fault as it is shown: its status and its words in the reader's language. `fault` stands for a 500. */
export interface Problem {
  readonly status: number
  readonly kind: RefusalKind | 'fault'
  readonly code: string
  readonly message: string
  readonly params?: Readonly<Record<string, string | number>>
  readonly fields: readonly (FieldFault & { readonly message: string })[]
  /** By which an operator finds the log lines of this call. */
  readonly requestId: string
}

type Infer<S> = S extends z.ZodType ? z.output<S> : undefined

export interface Route<
  Params extends z.ZodType | undefined = z.ZodType | undefined,
  Query extends z.ZodType | undefined = z.ZodType | undefined,
  Body extends z.ZodType | undefined = z.ZodType | undefined,
  Output extends z.ZodType | 'page' = z.ZodType | 'page',
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Fastify's form: `/api/matters/:id`. */
  readonly path: string
  /** One line for the OpenAPI document. */
  readonly summary: string
  /** A name of the permission table, or `public`, which must be spelled. */
  readonly permission: string
  /**
   * Schemas of the input. Objects are read strictly (unknown fields are refused), at every depth, unless they say `z.looseObject`. In a query and
   * a form body a blank optional field counts as absent, and one value where a list is expected becomes a list of one. `lang` in a query
   * belongs to the edge and is taken away before the schema sees it. A custom `error` (of a check or refine) is the key of a text.
   */
  readonly params?: Params
  readonly query?: Query
  /**
   * The body's schema: a JSON route takes application/json, a page route a form (application/x-www-form-urlencoded), anything else is
   * refused (415). Absent when the route takes none, or reads the body itself from `call.request`: multipart by `parts()`,
   * JSON and forms parsed as `body`, any other type as `body: Buffer`.
   */
  readonly body?: Body
  /** Bytes a body may have: 1 MiB unless said; a multipart body 64 MiB unless said. */
  readonly bodyBytes?: number
  /** `page` for HTML, files and redirects; else the schema of the JSON answer, which must not change what it parses (no transforms). */
  readonly output: Output
  /** Calls a minute allowed to one signed-in actor, or to one address (default 600). */
  readonly perMinute?: number
  /** The page's library sets styles from script (antd): its policy allows inline styles. Scripts never may be inline. */
  readonly inlineStyles?: boolean
  /** How refusals are shown when neither the error page nor the common JSON will do (Open311's XML). Page routes only. */
  readonly problem?: (call: Call, problem: Problem) => PageReply
  readonly handle: (
    call: Call,
    input: { params: Infer<Params>; query: Infer<Query>; body: Infer<Body> },
  ) => Promise<Result<Output extends z.ZodType ? z.input<Output> : PageReply>>
}

// NoInfer: under `satisfies RouteTable` the parts that a route has not would else be inferred from the table as `any`.
/** Declares a route; the types of its input and answer follow from its schemas. */
export const route = <
  const Params extends z.ZodType | undefined = undefined,
  const Query extends z.ZodType | undefined = undefined,
  const Body extends z.ZodType | undefined = undefined,
  const Output extends z.ZodType | 'page' = 'page',
>(
  spec: Route<Params, Query, Body, Output>,
): Route<NoInfer<Params>, NoInfer<Query>, NoInfer<Body>, NoInfer<Output>> => spec

/** A route of any shape, as the table holds it. Its handler's input is checked by the schemas before it is called. */
// oxlint-disable-next-line typescript/no-explicit-any -- the table erases each route's own input types; the edge restores them by parsing
export type AnyRoute = Route<any, any, any, any>

export type RouteTable = Readonly<Record<string, AnyRoute>>
