/** What the inbox shows: kept in the address, so that it can be sent to a colleague and the back button works. */
export interface InboxQuery {
  readonly queue: string
  readonly category: string | null
  readonly area: string | null
  readonly q: string
}

export const emptyQuery: InboxQuery = { queue: 'todo', category: null, area: null, q: '' }

/** Reads the address. Unknown names are ignored. */
export const readQuery = (search: string): InboxQuery => {
  const params = new URLSearchParams(search)
  const of = (name: string): string | null => params.get(name)?.trim() || null
  return { queue: of('queue') ?? emptyQuery.queue, category: of('category'), area: of('area'), q: of('q') ?? '' }
}

/** Writes the address, without what is as usual. */
export const writeQuery = (query: InboxQuery): string => {
  const params = new URLSearchParams()
  if (query.queue !== emptyQuery.queue) params.set('queue', query.queue)
  if (query.category) params.set('category', query.category)
  if (query.area) params.set('area', query.area)
  if (query.q.trim() !== '') params.set('q', query.q.trim())
  return params.toString()
}

export const isFiltered = (query: InboxQuery): boolean => query.category !== null || query.area !== null || query.q !== ''
