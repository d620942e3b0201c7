import type { Lang, Translator } from '../i18n.ts'
import type { Refusal, RefusalKind } from '../result.ts'
import type { Problem } from './route.ts'

/** Status of each kind of refusal (RFC 9110, RFC 6585). */
export const statusOf = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  unsupported: 415,
  'too-many': 429,
} as const satisfies Record<RefusalKind, number>

/** A refusal on its way to the error handler, for places where the framework knows only throwing. `status` where the kind's own is not exact enough. */
export class Refused extends Error {
  readonly refusal: Refusal
  readonly status: number

  constructor(refusal: Refusal, status: number = statusOf[refusal.kind]) {
    super(refusal.code)
    this.name = 'Refused'
    this.refusal = refusal
    this.status = status
  }
}

interface Reader {
  readonly lang: Lang
  readonly translator: Translator
  readonly production: boolean
  readonly requestId: string
}

/** A refusal in the reader's language. A code without text fails in tests; in production its kind's general text stands in, never the bare code. */
export const problemOf = (refused: Refused, reader: Reader): Problem => {
  const { refusal, status } = refused
  const say = (code: string, params: Refusal['params'], general: string): string =>
    reader.production && !reader.translator.has(code)
      ? reader.translator(reader.lang, general, params)
      : reader.translator(reader.lang, code, params)
  return {
    status,
    kind: refusal.kind,
    code: refusal.code,
    message: say(refusal.code, refusal.params, `http.${refusal.kind}`),
    ...(refusal.params ? { params: refusal.params } : {}),
    fields: (refusal.fields ?? []).map((fault) => ({ ...fault, message: say(fault.code, fault.params, 'input.bad-value') })),
    requestId: reader.requestId,
  }
}

/** A fault as the reader sees it: that it is our doing, and a number to quote; nothing of what happened. */
export const faultProblem = (reader: Reader): Problem => ({
  status: 500,
  kind: 'fault',
  code: 'http.fault',
  message: `${reader.translator(reader.lang, 'http.fault')} ${reader.translator(reader.lang, 'http.fault-id', { id: reader.requestId })}`,
  fields: [],
  requestId: reader.requestId,
})

/** The JSON form of a problem. */
export const problemBody = (problem: Problem): object => ({
  error: {
    code: problem.code,
    message: problem.message,
    fields: problem.fields.map(({ path, code, message }) => ({ path, code, message })),
    ...(problem.kind === 'fault' ? { requestId: problem.requestId } : {}),
  },
})

/**
 * What the framework and its plugins throw about a request that is the sender's doing (malformed, too large, wrong type), as a refusal;
 * null for every other fault.
 */
export const refusedBy = (error: unknown): Refused | null => {
  if (error instanceof Refused) return error
  if (!(error instanceof Error)) return null
  if (multipartFaults.some((text) => error.message.includes(text))) return malformed()
  const { code, statusCode } = error as Error & { code?: unknown; statusCode?: unknown }
  // Only the framework's own codes are believed: a status set on any other error says nothing about the sender.
  const known = (typeof code === 'string' && code.startsWith('FST_')) || (error instanceof SyntaxError && statusCode === 400)
  if (!known || typeof statusCode !== 'number') return null
  if (statusCode === 413) return new Refused({ kind: 'too-large', code: 'http.too-large' })
  if (statusCode === 415 || statusCode === 406) return new Refused({ kind: 'unsupported', code: 'http.unsupported' })
  return statusCode >= 400 && statusCode < 500 ? malformed() : null
}

const malformed = (): Refused => new Refused({ kind: 'invalid', code: 'http.malformed' }, 400)

// The multipart parser reports broken bodies by these words only.
const multipartFaults = [
  'Multipart: Boundary not found',
  'Unexpected end of multipart data',
  'Unexpected end of form',
  'Malformed part header',
]

/**
 * A fault for the log without personal data: drivers quote values of people in their messages, so quoted and bracketed parts, Chinese text,
 * addresses and long numbers are blanked; the frames of the stack stay.
 */
export const faultForLog = (error: unknown): object => {
  if (!(error instanceof Error)) return { fault: typeof error }
  const { code } = error as Error & { code?: unknown }
  return {
    fault: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    message: blanked(error.message),
    frames: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 12)
      .map((line) => line.trim()),
  }
}

const blanked = (message: string): string =>
  message
    .slice(0, 500)
    .replace(/"[^"]*"|'[^']*'|`[^`]*`/g, '"…"')
    .replace(/=\([^)]*\)/g, '=(…)')
    .replace(/\S+@\S+/g, '…')
    .replace(/[\p{Script=Han}]+/gu, '…')
    .replace(/\d[\d -]{3,}\d/g, '…')
