import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, expect, it } from 'vitest'
import { openPostgres } from '../../src/kernel/database/open.ts'
import { freePort } from '../../test/support/postgres.ts'

const main = new URL('../../src/main.ts', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'linli-start-'))
const running: ChildProcess[] = []
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** What `npm start` runs, with what it has said so far. */
const start = (environment: Readonly<Record<string, string>>) => {
  const { PATH = '' } = process.env
  const child = spawn(process.execPath, [main], { env: { PATH, LINLI_DATA: folder, ...environment } })
  running.push(child)
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => void (said.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => void (said.err += chunk.toString()))
  return { child, said }
}

it('tells every fault of the environment at once, repeats no secret, and does not start', async () => {
  const { child, said } = start({
    PORT: 'eighty',
    DATABASE_URL: 'mysql://linli:s3cret@db/linli',
    LINLI_MASTER_KEY: 'too short',
    SMTP_URL: 'mail.example',
    LOG_LEVEL: 'loud',
  })
  const [code] = (await once(child, 'exit')) as [number]
  expect(code).toBe(1)
  for (const name of ['PORT', 'DATABASE_URL', 'LINLI_MASTER_KEY', 'SMTP_URL', 'LOG_LEVEL']) expect(said.err).toContain(`  ${name}: `)
  expect(said.err).toContain('5 fault(s)')
  expect(said.err).not.toMatch(/s3cret|too short|\n\s+at /)
})

const base = process.env['LINLI_TEST_POSTGRES']

it.skipIf(!base)('starts on an empty PostgreSQL and leads to the first set-up, whose token it has printed', async () => {
  const name = `start_${randomUUID().replaceAll('-', '')}`
  const admin = openPostgres(`${base}postgres`, 1)
  await sql`create database ${sql.ref(name)}`.execute(admin.sql)
  await admin.close()
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const { child, said } = start({ PORT: String(port), DATABASE_URL: `${base}${name}`, LOG_LEVEL: 'error', PUBLIC_URL: address })
  while (!said.out.includes('/setup') && child.exitCode === null) await wait(50)
  expect(said.out, said.err).toMatch(/token \S+/)
  const first = await fetch(address, { redirect: 'manual', headers: { accept: 'text/html' } })
  expect([first.status, first.headers.get('location')]).toEqual([302, '/setup'])
  expect((await fetch(`${address}/setup`)).status).toBe(200)
  child.kill('SIGTERM')
  expect((await once(child, 'exit'))[0]).toBe(0)
})
