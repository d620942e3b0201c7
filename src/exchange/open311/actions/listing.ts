import { loadDirectory } from '../../../access/api.ts'
import type { Role } from '../../../kernel/actor.ts'
import { DAY } from '../../../kernel/calendar/day.ts'
import { parseCode } from '../../../kernel/ids.ts'
import type { Lang } from '../../../kernel/i18n.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { loadCatalogue, readEvents } from '../../../matters/api.ts'
import { loadPlaces } from '../../../territory/api.ts'
import limits from '../domain/limits.json' with { type: 'json' }
import { w3c, weekStart, windowOf } from '../domain/moments.ts'
import type { Fields } from '../domain/parts.ts'
import { plainWords, presentRequest, type Presenter } from '../domain/presenting.ts'
import { openProcedure } from '../domain/services.ts'
import {
  basicOf,
  closedStages,
  extendedStatuses,
  isExtendedStatus,
  statusOf,
  type BasicStatus,
  type ExtendedStatus,
} from '../domain/status.ts'
import { updateId, updatesOf, type Update } from '../domain/updates.ts'
import { readActs, readByCodes, readByWindow, type Reader, type RequestFilter, type UpdateRow } from '../store.ts'
import { filedByOf, type Client } from './client.ts'

export interface Asker {
  readonly kernel: Kernel
  readonly client: Client | null
  readonly lang: Lang
  readonly now: Date
}

export interface Asked {
  readonly ids?: string | undefined
  readonly services?: string | undefined
  readonly status?: string | undefined
  readonly start?: string | undefined
  readonly end?: string | undefined
}

/** Requests by their ids, or those made or changed within a window; at most 200, the last changed first. */
export const listRequests = async (asker: Asker, asked: Asked): Promise<Result<Fields[]>> => {
  const { kernel, now } = asker
  const db = kernel.db.sql
  const [presenter, reader] = await Promise.all([presenterFor(asker), readerFor(asker)])
  if (!reader) return ok([])
  if (asked.ids?.trim()) {
    const codes = codesOf(asked.ids)
    const found = new Map((await readByCodes(db, reader, codes)).map((each) => [each.state.code, each]))
    return ok(codes.flatMap((code) => found.get(code) ?? []).map((each) => presentRequest(each, presenter)))
  }
  const window = windowOf(asked, now, presenter.zone)
  if (!window.ok) return window
  const wanted = statusesOf(asked.status)
  if (!wanted.ok) return wanted
  const { from, to } = window.value
  const until = new Date(weekStart(to, presenter.zone).getTime() + 8 * DAY)
  const services = partsOf(asked.services)
  const seen = await readByWindow(db, reader, { from, to, until, services, stages: stagesFor(wanted.value, presenter), limit: limits.rows })
  const fits = (status: ExtendedStatus): boolean => wanted.value === null || wanted.value.includes(status)
  return ok(
    seen
      .filter(({ state }) => fits(statusOf(state, presenter.catalogue.procedure(state.procedure.digest))))
      .map((each) => presentRequest(each, presenter)),
  )
}

/** One request. Refuses `open311.request-unknown`, also for one that this reader may not see. */
export const readRequest = async (asker: Asker, id: string): Promise<Result<Fields>> => {
  const [presenter, reader] = await Promise.all([presenterFor(asker), readerFor(asker)])
  const code = parseCode(id)
  const [found] = code && reader ? await readByCodes(asker.kernel.db.sql, reader, [code]) : []
  return found ? ok(presentRequest(found, presenter)) : refuse('not-found', 'open311.request-unknown')
}

/**
 * Updates within a window, oldest first, at most 200: for a client all that its residents may know of the matters it filed; for anybody the answers that a
 * publisher released.
 */
export const listUpdates = async (asker: Asker, asked: Asked): Promise<Result<Fields[]>> => {
  const [presenter, reader] = await Promise.all([presenterFor(asker), readerFor(asker)])
  const window = windowOf(asked, asker.now, presenter.zone)
  if (!window.ok) return window
  if (!reader) return ok([])
  const codes = codesOf(asked.ids ?? '')
  if (asked.ids?.trim() && codes.length === 0) return ok([])
  const histories = new Map<string, Map<number, Update>>()
  const updates: Fields[] = []
  let after: UpdateRow | null = null
  for (;;) {
    const rows: UpdateRow[] = await readActs(asker.kernel.db.sql, reader, { ...window.value, codes, after, limit: batch })
    for (const row of rows) {
      const shown = row.own ? await ownUpdate(asker, row, histories, presenter) : await releasedUpdate(asker, row, presenter)
      if (shown) updates.push(shown)
      if (updates.length === limits.rows) return ok(updates)
    }
    after = rows.at(-1) ?? null
    if (rows.length < batch || after === null) return ok(updates)
  }
}

const batch = 500

const ownUpdate = async (
  { kernel }: Asker,
  row: UpdateRow,
  histories: Map<string, Map<number, Update>>,
  by: Presenter,
): Promise<Fields | null> => {
  let history = histories.get(row.matterId)
  if (!history) {
    const events = await readEvents(kernel.db.sql, kernel.keys, row.matterId)
    history = new Map(
      updatesOf(events, row.matterId, by.catalogue.procedure(row.state.procedure.digest)).map((update) => [update.n, update]),
    )
    histories.set(row.matterId, history)
  }
  const update = history.get(row.n)
  return update ? updateFields(row.state.code, { ...update, words: update.words ?? plainWords(update.state, by) }, by) : null
}

// Of a released matter there is one thing to tell: its answer, at the moment of the release.
const releasedUpdate = async (_: Asker, { state, n, at, publicTitle, publicAnswer }: UpdateRow, by: Presenter): Promise<Fields | null> => {
  if (state.released?.at !== at.toISOString()) return null
  const status = statusOf(state, by.catalogue.procedure(state.procedure.digest))
  return updateFields(state.code, { n, at, status, words: publicAnswer ?? publicTitle }, by)
}

const updateFields = (
  code: string,
  { n, at, status, words }: Pick<Update, 'n' | 'at' | 'status' | 'words'>,
  { zone }: Presenter,
): Fields => ({
  update_id: updateId(code, n),
  service_request_id: code,
  status,
  updated_datetime: w3c(at, zone),
  description: words,
  media_url: null,
})

const presenterFor = async ({ kernel, lang }: Asker): Promise<Presenter> => {
  const [catalogue, places, directory, { zone }] = await Promise.all([
    loadCatalogue(kernel),
    loadPlaces(kernel),
    loadDirectory(kernel),
    kernel.district(),
  ])
  return {
    lang,
    zone,
    catalogue,
    places,
    unitName: (id) => directory.nameOf(id, lang),
    dutyUnit: (role, area) => directory.dutyUnit(role as Role, area),
  }
}

const readerFor = async ({ kernel, client }: Asker): Promise<Reader | null> => {
  const [catalogue, { zone }] = await Promise.all([loadCatalogue(kernel), kernel.district()])
  const procedure = openProcedure(catalogue)
  return procedure ? { filedBy: client ? filedByOf(client) : null, procedure: procedure.id, zone: zone.name } : null
}

const partsOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .slice(0, limits.rows)

const codesOf = (text: string): string[] => [...new Set(partsOf(text).flatMap((part) => parseCode(part) ?? []))]

/** The extended states that a filter asks for: `closed` and `open` stand for all that the protocol calls so. Null for no filter. */
const statusesOf = (text: string | undefined): Result<readonly ExtendedStatus[] | null> => {
  const parts = partsOf(text?.toLowerCase())
  if (parts.length === 0) return ok(null)
  const unknown = parts.find((part) => !isExtendedStatus(part))
  if (unknown !== undefined) return refuse('invalid', 'open311.status-unknown', { status: unknown.slice(0, 40) })
  return ok(parts.filter(isExtendedStatus).flatMap((part) => (part === 'open' || part === 'closed' ? allOf(part) : [part])))
}

const allOf = (basic: BasicStatus): ExtendedStatus[] => extendedStatuses.filter((status) => basicOf(status) === basic)

// The database narrows to one side of open and closed by stage; the exact state follows from the whole state.
const stagesFor = (wanted: readonly ExtendedStatus[] | null, { catalogue }: Presenter): RequestFilter['stages'] => {
  const sides = new Set(wanted?.map(basicOf))
  const [side] = sides
  if (side === undefined || sides.size > 1) return null
  const names = catalogue.procedures().flatMap(({ procedure }) => closedStages(procedure))
  return { closed: side === 'closed', names: [...new Set(names)] }
}
