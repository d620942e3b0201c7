// The load generator: as fast as it goes (autocannon), and at a steady pace (ours, for autocannon sends a second's requests in one burst).
import { Agent, request } from 'node:http'
import autocannon from 'autocannon'

/** One request of a series. */
export interface Shot {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export interface Load {
  readonly port: number
  readonly next: () => Shot
}

export interface Speed {
  readonly perSecond: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
}

/** Sends without pause over some connections for some seconds. Throws when anything but 2xx came back: a refusal would be a fast request. */
export const flood = async ({ port, next }: Load, seconds: number, connections = 16): Promise<Speed> => {
  const setupRequest = (given: object): object => Object.assign(given, next())
  const result = await autocannon({ url: `http://127.0.0.1:${port}`, connections, duration: seconds, requests: [{ setupRequest }] })
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} answers were no success, ${result.errors} failed`)
  return { perSecond: result['2xx'] / result.duration, p50: result.latency.p50, p99: result.latency.p99 }
}

/** Sends `rate` requests a second, evenly, whether or not the answers keep up; times count from when each was due, so that waiting is seen. */
export const pace = async ({ port, next }: Load, rate: number, seconds: number): Promise<Speed & { readonly bytes: number }> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 128 })
  const times: number[] = []
  const sent: Promise<number>[] = []
  const start = performance.now()
  const total = Math.max(1, Math.round(rate * seconds))
  for (let index = 0; index < total; index++) {
    const due = start + (index * 1000) / rate
    const wait = due - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    sent.push(shoot(port, agent, next()).then((bytes) => (times.push(performance.now() - due), bytes)))
  }
  const bytes = await Promise.all(sent)
  agent.destroy()
  const sorted = times.toSorted((a, b) => a - b)
  return {
    perSecond: total / ((performance.now() - start) / 1000),
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
    bytes: Math.max(...bytes),
  }
}

/** A quantile of sorted numbers. */
export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

export const median = (values: readonly number[]): number =>
  quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  )

const shoot = (port: number, agent: Agent, shot: Shot): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = { ...shot.headers, ...(shot.body ? { 'content-length': String(Buffer.byteLength(shot.body)) } : {}) }
    const outgoing = request({ port, host: '127.0.0.1', agent, method: shot.method, path: shot.path, headers }, (answer) => {
      let bytes = 0
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length))
      answer.on('end', () =>
        answer.statusCode && answer.statusCode < 300 ? resolve(bytes) : reject(new Error(`${shot.path}: ${answer.statusCode}`)),
      )
    })
    outgoing.on('error', reject)
    outgoing.end(shot.body)
  })
