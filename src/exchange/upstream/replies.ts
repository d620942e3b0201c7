import { formatDay, localParts, type Zone } from '../../kernel/calendar/day.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Lang } from '../../kernel/i18n.ts'
import { readEntries, type Entry } from '../../kernel/journal.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { ok, refuse, type Result } from '../../kernel/result.ts'
import { writeColumnsOf, writeTable, type WriteColumn, type WriteRow } from '../../kernel/sheets/write.ts'
import { can, factsOf, loadCatalogue, maskName, maskPhone, matterRules, type Catalogue, type Procedure } from '../../matters/api.ts'
import { loadPlaces, type Places } from '../../territory/api.ts'
import { sayIn } from '../texts.ts'
import { upstreamProcedure } from './actions.ts'
import { columnTitle, orderColumns, replyKeys } from './columns.ts'
import { readReplies, type ReplyRow } from './store.ts'

export interface Period {
  readonly source: string
  readonly by: 'filed' | 'answered'
  readonly from: Date
  readonly to: Date
}

const most = 5000

/**
 * The replies of a period as a sheet in the layout in which the orders came. Names and telephones are masked: the platform knows them and finds an order
 * by its number. Refuses `upstream.too-many`.
 */
export const exportReplies = async (kernel: Kernel, actor: Actor, period: Period, lang: Lang): Promise<Result<Buffer>> => {
  const [catalogue, places, { zone }] = await Promise.all([loadCatalogue(kernel), loadPlaces(kernel), kernel.district()])
  const procedure = upstreamProcedure(catalogue)
  if (!procedure) return refuse('conflict', 'upstream.closed')
  const rows = await readReplies(kernel.db.sql, actor, { ...period, limit: most + 1 })
  if (rows.length > most) return refuse('too-large', 'upstream.too-many', { max: most })
  const written: WriteRow[] = []
  for (let start = 0; start < rows.length; start += 100) {
    const part = rows.slice(start, start + 100)
    const journals = await readEntries(
      kernel.db.sql,
      kernel.keys,
      part.map(({ state }) => state.id),
    )
    written.push(...part.map((row) => replyRow(row, journals.get(row.state.id) ?? [], { actor, catalogue, places, zone, lang })))
  }
  return ok(
    await writeTable([...plainColumns(procedure, lang), ...replyColumns(lang)], written, { sheet: sayIn(lang)('upstream.sheet'), lang }),
  )
}

/** The empty sheet to fill in. */
export const blankForm = async (kernel: Kernel, lang: Lang): Promise<Result<Buffer>> => {
  const procedure = upstreamProcedure(await loadCatalogue(kernel))
  if (!procedure) return refuse('conflict', 'upstream.closed')
  const say = sayIn(lang)
  return ok(await writeTable(plainColumns(procedure, lang), [], { sheet: say('upstream.sheet'), note: say('upstream.note'), lang }))
}

const plainColumns = (procedure: Procedure, lang: Lang): readonly WriteColumn[] => writeColumnsOf(orderColumns(procedure), lang)

const replyColumns = (lang: Lang): WriteColumn[] =>
  replyKeys.map((key) => ({
    key,
    title: columnTitle(key)[lang],
    type: key === 'answeredAt' ? 'datetime' : key === 'solved' ? 'boolean' : 'text',
  }))

interface Reader {
  readonly actor: Actor
  readonly catalogue: Catalogue
  readonly places: Places
  readonly zone: Zone
  readonly lang: Lang
}

const replyRow = (
  { state, body, address, receivedAt }: ReplyRow,
  entries: readonly Entry[],
  { actor, catalogue, places, zone, lang }: Reader,
): WriteRow => {
  const procedure = catalogue.procedure(state.procedure.digest)
  const stage = procedure.stages[state.stage]
  const knows = can(actor, matterRules['matter.reveal'], factsOf(state))
  const contact = knows ? (entries[0]?.parts.contact as { contact?: { name?: string; phone?: string } } | undefined)?.contact : undefined
  const answered =
    state.closedAt !== null || stage?.holder === 'resident' || (stage?.holder === 'desk' && state.reached.answered !== undefined)
  const wall = (moment: string | Date | null | undefined): string | null => (moment ? wallTime(new Date(moment), zone) : null)
  return {
    number: state.upstream?.number ?? '',
    receivedAt: wall(receivedAt),
    due: state.upstream?.due ? lastSecond(wallTime(new Date(state.upstream.due), zone)) : null,
    nature: state.nature,
    category: state.category ? (catalogue.category(state.category)?.name ?? state.category) : null,
    text: body,
    address,
    name: contact?.name ? maskName(contact.name) : null,
    phone: contact?.phone ? maskPhone(contact.phone) : null,
    anonymous: state.anonymous,
    area: areaNames(state.areaCode, places),
    channel: state.channel,
    answer: answered ? answerOf(entries) : null,
    answeredAt: answered ? wall(state.reached.answered ?? state.closedAt) : null,
    solved: state.rating?.solved ?? state.verification?.solved ?? null,
    satisfaction: satisfactionOf(state, procedure, lang),
    status: stage?.title[lang] ?? state.stage,
  }
}

const areaNames = (code: string, places: Places): string =>
  places
    .pathOf(code)
    .filter(({ level }) => level === 'street' || level === 'community')
    .map(({ name }) => name)
    .join('')

/** The last answer, or the reason for declining: what the resident was told. */
const answerOf = (entries: readonly Entry[]): string | null => {
  const words = entries.flatMap(({ kind, parts }) => {
    if (kind !== 'acted') return []
    const text = parts.text as Readonly<Record<string, unknown>> | undefined
    const { records } = (parts.facts ?? {}) as { records?: string }
    const word = records === 'decline' ? text?.['reason'] : text?.['answer']
    return typeof word === 'string' ? [word] : []
  })
  return words.at(-1) ?? null
}

const satisfactionOf = ({ rating, verification }: ReplyRow['state'], procedure: Procedure, lang: Lang): string | null => {
  if (rating?.satisfaction) return ratingWords(rating.satisfaction, procedure, lang)
  return typeof verification?.satisfied === 'boolean' ? sayIn(lang)(`upstream.satisfied.${verification.satisfied}`) : null
}

const ratingWords = (value: number, { stages }: Procedure, lang: Lang): string => {
  const fields = Object.values(stages).flatMap(({ actions }) => Object.values(actions).flatMap(({ form }) => form))
  const scale = fields.find(({ kind, of }) => kind === 'rating' && of !== undefined)?.of
  return scale?.find((choice) => choice.value === String(value))?.label[lang] ?? String(value)
}

const wallTime = (at: Date, zone: Zone): string => {
  const { day, hour, minute, second } = localParts(at, zone)
  return `${formatDay(day)}T${[hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':')}`
}

/** A limit that ends at 24:00 is written as the last second of its day: 0:00 of the next would be read as a day more. */
const lastSecond = (wall: string): string =>
  wall.endsWith('T00:00:00') ? new Date(Date.parse(`${wall}Z`) - 1000).toISOString().slice(0, 19) : wall
