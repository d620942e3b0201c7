/** The operation id of the last try and what was sent with it. */
export interface Tried {
  readonly id: string
  readonly payload: string
}

/**
 * The operation id for a send. Sending the same again keeps its id, so that an answer lost on the way acts once; another payload, or a send
 * after a clear answer, gets a new one, for the server refuses one id with two payloads.
 */
export const operationFor = (tried: Tried | null, payload: string, fresh: () => string): Tried =>
  tried?.payload === payload ? tried : { id: fresh(), payload }
