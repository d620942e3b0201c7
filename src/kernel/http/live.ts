import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { Call, PageReply } from './route.ts'

/** One message of a stream. `id` comes back as Last-Event-ID when the browser connects again. */
export interface Message {
  readonly event?: string
  readonly id?: string
  readonly data: unknown
}

/** An open stream of server-sent events (HTML standard, 9.2). */
export interface LiveStream {
  /** What the handler answers: `return ok(stream.reply)`. */
  readonly reply: PageReply
  /** What the browser had last, when it connects again; else null. */
  readonly lastId: string | null
  /** Sends a message; false when the stream is closed, or was closed now because its reader is too slow. */
  send(message: Message): boolean
  close(): void
  /** Called once when the stream ends, by either side; at once when it has ended already. */
  onClose(listener: () => void): void
}

export interface StreamOptions {
  /** Milliseconds between signs of life, so that proxies keep the connection. */
  readonly heartbeat?: number
  /** Milliseconds after which the stream ends and the browser connects anew, with its rights read anew. */
  readonly lifetime?: number
  /** Characters that may wait for a slow reader before the stream is closed; it catches up by connecting again. */
  readonly waiting?: number
}

declare module 'fastify' {
  interface FastifyInstance {
    streams: Set<LiveStream>
  }
}

/** Keeps account of open streams, so that closing the server ends them. */
export const addStreams = (app: FastifyInstance): void => {
  app.decorate('streams', new Set<LiveStream>())
  app.addHook('preClose', async () => {
    for (const stream of app.streams) stream.close()
  })
}

/** Opens a stream for a call. It ends when the reader leaves, is too slow, the lifetime is over or the server closes. */
export const openStream = (call: Call, options: StreamOptions = {}): LiveStream => {
  const { heartbeat = 20_000, lifetime = 15 * 60_000, waiting = 256 * 1024 } = options
  const { streams } = call.request.server
  const source = new Readable({ read: () => undefined, highWaterMark: waiting, encoding: 'utf8' })
  const listeners: (() => void)[] = []
  let open = true

  const close = (): void => {
    if (!open) return
    open = false
    clearInterval(beat)
    clearTimeout(end)
    streams.delete(stream)
    source.push(null)
    for (const listener of listeners) listener()
  }
  const write = (text: string): boolean => {
    if (!open) return false
    if (source.readableLength + text.length <= waiting) {
      source.push(text)
      return true
    }
    // What waits is dropped with the connection: the reader asks again from the last id it saw.
    source.destroy()
    close()
    return false
  }
  const stream: LiveStream = {
    reply: { bytes: source, type: 'text/event-stream; charset=utf-8', headers: { 'cache-control': 'no-store', 'x-accel-buffering': 'no' } },
    lastId: lastIdOf(call),
    send: (message) => write(format(message)),
    close,
    onClose: (listener) => {
      if (open) listeners.push(listener)
      else listener()
    },
  }
  const beat = setInterval(write, heartbeat, ': \n\n').unref()
  const end = setTimeout(close, lifetime).unref()
  streams.add(stream)
  source.once('close', close)
  write('retry: 3000\n\n')
  // HEAD asks for the headers only.
  if (call.request.method === 'HEAD') close()
  return stream
}

const lastIdOf = (call: Call): string | null => {
  const header = call.request.headers['last-event-id']
  return typeof header === 'string' && header.length <= 100 ? header : null
}

const format = ({ event, id, data }: Message): string => {
  for (const field of [event, id]) if (field !== undefined && /[\r\n\0]/.test(field)) throw new Error('event and id are single lines')
  // JSON has no bare line breaks, so the data is always one line.
  return `${event === undefined ? '' : `event: ${event}\n`}${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data ?? null)}\n\n`
}

/** Hands events on to everybody in this process who wants them. */
export interface Hub<E> {
  /** Listens to the events that pass the filter; returns how to stop. */
  subscribe(filter: (event: E) => boolean, listener: (event: E) => void): () => void
  /** Gives an event to all whose filter it passes and tells how many; one listener's fault does not keep it from the others. */
  publish(event: E): number
  readonly size: number
}

/** `onFault` hears of listeners that threw. */
export const createHub = <E>(onFault: (fault: unknown) => void): Hub<E> => {
  const subscribers = new Set<{ readonly filter: (event: E) => boolean; readonly listener: (event: E) => void }>()
  return {
    subscribe: (filter, listener) => {
      const subscriber = { filter, listener }
      subscribers.add(subscriber)
      return () => {
        subscribers.delete(subscriber)
      }
    },
    publish: (event) => {
      let reached = 0
      for (const { filter, listener } of subscribers) {
        try {
          if (!filter(event)) continue
          listener(event)
          reached += 1
        } catch (fault) {
          onFault(fault)
        }
      }
      return reached
    },
    get size() {
      return subscribers.size
    },
  }
}

/** Sends a hub's events down a stream for as long as it is open. */
export const follow = <E>(hub: Hub<E>, stream: LiveStream, filter: (event: E) => boolean, message: (event: E) => Message): void => {
  stream.onClose(hub.subscribe(filter, (event) => void stream.send(message(event))))
}
