import { z } from 'zod'
import { type Call, route } from '../../kernel/http/route.ts'
import type { Texts } from '../../kernel/i18n.ts'
import { parseNotice } from '../../kernel/calendar/load.ts'
import { ok } from '../../kernel/result.ts'
import { importBoundaries } from '../actions/boundaries.ts'
import { importBuildings } from '../actions/buildings.ts'
import { putRow } from '../actions/change.ts'
import { exportStaff, exportUnits, importStaffSheet, importUnitSheet, passwordSheet } from '../actions/people.ts'
import { staffColumns, unitColumns } from '../domain/people.ts'
import { versionOf } from '../domain/thing.ts'
import { holidays } from '../things/holidays.ts'
import { wordsIn } from './table.ts'
import { nothing, queryOfSheet, readUpload, reportShape, sheetReply, shownFault, shownReport } from './upload.ts'

const titlesOf = (columns: typeof unitColumns, { lang }: Pick<Call, 'lang'>): ReadonlyMap<string, string> =>
  new Map(columns.map((column) => [column.key, column.title[lang]]))

const megabytes = 1024 * 1024

/** Sheets of units and staff. */
export const peopleRoutes = (texts: () => Texts) => ({ ...unitSheetRoutes(texts), ...staffSheetRoutes(texts) })

const unitSheetRoutes = (texts: () => Texts) => ({
  'administration.units.sheet': route({
    method: 'GET',
    path: '/api/admin/units/sheet',
    summary: 'Units within reach as an Excel sheet that can be uploaded again',
    permission: 'administration.read',
    output: 'page',
    handle: async (call) => sheetReply(await exportUnits(call.kernel, call.actor, call.lang), 'units'),
  }),
  'administration.units.upload': route({
    method: 'POST',
    path: '/api/admin/units/sheet',
    summary: 'Upload a sheet of units; dry=true judges only',
    permission: 'administration.change',
    perMinute: 60,
    query: queryOfSheet,
    output: reportShape,
    async handle(call, { query }) {
      const bytes = await readUpload(call)
      if (!bytes.ok) return bytes
      const report = await importUnitSheet(call.kernel, call.actor, bytes.value, query.dry === 'true', call.now)
      return report.ok ? ok(shownReport(report.value, titlesOf(unitColumns, call), wordsIn(texts(), call))) : report
    },
  }),
})

const staffSheetRoutes = (texts: () => Texts) => ({
  'administration.staff.sheet': route({
    method: 'GET',
    path: '/api/admin/staff/sheet',
    summary: 'Staff within reach as an Excel sheet that can be uploaded again; without telephones',
    permission: 'administration.read',
    output: 'page',
    handle: async (call) => sheetReply(await exportStaff(call.kernel, call.actor, call.lang), 'staff'),
  }),
  'administration.staff.upload': route({
    method: 'POST',
    path: '/api/admin/staff/sheet',
    summary: 'Upload a sheet of staff; dry=true judges only. `passwords` is an Excel sheet of first passwords in base64, told this once',
    permission: 'administration.change',
    perMinute: 20,
    query: queryOfSheet,
    output: reportShape.extend({ passwords: z.string().nullable() }),
    async handle(call, { query }) {
      const bytes = await readUpload(call)
      if (!bytes.ok) return bytes
      const done = await importStaffSheet(call.kernel, call.actor, bytes.value, query.dry === 'true', call.now)
      if (!done.ok) return done
      const { report, first } = done.value
      const passwords = first.length === 0 ? null : (await passwordSheet(first, call.lang)).toString('base64')
      return ok({ ...shownReport(report, titlesOf(staffColumns, call), wordsIn(texts(), call)), passwords })
    },
  }),
})

/** What only holidays and areas have. */
export const otherRoutes = (texts: () => Texts) => ({ ...holidayRoutes, ...boundaryRoutes(texts) })

const holidayRoutes = {
  'administration.holidays.years': route({
    method: 'GET',
    path: '/api/admin/holidays/years',
    summary: 'Which years are announced and which are provisional, to the year after next',
    permission: 'administration.read',
    output: z.object({ years: z.array(z.object({ year: z.number(), announced: z.boolean() })) }),
    async handle({ kernel, now }) {
      const announced = new Set((await holidays.read(kernel.db.sql)).map((notice) => notice.year))
      const last = now.getUTCFullYear() + 2
      const first = Math.min(...announced, last)
      return ok({
        years: Array.from({ length: last - first + 1 }, (_, index) => ({ year: first + index, announced: announced.has(first + index) })),
      })
    },
  }),
  'administration.holidays.notice': route({
    method: 'POST',
    path: '/api/admin/holidays/notice',
    summary: 'Load a yearly notice in the shape of the yearly files; one of the same year is replaced. Due times are computed anew',
    permission: 'administration.change',
    body: z.looseObject({}),
    output: nothing,
    async handle(call, { body }) {
      const notice = parseNotice(body)
      if (!notice.ok) return notice
      const known = (await holidays.read(call.kernel.db.sql)).find((each) => each.year === notice.value.year)
      const result = await putRow(call.kernel, call.actor, holidays, notice.value, known ? versionOf(known) : null, call.now)
      return result.ok ? ok({}) : result
    },
  }),
}

const mapReport = z.object({
  features: z.number(),
  added: z.number(),
  changed: z.number(),
  skipped: z.number(),
  changes: z.array(
    z.object({ code: z.string(), name: z.string(), what: z.enum(['added', 'renamed', 'moved', 'same']), before: z.string().nullable() }),
  ),
  faults: z.array(
    z.object({
      path: z.string(),
      code: z.string(),
      row: z.number().nullable(),
      column: z.string().nullable(),
      message: z.string(),
      feature: z.number(),
    }),
  ),
})

type MapImport = typeof importBoundaries

/** Takes a map file of one kind. */
const mapRoute = (path: string, what: string, take: MapImport, texts: () => Texts) =>
  route({
    method: 'POST',
    path,
    summary: `Upload ${what} as GeoJSON (multipart field file); dry=true tells what it would do and every fault by feature`,
    permission: 'administration.change',
    perMinute: 20,
    query: queryOfSheet,
    output: mapReport,
    async handle(call, { query }) {
      const bytes = await readUpload(call, 60 * megabytes)
      if (!bytes.ok) return bytes
      const report = await take(call.kernel, call.actor, bytes.value.toString('utf8'), query.dry === 'true', call.now)
      if (!report.ok) return report
      const say = wordsIn(texts(), call)
      // People count features from 1.
      const faults = report.value.faults.map((fault) => ({
        ...shownFault(fault, new Map(), say),
        feature: Number(fault.path.split('.')[1] ?? 0) + 1,
      }))
      return ok({ ...report.value, changes: [...report.value.changes], faults })
    },
  })

const boundaryRoutes = (texts: () => Texts) => ({
  'administration.areas.boundaries': mapRoute('/api/admin/areas/boundaries', 'area boundaries', importBoundaries, texts),
  'administration.areas.buildings': mapRoute('/api/admin/areas/buildings', 'buildings', importBuildings, texts),
})
