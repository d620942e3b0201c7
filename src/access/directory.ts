import type { Kernel } from '../kernel/kernel.ts'
import { buildDirectory, type Directory } from './domain/directory.ts'
import { type Security, securitySchema } from './domain/credentials.ts'
import { readSetting } from './store/administration.ts'
import { readDuties, readUnits } from './store/units.ts'

/** Names under which the kernel's caches keep what this capability reads often. */
export const cacheNames = { directory: 'access.directory', security: 'access.security', names: 'access.names' } as const

/** The directory of units as it stands now; kept in memory until units, scopes or duties change. */
export const loadDirectory = (kernel: Kernel): Promise<Directory> =>
  kernel.caches.get(cacheNames.directory, async () => buildDirectory(await readUnits(kernel.db.sql), await readDuties(kernel.db.sql)))

/** The security settings as they stand now. Throws when the setting is missing or broken: no sign-in without its rules. */
export const loadSecurity = (kernel: Kernel): Promise<Security> =>
  kernel.caches.get(cacheNames.security, async () => securitySchema.parse(await readSetting(kernel.db.sql, 'access.security')))

/** The district's local day of an instant, as `YYYY-MM-DD`. */
export const dayOf = async (kernel: Kernel): Promise<(at: Date) => string> => {
  const { zone } = await kernel.district()
  return (at) => new Date(at.getTime() + zone.offsetAt(at.getTime())).toISOString().slice(0, 10)
}
