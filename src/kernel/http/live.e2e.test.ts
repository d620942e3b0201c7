import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ok } from '../result.ts'
import { createHub, follow, openStream, type LiveStream, type StreamOptions } from './live.ts'
import { route } from './route.ts'
import { startBench, type Bench } from './testing.ts'

interface Happening {
  readonly n: number
  readonly area: string
}

let bench: Bench
const hub = createHub<Happening>(() => undefined)
let opened: LiveStream[] = []

const start = async (options: StreamOptions = {}): Promise<string> => {
  opened = []
  const live = route({
    method: 'GET',
    path: '/api/live',
    summary: 'Live',
    permission: 'public',
    output: 'page',
    handle: async (call) => {
      const stream = openStream(call, options)
      opened.push(stream)
      follow(
        hub,
        stream,
        (event) => event.area.startsWith('990101001'),
        (event) => ({ event: 'matter', id: String(event.n), data: { n: event.n, last: stream.lastId } }),
      )
      return ok(stream.reply)
    },
  })
  bench = await startBench({ live })
  await bench.app.listen({ port: 0, host: '127.0.0.1' })
  return `http://127.0.0.1:${(bench.app.server.address() as AddressInfo).port}/api/live`
}

const readUntil = async (response: Response, wanted: string): Promise<string> => {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (reader && !text.includes(wanted)) {
    const { value, done } = await reader.read()
    if (done) break
    text += value
  }
  return text
}

afterEach(() => bench.app.close())

describe('openStream', () => {
  it('sends the events that pass the filter, with ids, and knows where a reader stopped', async () => {
    const response = await fetch(await start(), { headers: { 'last-event-id': '41' } })
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(hub.publish({ n: 42, area: '990101002001' })).toBe(0)
    expect(hub.publish({ n: 43, area: '990101001001' })).toBe(1)
    expect(await readUntil(response, '43')).toBe('retry: 3000\n\nevent: matter\nid: 43\ndata: {"n":43,"last":"41"}\n\n')
  })

  it('gives signs of life', async () => {
    const response = await fetch(await start({ heartbeat: 20 }))
    expect(await readUntil(response, '\n: ')).toContain('\n\n: \n\n')
  })

  it('stops listening when the reader leaves', async () => {
    const leave = new AbortController()
    await fetch(await start(), { signal: leave.signal })
    expect([hub.size, bench.app.streams.size]).toEqual([1, 1])
    leave.abort()
    await vi.waitFor(() => expect([hub.size, bench.app.streams.size]).toEqual([0, 0]))
    expect(opened[0]?.send({ data: 1 })).toBe(false)
  })

  it('ends after its lifetime, and when the server closes', async () => {
    expect(await readUntil(await fetch(await start({ lifetime: 30 })), 'never')).toBe('retry: 3000\n\n')
    await bench.app.close()
    const response = await fetch(await start())
    const ended = readUntil(response, 'never')
    await bench.app.close()
    expect(await ended).toBe('retry: 3000\n\n')
    expect(hub.size).toBe(0)
  })

  it('lets go of a reader that is too slow', async () => {
    await fetch(await start({ waiting: 1000 }))
    const sent = Array.from({ length: 50_000 }, () => opened[0]?.send({ data: 'x'.repeat(500) }))
    expect(sent.includes(false)).toBe(true)
    expect(hub.size).toBe(0)
  })

  it('answers HEAD without holding anything', async () => {
    const response = await fetch(await start(), { method: 'HEAD' })
    expect([response.status, hub.size]).toEqual([200, 0])
  })

  it('refuses ids that would forge a message', async () => {
    await fetch(await start())
    expect(() => opened[0]?.send({ id: '1\ndata: x', data: 1 })).toThrow('single lines')
  })
})

describe('createHub', () => {
  it('keeps one listener’s fault from the others', async () => {
    const faults: unknown[] = []
    const other = createHub<number>((fault) => faults.push(fault))
    const heard: number[] = []
    other.subscribe(
      () => true,
      () => {
        throw new Error('broken')
      },
    )
    const stop = other.subscribe(
      (n) => n > 1,
      (n) => heard.push(n),
    )
    expect([other.publish(1), other.publish(2)]).toEqual([0, 1])
    stop()
    other.publish(3)
    expect([heard, faults.length]).toEqual([[2], 3])
    await start()
  })
})
