/** What a decision gives: a value, or a refusal. Refusals are values; faults (bugs, lost connections) are thrown. */
export type Result<T, E = Refusal> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E }

/** Why something was refused. The HTTP edge maps `kind` to a status, and `code` to a text in the reader's language. */
export interface Refusal {
  readonly kind: RefusalKind
  /** Key of a text, such as `matter.not-found`. */
  readonly code: string
  readonly params?: Readonly<Record<string, string | number>>
  /** All faults of the input at once, in the order of the form. */
  readonly fields?: readonly FieldFault[]
}

export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'gone'
  | 'too-large'
  | 'unsupported'
  | 'too-many'

/** One fault at one field. `path` is dotted: `photos.2`, `contact.phone`. */
export interface FieldFault {
  readonly path: string
  readonly code: string
  readonly params?: Readonly<Record<string, string | number>>
}

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value })

export const refuse = (kind: RefusalKind, code: string, params?: Refusal['params']): Result<never> => ({
  ok: false,
  error: params ? { kind, code, params } : { kind, code },
})

/** Refuses input with every field fault told in one pass. */
export const refuseFields = (fields: readonly FieldFault[]): Result<never> => ({
  ok: false,
  error: { kind: 'invalid', code: 'input.invalid', fields },
})

/** The value of a result that cannot be a refusal here; throws when it is one (a bug, not an answer). */
export const unwrap = <T>(result: Result<T>): T => {
  if (result.ok) return result.value
  throw new Error(`unexpected refusal: ${JSON.stringify(result.error)}`)
}
