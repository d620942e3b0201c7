import type { StoredFile } from '../api/types.ts'

export interface RememberedFile {
  readonly name: string
  /** A picture of it, while this window is open. */
  readonly picture: string | null
}

// Drafts hold tickets only; what belongs to a ticket is kept beside them, so that a draft read back still names its files.
const key = (ticket: string): string => `linli-file-${ticket}`
const pictures = new Map<string, string>()

export const rememberFile = (stored: StoredFile, file: Blob): void => {
  if (stored.kind === 'image') pictures.set(stored.ticket, URL.createObjectURL(file))
  try {
    sessionStorage.setItem(key(stored.ticket), stored.name)
  } catch {
    // A full or forbidden store costs only the name in the form.
  }
}

export const rememberedFile = (ticket: string): RememberedFile => {
  const picture = pictures.get(ticket) ?? null
  try {
    return { name: sessionStorage.getItem(key(ticket)) ?? ticket.slice(0, 8), picture }
  } catch {
    return { name: ticket.slice(0, 8), picture }
  }
}
