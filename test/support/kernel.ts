import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kernel } from '../../src/kernel/kernel.ts'
import { readConfig } from '../../src/kernel/config.ts'
import { createKernel } from '../../src/kernel/create.ts'
import type { Database } from '../../src/kernel/database/open.ts'

/** A kernel on a real database whose clock the test moves. */
export interface TestKernel extends Kernel {
  at(moment: string): void
}

export const createTestKernel = (db: Database, start = '2026-03-02T01:30:00Z'): TestKernel => {
  let now = new Date(start)
  const dataFolder = mkdtempSync(join(tmpdir(), 'linli-data-'))
  const config = { ...readConfig({ LOG_LEVEL: 'error' }, false), dataFolder }
  const kernel = createKernel(
    config,
    db,
    () => now,
    (size) => new Uint8Array(randomBytes(size)),
  )
  return { ...kernel, at: (moment) => (now = new Date(moment)) }
}
