import type { z } from 'zod'
import type { AnyRoute, RouteTable } from './http/route.ts'
import type { Lang } from './i18n.ts'

/** What a value of the server is after its way through JSON: moments are texts, functions and `undefined` are gone. */
export type Wire<T> = T extends Date
  ? string
  : T extends string | number | boolean | null
    ? T
    : T extends undefined
      ? undefined
      : T extends readonly unknown[]
        ? { [K in keyof T]: Wire<T[K]> }
        : T extends object
          ? { [K in keyof T]: Wire<T[K]> }
          : T

/** A refusal, a fault (status 500) or a network that cannot be reached (status 0), with words to show. */
export interface ClientError {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly fields: readonly { readonly path: string; readonly code: string; readonly message: string }[]
  readonly requestId?: string
}

export type ClientResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ClientError }

/** Names of the routes that answer JSON: what the client can call. */
export type JsonRouteName<T extends RouteTable> = { [K in keyof T & string]: T[K]['output'] extends z.ZodType ? K : never }[keyof T &
  string]

// A part whose schema takes nothing at all may be left out; one that the route has not may not be given.
type Part<Name extends string, S> = [S] extends [never]
  ? { readonly [K in Name]?: undefined }
  : S extends z.ZodType
    ? object extends z.input<S>
      ? { readonly [K in Name]?: z.input<S> }
      : { readonly [K in Name]: z.input<S> }
    : never

/** What a call of the route takes: its params, query and body, as their schemas take them. */
export type CallInput<R extends AnyRoute> = Part<'params', Exclude<R['params'], undefined>> &
  Part<'query', Exclude<R['query'], undefined>> &
  Part<'body', Exclude<R['body'], undefined>>

/** What a call of the route gives. */
export type CallOutput<R extends AnyRoute> = R['output'] extends z.ZodType ? Wire<z.input<R['output']>> : never

type Arguments<R extends AnyRoute> =
  object extends CallInput<R> ? [input?: CallInput<R>, signal?: AbortSignal] : [input: CallInput<R>, signal?: AbortSignal]

export interface Client<T extends RouteTable> {
  /** Calls a route by its name. Refusals and a missing network are values; it throws only when `signal` was aborted, or the name is unknown. */
  call<K extends JsonRouteName<T>>(name: K, ...rest: Arguments<T[K]>): Promise<ClientResult<CallOutput<T[K]>>>
}

export interface ClientOptions {
  /** The language of the screen: of the messages of refusals, and of what the client says itself. */
  readonly lang: () => Lang
  /** Before the path: empty in the browser. */
  readonly base?: string
  /** Headers of every call, such as an API key. */
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * The client of a route table, typed by the table's type alone: `createClient<typeof routes>(fetch, { lang })`. Method and path of each name come from
 * the server (`/api/routes.json`, asked once), so nothing is generated and the browser's bundle holds no server code.
 */
export const createClient = <T extends RouteTable>(send: typeof fetch, options: ClientOptions): Client<T> => {
  const base = options.base ?? ''
  let known: Promise<Paths> | null = null
  const paths = (): Promise<Paths> => {
    known ??= send(`${base}/api/routes.json`, { headers: { accept: 'application/json' } }).then(async (response) => {
      // A hotel's login page answers 200 with HTML: that is no network either.
      const body = response.ok ? ((await response.json().catch(() => null)) as Paths | null) : null
      if (body === null) throw new TypeError('the routes could not be read')
      return body
    })
    // A failed reading is not kept: the next call asks again.
    known.catch(() => {
      known = null
    })
    return known
  }
  const call = async (name: string, input: AnyInput = {}, signal?: AbortSignal): Promise<ClientResult<unknown>> => {
    try {
      const entry = (await paths())[name]
      if (!entry) throw new Error(`no route named ${name}`)
      const response = await send(base + addressOf(entry[1], input), requestOf(entry[0], input, options, signal))
      return await readAnswer(response, options.lang())
    } catch (fault) {
      // fetch tells a missing network by a TypeError; an abort and a wrong name are the caller's own.
      if (!(fault instanceof TypeError)) throw fault
      return { ok: false, error: { status: 0, code: 'http.unreachable', message: ownWords.unreachable[options.lang()], fields: [] } }
    }
  }
  return { call: call as Client<T>['call'] }
}

type Paths = Readonly<Record<string, readonly [method: string, path: string]>>

interface AnyInput {
  readonly params?: unknown
  readonly query?: unknown
  readonly body?: unknown
}

const addressOf = (path: string, { params, query }: AnyInput): string => {
  const values = (params ?? {}) as Readonly<Record<string, unknown>>
  const filled = path.replace(/:([A-Za-z0-9_]+)|\*/g, (_, name: string | undefined) => encodeURIComponent(asText(values[name ?? '*'])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const one of Array.isArray(value) ? (value as unknown[]) : [value])
      if (one !== undefined && one !== null) search.append(name, asText(one))
  }
  return search.size > 0 ? `${filled}?${search.toString()}` : filled
}

const asText = (value: unknown): string => (value instanceof Date ? value.toISOString() : String(value))

const requestOf = (method: string, { body }: AnyInput, options: ClientOptions, signal: AbortSignal | undefined): RequestInit => ({
  method,
  credentials: 'same-origin',
  headers: {
    accept: 'application/json',
    'accept-language': options.lang() === 'zh' ? 'zh-CN' : 'en',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...options.headers,
  },
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  ...(signal ? { signal } : {}),
})

const readAnswer = async (response: Response, lang: Lang): Promise<ClientResult<unknown>> => {
  if (response.status === 204) return { ok: true, value: undefined }
  const body: unknown = await response.json().catch(() => null)
  if (response.ok && body !== null) return { ok: true, value: body }
  const told = (body as { error?: Partial<Omit<ClientError, 'status'>> } | null)?.error
  const { code = 'http.fault', message = ownWords.fault[lang], fields = [], requestId } = told ?? {}
  return { ok: false, error: { status: response.status, code, message, fields, ...(requestId === undefined ? {} : { requestId }) } }
}

/** What the client says when the server cannot; a proxy's error page has no words of ours. */
const ownWords = {
  unreachable: { zh: '网络连接不上，请检查网络后再试。', en: 'The network cannot be reached. Please check it and try again.' },
  fault: { zh: '系统暂时不可用，请稍后再试。', en: 'The system is not available right now. Please try again later.' },
} as const
