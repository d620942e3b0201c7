import type { StoredFile } from '../api/types.ts'

// Drafts hold digests only; what belongs to a digest is kept beside them, so that a draft read back still shows its pictures.
const key = (digest: string): string => `linli-file-${digest}`

export const rememberFile = (file: StoredFile): void => {
  try {
    sessionStorage.setItem(key(file.digest), JSON.stringify(file))
  } catch {
    // A full or forbidden store costs only the picture in the form.
  }
}

export const rememberedFile = (digest: string): StoredFile | null => {
  try {
    const text = sessionStorage.getItem(key(digest))
    return text === null ? null : (JSON.parse(text) as StoredFile)
  } catch {
    return null
  }
}
