/** What the list of all matters shows; kept in the address. */
export interface MattersQuery {
  readonly scope: 'all' | 'open' | 'closed'
  readonly q: string
  readonly category: string | null
  readonly area: string | null
  readonly nature: string | null
  readonly unit: string | null
  readonly from: string | null
  readonly to: string | null
  readonly late: boolean
}

export const emptyQuery: MattersQuery = {
  scope: 'all',
  q: '',
  category: null,
  area: null,
  nature: null,
  unit: null,
  from: null,
  to: null,
  late: false,
}

const isDay = (text: string | null): text is string => text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text)

/** Reads the address; what is not understood is as if it were not there. */
export const readQuery = (search: string): MattersQuery => {
  const params = new URLSearchParams(search)
  const of = (name: string): string | null => params.get(name)?.trim() || null
  const scope = of('scope')
  const [from, to] = [of('from'), of('to')]
  return {
    scope: scope === 'open' || scope === 'closed' ? scope : 'all',
    q: of('q') ?? '',
    category: of('category'),
    area: of('area'),
    nature: of('nature'),
    unit: of('unit'),
    from: isDay(from) ? from : null,
    to: isDay(to) ? to : null,
    late: of('late') === 'true',
  }
}

/** What the server is asked: days of the district as moments. China has one zone and no summer time, so the offset is fixed. */
export const askedOfServer = (query: MattersQuery): Record<string, string> => {
  const { from, to, ...plain } = asked(query)
  return {
    ...plain,
    ...(from ? { from: new Date(`${from}T00:00:00+08:00`).toISOString() } : {}),
    ...(to ? { to: new Date(`${to}T23:59:59.999+08:00`).toISOString() } : {}),
  }
}

/** What the address says: without what is as usual. */
export const asked = (query: MattersQuery): Record<string, string> => {
  const plain: Record<string, string> = {}
  if (query.scope !== 'all') plain['scope'] = query.scope
  for (const name of ['q', 'category', 'area', 'nature', 'unit', 'from', 'to'] as const) {
    const value = query[name]
    if (value !== null && value !== '') plain[name] = value
  }
  if (query.late) plain['late'] = 'true'
  return plain
}
