import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Takes the folder for this process by a file with its process id; returns what gives it back.
 * Throws when a living process holds it; a lock left by a dead process is taken over.
 */
export const lockFolder = (folder: string): (() => void) => {
  const file = join(folder, 'linli.lock')
  try {
    write(file)
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault
    const holder = Number(readFileSync(file, 'utf8'))
    if (isAlive(holder))
      throw new Error(`the data folder ${folder} is in use by process ${holder}; stop it first or set LINLI_DATA to another folder`, {
        cause: fault,
      })
    rmSync(file, { force: true })
    write(file)
  }
  const release = (): void => rmSync(file, { force: true })
  process.once('exit', release)
  return () => {
    process.off('exit', release)
    release()
  }
}

const write = (file: string): void => {
  const handle = openSync(file, 'wx')
  writeSync(handle, String(process.pid))
  closeSync(handle)
}

const isAlive = (pid: number): boolean => {
  if (!Number.isInteger(pid) || pid <= 0) return false
  // The same process may open a folder again only after closing it, so its own id counts as alive too.
  try {
    process.kill(pid, 0)
    return true
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === 'EPERM'
  }
}
