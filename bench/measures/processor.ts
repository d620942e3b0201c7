import { readdirSync, readFileSync } from 'node:fs'

// Linux counts processor time in hundredths of a second.
const tick = 10

/** Processor time that the children of a process have used so far, in milliseconds, those that ended among them; 0 where there is no /proc. */
export const cpuOfChildren = (parent: number): number => {
  const own = statOf(String(parent))
  let sum = own ? (Number(own[13]) + Number(own[14])) * tick : 0
  for (const name of readdirSafely('/proc')) {
    const fields = statOf(name)
    if (fields && Number(fields[1]) === parent) sum += (Number(fields[11]) + Number(fields[12])) * tick
  }
  return sum
}

const readdirSafely = (folder: string): string[] => {
  try {
    return readdirSync(folder).filter((name) => /^\d+$/.test(name))
  } catch {
    return []
  }
}

// The fields after the command's name, which may hold blanks: state, parent, … user time, system time.
const statOf = (name: string): string[] | null => {
  try {
    const text = readFileSync(`/proc/${name}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}
