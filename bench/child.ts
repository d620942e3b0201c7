import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Ready, Work } from './serve.ts'

/** The server under measure, in a process of its own, so that its processor time can be told from the load generator's. */
export interface Child extends Ready {
  /** Has the process do one of its own pieces of work. */
  do<Name extends keyof Work>(name: Name, ...given: Parameters<Work[Name]>): Promise<Awaited<ReturnType<Work[Name]>>>
  stop(): Promise<void>
}

/** Starts it on a PostgreSQL database, or on a new embedded one when `url` is null. */
export const startChild = async (url: string | null): Promise<Child> => {
  const folder = mkdtempSync(join(tmpdir(), 'linli-bench-'))
  const started = fork(new URL('serve.ts', import.meta.url), [url ?? '', folder], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (fault: Error) => void }>()
  let count = 0
  const ready = await new Promise<Ready>((resolve, reject) => {
    started.on('message', (message: { ready?: Ready; id?: number; value?: unknown; fault?: string }) => {
      if (message.ready) return resolve(message.ready)
      const asked = waiting.get(message.id ?? -1)
      if (message.fault) asked?.reject(new Error(message.fault))
      else asked?.resolve(message.value)
    })
    started.once('exit', (code) => {
      const fault = new Error(`the server under measure ended with ${code}`)
      reject(fault)
      for (const each of waiting.values()) each.reject(fault)
    })
  })
  const call = (name: string, given: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      waiting.set(++count, { resolve, reject })
      started.send({ id: count, name, given })
    })
  return {
    ...ready,
    do: (name, ...given) => call(name, given) as never,
    async stop() {
      const ended = new Promise((resolve) => started.once('exit', resolve))
      await call('stop', [])
      started.disconnect()
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
