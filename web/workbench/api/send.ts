import { currentLang } from '../app/lang-store.ts'

/** One fault of a field, as the server words it. `path` is `place.address`. */
export interface FieldMessage {
  readonly path: string
  readonly code: string
  readonly message: string
}

/** A refusal, a fault, or a network that cannot be reached (status 0), with words to show. */
export class ApiFault extends Error {
  readonly status: number
  readonly code: string
  readonly fields: readonly FieldMessage[]

  constructor(status: number, code: string, message: string, fields: readonly FieldMessage[] = []) {
    super(message)
    this.name = 'ApiFault'
    this.status = status
    this.code = code
    this.fields = fields
  }
}

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>

/** Asks for JSON. Throws an `ApiFault` for anything else than an answer. */
export const get = <T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> =>
  ask<T>(address(path, query), { method: 'GET', ...(signal ? { signal } : {}) })

/** Sends JSON and reads JSON. */
export const post = <T>(path: string, body: unknown = {}, method: 'POST' | 'PUT' | 'DELETE' = 'POST'): Promise<T> =>
  ask<T>(path, method === 'DELETE' ? { method } : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })

/** Sends a file as multipart. */
export const upload = <T>(path: string, file: Blob, query: Query = {}, name = 'file'): Promise<T> => {
  const form = new FormData()
  form.append('file', file, file instanceof File ? file.name : name)
  return ask<T>(address(path, query), { method: 'POST', body: form })
}

/** Asks for text (a drawing, a page). */
export const getText = async (path: string, query: Query = {}): Promise<string> => {
  const response = await reach(address(path, query), { method: 'GET' })
  if (!response.ok) throw await faultOf(response)
  return response.text()
}

/** The address with its query; empty values are left out. */
export const address = (path: string, query: Query): string => {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value))
  return search.size > 0 ? `${path}?${search.toString()}` : path
}

/** A new operation id: sending the same one twice acts once. */
export const newOperation = (): string => {
  // `randomUUID` is missing on plain HTTP, as street offices' test servers often are.
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Called when the server no longer knows who is asking. */
export const onUnauthenticated = { call: (): void => undefined }

const ask = async <T>(path: string, init: RequestInit): Promise<T> => {
  const response = await reach(path, init)
  if (!response.ok) throw await faultOf(response)
  if (response.status === 204) return undefined as T
  const body: unknown = await response.json().catch(() => null)
  // A hotel's login page answers 200 with HTML: that is no network either.
  if (body === null && !(response.headers.get('content-type') ?? '').includes('json')) throw unreachable()
  return body as T
}

const reach = async (path: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(path, {
      ...init,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        'accept-language': currentLang() === 'zh' ? 'zh-CN' : 'en',
        ...(init.headers as Record<string, string> | undefined),
      },
    })
  } catch (fault) {
    // fetch tells a missing network by a TypeError; an abort is the caller's own.
    if (fault instanceof TypeError) throw unreachable()
    throw fault
  }
}

const faultOf = async (response: Response): Promise<ApiFault> => {
  const body = (await response.json().catch(() => null)) as {
    error?: { code?: string; message?: string; fields?: readonly FieldMessage[] }
  } | null
  const { code = 'http.fault', message = ownWords.fault[currentLang()], fields = [] } = body?.error ?? {}
  if (response.status === 401 && !response.url.endsWith('/api/sign-in')) onUnauthenticated.call()
  return new ApiFault(response.status, code, message, fields)
}

const unreachable = (): ApiFault => new ApiFault(0, 'http.unreachable', ownWords.unreachable[currentLang()])

const ownWords = {
  unreachable: {
    zh: '网络连接不上，已填的内容还在。请检查网络后再试。',
    en: 'The network cannot be reached. What you typed is kept. Please check it and try again.',
  },
  fault: { zh: '系统暂时不可用，请稍后再试。', en: 'The system is not available right now. Please try again later.' },
} as const
