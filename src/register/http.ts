import { registerReadRoutes } from './http/read.ts'
import { registerWriteRoutes } from './http/write.ts'

export { registerPermissions } from './permissions.ts'

/** The routes of the registers. None gathers a person's matters: what someone asked for stays with the matter. */
export const registerRoutes = { ...registerReadRoutes, ...registerWriteRoutes } as const
