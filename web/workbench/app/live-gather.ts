export type LiveMessage = { readonly type: 'matter'; readonly id: string } | { readonly type: 'notice' } | { readonly type: 'again' }

/** Reads a message of the stream; null for what this screen does not know. */
export const readMessage = (data: string): LiveMessage | null => {
  try {
    const body = JSON.parse(data) as { type?: unknown; id?: unknown } | null
    if (body?.type === 'matter' && typeof body.id === 'string') return { type: 'matter', id: body.id }
    if (body?.type === 'notice' || body?.type === 'again') return { type: body.type }
    return null
  } catch {
    return null
  }
}

export interface Gathering {
  add(message: LiveMessage): void
  stop(): void
}

/** Gathers what comes within a second, so that an import of a thousand rows asks the server once and not a thousand times. */
export const createGathering = (tell: (ids: readonly string[], notices: boolean) => void, wait = 1000): Gathering => {
  let ids = new Set<string>()
  let notices = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = (): void => {
    timer = undefined
    const told = [...ids]
    const noticed = notices
    ids = new Set()
    notices = false
    tell(told, noticed)
  }
  return {
    add(message) {
      if (message.type === 'matter') ids.add(message.id)
      else notices = true
      timer ??= setTimeout(flush, wait)
    },
    stop: () => clearTimeout(timer),
  }
}
