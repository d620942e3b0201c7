import type { Kernel } from '../../kernel/kernel.ts'
import { keepDemoMessage } from './demo.ts'

export interface Sms {
  /** The outbox entry it comes from: a gateway that knows it already sends nothing twice. */
  readonly id: string
  readonly to: string
  readonly text: string
}

/** The one way out for SMS; districts have different providers behind it. */
export interface SmsGateway {
  /** Hands a message over; throws when it was not taken. */
  send(message: Sms): Promise<void>
}

/** The gateway of this server: that of `SMS_URL`, else in a demonstration the page of messages; null when there is none. */
export const smsGateway = (kernel: Kernel): SmsGateway | null => {
  if (kernel.config.smsUrl) return httpGateway(kernel.config.smsUrl)
  if (!kernel.config.demo) return null
  return { send: ({ id, to, text }) => keepDemoMessage(kernel, 'sms', { id, to, subject: null, text }) }
}

/**
 * POSTs `{id, to, text}` as JSON, with the id as `Idempotency-Key` too; name and password in the address become HTTP Basic. Any answer but 2xx within ten
 * seconds counts as not sent. A provider with an interface of its own gets a small bridge behind this address.
 */
export const httpGateway = (address: string): SmsGateway => {
  const url = new URL(address)
  const credentials =
    url.username === '' ? null : Buffer.from(`${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`).toString('base64')
  url.username = ''
  url.password = ''
  return {
    async send({ id, to, text }) {
      const headers = {
        'content-type': 'application/json',
        'idempotency-key': id,
        ...(credentials ? { authorization: `Basic ${credentials}` } : {}),
      }
      const answer = await fetch(url, {
        method: 'POST',
        headers,
        body: JSON.stringify({ id, to, text }),
        redirect: 'error',
        signal: AbortSignal.timeout(10_000),
      })
      await answer.body?.cancel()
      if (!answer.ok) throw new Error(`the SMS gateway answered ${answer.status}`)
    },
  }
}
