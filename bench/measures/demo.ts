import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../../test/support/postgres.ts'

/** Seconds until the demo answers, from nothing and with the data of the run before. */
export const demoStarts = async (): Promise<{ first: number; again: number }> => {
  const folder = mkdtempSync(join(tmpdir(), 'linli-bench-demo-'))
  try {
    return { first: await startOnce(folder), again: await startOnce(folder) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const startOnce = async (folder: string): Promise<number> => {
  const port = await freePort()
  const begin = performance.now()
  const main = new URL('../../src/main.ts', import.meta.url).pathname
  const server = spawn(process.execPath, [main, '--demo'], {
    env: { ...process.env, PORT: String(port), LINLI_DATA: folder, LOG_LEVEL: 'silent', DATABASE_URL: '' },
    stdio: 'ignore',
  })
  const gone = once(server, 'exit')
  const isUp = (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}/health`).then(
      (answer) => answer.ok,
      () => false,
    )
  while (!(await isUp())) {
    if (server.exitCode !== null) throw new Error(`the demo ended with ${server.exitCode}`)
    await wait(50)
  }
  const seconds = (performance.now() - begin) / 1000
  server.kill('SIGTERM')
  await gone
  return seconds
}
