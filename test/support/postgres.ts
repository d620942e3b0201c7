// A PostgreSQL of the tests' own: a cluster in a temporary folder, on a socket there, so that one already running is never touched.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Cluster {
  /** Connection URL of a database on it. */
  url(database: string): string
  readonly folder: string
  readonly process: ChildProcess
  stop(): Promise<void>
}

/** The folder with initdb and postgres, or null when this machine has no PostgreSQL server. */
export const findServer = (): string | null => {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').toSorted((a, b) => Number(b) - Number(a)) : []
  const folders = [...versions.map((version) => `/usr/lib/postgresql/${version}/bin`), ...(process.env['PATH'] ?? '').split(':')]
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))) ?? null
}

/** Starts a new cluster; `durable` keeps fsync on, as the kill tests need. Null when there is no server here. */
export const startCluster = async (durable = false, settings: readonly string[] = []): Promise<Cluster | null> => {
  const bin = findServer()
  if (!bin) return null
  const folder = mkdtempSync(join(tmpdir(), 'linli-pg-'))
  const user = serverUser()
  if (user) chownSync(folder, user.uid, user.gid)
  chmodSync(folder, 0o755)
  const data = join(folder, 'data')
  const asUser = user ? { uid: user.uid, gid: user.gid } : {}
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'linli', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8'], {
    ...asUser,
    stdio: 'ignore',
    cwd: folder,
  })
  const port = await freePort()
  const start = (): ChildProcess => {
    const durability = durable ? [] : ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']
    const own = settings.flatMap((setting) => ['-c', setting])
    const base = ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200']
    return spawn(join(bin, 'postgres'), [...base, ...durability, ...own], { ...asUser, stdio: 'ignore', cwd: folder })
  }
  const server = start()
  const url = (database: string): string => `postgres://linli@127.0.0.1:${port}/${database}`
  await waitUntilReady(bin, port)
  const stop = async (): Promise<void> => {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGINT')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  return { url, folder, process: server, stop }
}

// postgres refuses to run as root; Debian's package makes a user of this name.
const serverUser = (): { uid: number; gid: number } | null => {
  if (process.getuid?.() !== 0) return null
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })

const waitUntilReady = async (bin: string, port: number): Promise<void> => {
  for (let attempt = 0; attempt < 200; attempt++) {
    try {
      execFileSync(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' })
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  throw new Error('the test cluster did not start within 10 s')
}
