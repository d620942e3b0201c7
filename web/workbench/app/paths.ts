/** Where the workbench stands on the server. */
export const base = '/workbench'

/** The address of a matter's page, below the base. */
export const matterPath = (id: string): string => `/matters/${encodeURIComponent(id)}`
