import { z } from 'zod'
import { hasRole, type Actor } from '../../kernel/actor.ts'
import { route, type Call, type PageReply } from '../../kernel/http/route.ts'
import { createTranslator } from '../../kernel/i18n.ts'
import { ok, refuse, type Result } from '../../kernel/result.ts'
import { writeTable, type WriteColumn, type WriteRow } from '../../kernel/sheets/write.ts'
import { loadPlaces } from '../../territory/api.ts'
import { monthFigures, monthWords, type MonthFigures, type NamedFigures } from '../actions/report.ts'
import { countNames } from '../domain/count.ts'
import { formulae } from '../domain/figures.ts'
import type { Group } from '../store/figures.ts'
import { oversightTexts } from '../texts.ts'
import { areasOf } from './board.ts'
import { download, logTaken, wallWords, xlsxType } from './download.ts'

const t = createTranslator(oversightTexts)

const rate = z.object({ n: z.number(), of: z.number(), share: z.number().nullable() })
const line = z.object({
  id: z.string().nullable(),
  name: z.string(),
  counts: z.record(z.enum(countNames), z.number()),
  rates: z.record(z.string(), z.object({ raw: rate, adjusted: rate })),
})
const reportView = z.object({
  month: z.string(),
  /** Whether the month is over. */
  whole: z.boolean(),
  area: z.object({ id: z.string(), name: z.string() }),
  total: line,
  parts: z.partialRecord(z.enum(['all', 'street', 'community', 'category', 'door', 'procedure']), z.array(line)),
  /** How each rate is worked out, with its source. */
  formulae: z.array(z.object({ id: z.string(), title: z.string(), words: z.string(), source: z.string() })),
})

const query = z.object({
  month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/),
  area: z
    .string()
    .regex(/^\d{6}(\d{3}){0,3}$/)
    .optional(),
})

/** The area whose figures the actor may have: one that the actor's units serve, or a part of it; auditors and administrators any. */
const allowedArea = (actor: Actor, wanted: string | undefined, county: string): string | null => {
  if (hasRole(actor, 'auditor', 'administrator')) return wanted ?? county
  const areas = areasOf(actor)
  if (wanted === undefined) return areas[0] ?? null
  return areas.some((area) => wanted.startsWith(area)) ? wanted : null
}

const partsFor = (area: string): readonly Group[] =>
  area.length < 9 ? ['street', 'community', 'category', 'door', 'procedure'] : ['community', 'category', 'door', 'procedure']

const reportFor = async (call: Call, asked: z.output<typeof query>): Promise<Result<MonthFigures>> => {
  const { county } = await loadPlaces(call.kernel)
  const area = allowedArea(call.actor, asked.area, county)
  if (area === null) return refuse('forbidden', 'figures.area-refused')
  return ok(await monthFigures(call, asked.month, area, partsFor(area)))
}

const reportSheet = async (call: Call, report: MonthFigures): Promise<PageReply> => {
  const { kernel, lang, now } = call
  const { zone } = await kernel.district()
  const rates = formulae.rates.flatMap((each): WriteColumn[] => [
    { key: `${each.id}.raw`, type: 'text', title: t(lang, 'figures.raw', { rate: each.title[lang] }) },
    { key: `${each.id}.adjusted`, type: 'text', title: t(lang, 'figures.adjusted', { rate: each.title[lang] }) },
  ])
  const columns: WriteColumn[] = [
    { key: 'part', type: 'text', title: t(lang, 'figures.part') },
    { key: 'name', type: 'text', title: t(lang, 'figures.name') },
    ...countNames.map((name): WriteColumn => ({ key: name, type: 'number', title: t(lang, `figures.count.${name}`) })),
    ...rates,
  ]
  const rows = [
    lineRow(report.total, t(lang, 'figures.part.all')),
    ...Object.entries(report.parts).flatMap(([part, lines]) => lines.map((each) => lineRow(each, t(lang, `figures.part.${part}`)))),
  ]
  const words = formulae.rates.map((each) => `${each.title[lang]}＝${each.words[lang]}（${each.source}）`).join('；')
  const note = t(lang, 'figures.report-note', { at: wallWords(now, zone), formulae: words })
  const title = t(lang, 'figures.report', { area: report.area.name, month: monthWords(report.month, lang) })
  await logTaken(call, 'export', `${t('zh', 'figures.report', { area: report.area.id, month: report.month })}`)
  return download(await writeTable(columns, rows, { sheet: title, note, lang }), `${title}.xlsx`, xlsxType)
}

const lineRow = ({ name, counts, rates }: NamedFigures, part: string): WriteRow => ({
  part,
  name,
  ...counts,
  ...Object.fromEntries(
    Object.entries(rates).flatMap(([id, { raw, adjusted }]) => [
      [`${id}.raw`, raw.share === null ? '' : `${(raw.share * 100).toFixed(1)}%`],
      [`${id}.adjusted`, adjusted.share === null ? '' : `${(adjusted.share * 100).toFixed(1)}%`],
    ]),
  ),
})

const shown = (report: MonthFigures, { lang }: Call): z.input<typeof reportView> => ({
  ...report,
  parts: Object.fromEntries(Object.entries(report.parts).map(([part, lines]) => [part, [...lines]])),
  formulae: formulae.rates.map((each) => ({ id: each.id, title: each.title[lang], words: each.words[lang], source: each.source })),
})

export const reportRoutes = {
  'oversight.report': route({
    method: 'GET',
    path: '/api/reports/month',
    summary: 'The figures of a month for an area the reader’s unit serves, every rate raw and without excluded matters',
    permission: 'oversight.reports',
    query,
    output: reportView,
    async handle(call, input) {
      const report = await reportFor(call, input.query)
      return report.ok ? ok(shown(report.value, call)) : report
    },
  }),
  'oversight.report-sheet': route({
    method: 'GET',
    path: '/api/reports/month.xlsx',
    summary: 'The same as an Excel file',
    permission: 'oversight.reports',
    query,
    output: 'page',
    perMinute: 20,
    async handle(call, input) {
      const report = await reportFor(call, input.query)
      return report.ok ? ok(await reportSheet(call, report.value)) : report
    },
  }),
} as const
