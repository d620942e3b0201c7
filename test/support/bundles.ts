// The built web bundles, which a clean clone does not have: made once, whoever of the test files asks first.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'

const root = new URL('../../', import.meta.url).pathname
const lock = join(tmpdir(), `linli-bundles-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`)
/** Milliseconds after which a lock is one that a killed run left behind. */
const stale = 180_000

/** Builds the web bundles when they are missing or older than their sources. Test files run beside each other: one builds, the others wait. */
export const ensureBundles = async (): Promise<void> => {
  while (!take()) await wait(200)
  try {
    // As they are delivered: the tests' own environment would build the libraries' variants for tests.
    await promisify(execFile)(process.execPath, [join(root, 'scripts/build-once.ts')], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production' },
    })
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

const take = (): boolean => {
  try {
    mkdirSync(lock)
    return true
  } catch {
    const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs
    if (since !== undefined && Date.now() - since > stale) rmSync(lock, { recursive: true, force: true })
    return false
  }
}
