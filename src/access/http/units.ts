import { z } from 'zod'
import { type Call, route } from '../../kernel/http/route.ts'
import { ok, type Result } from '../../kernel/result.ts'
import { importUnits } from '../actions/imports.ts'
import { changeUnit, closeUnit, createUnit, setDuty, setUnitHours } from '../actions/units.ts'
import { loadDirectory } from '../directory.ts'
import type { Unit } from '../domain/units.ts'
import { readUnits } from '../store/units.ts'
import { dayShape, nothing, roleShape, unitIdShape, unitShape, versionShape } from './shapes.ts'

const shownUnit = unitShape.extend({ hours: z.unknown().nullable(), version: versionShape })
const unitParams = z.object({ id: unitIdShape })
const dutyShape = z.object({ role: roleShape, prefix: z.string().max(15), unit: unitIdShape })

/** One row of a sheet of units, as text. */
export const unitRowShape = z.object({
  row: z.number().int().positive(),
  id: z.string().max(80),
  name: z.string().max(80),
  nameEn: z.string().max(120),
  kind: z.string().max(80),
  parent: z.string().max(80),
  areas: z.string().max(4000),
  kinds: z.string().max(1000),
})

const shown = (unit: Unit): z.input<typeof shownUnit> => ({
  ...unit,
  scopes: unit.scopes.map((scope) => ({ ...scope, kinds: [...scope.kinds] })),
})

const shownAnew = async (call: Call, id: string, result: Result<null>): Promise<Result<z.input<typeof shownUnit>>> => {
  if (!result.ok) return result
  // Read from the database: the directory may be a second old.
  const unit = (await readUnits(call.kernel.db.sql)).find((one) => one.id === id)
  if (!unit) throw new Error(`the unit ${id} was written and is not there`)
  return ok(shown(unit))
}

export const unitRoutes = {
  'access.units': route({
    method: 'GET',
    path: '/api/units',
    summary: 'All units, closed ones too, by id; the tree is told by "parent"',
    permission: 'units.read',
    output: z.object({ units: z.array(shownUnit) }),
    handle: async (call) => ok({ units: (await loadDirectory(call.kernel)).all().map(shown) }),
  }),
  'access.create-unit': route({
    method: 'POST',
    path: '/api/units',
    summary: 'Make a unit',
    permission: 'units.manage',
    body: unitShape,
    output: shownUnit,
    handle: async (call, { body }) => shownAnew(call, body.id, await createUnit(call.kernel, call.actor, body, call.now)),
  }),
  'access.change-unit': route({
    method: 'PUT',
    path: '/api/units/:id',
    summary: 'Change a unit as it was at the version given',
    permission: 'units.manage',
    params: unitParams,
    body: unitShape.omit({ id: true }).extend({ version: versionShape }),
    output: shownUnit,
    handle: async (call, { params, body }) =>
      shownAnew(call, params.id, await changeUnit(call.kernel, call.actor, { ...body, id: params.id }, call.now)),
  }),
  'access.unit-hours': route({
    method: 'PUT',
    path: '/api/units/:id/hours',
    summary: 'Set the unit\u2019s own office hours; null for the district\u2019s',
    permission: 'units.manage',
    params: unitParams,
    body: z.object({ version: versionShape, hours: z.record(z.string(), z.unknown()).nullable() }),
    output: shownUnit,
    handle: async (call, { params, body }) =>
      shownAnew(call, params.id, await setUnitHours(call.kernel, call.actor, { ...body, id: params.id }, call.now)),
  }),
  'access.close-unit': route({
    method: 'POST',
    path: '/api/units/:id/close',
    summary: 'Close a unit after its last day',
    permission: 'units.manage',
    params: unitParams,
    body: z.object({ version: versionShape, lastDay: dayShape }),
    output: shownUnit,
    handle: async (call, { params, body }) =>
      shownAnew(call, params.id, await closeUnit(call.kernel, call.actor, { ...body, id: params.id }, call.now)),
  }),
  'access.import-units': route({
    method: 'POST',
    path: '/api/units/import',
    summary: 'Write a sheet of units, all or nothing',
    permission: 'units.manage',
    body: z.object({ rows: z.array(unitRowShape).min(1).max(5000) }),
    output: z.object({ created: z.number(), changed: z.number() }),
    handle: (call, { body }) => importUnits(call.kernel, call.actor, body.rows, call.now),
  }),
  'access.duties': route({
    method: 'GET',
    path: '/api/duties',
    summary: 'Which unit does a role\u2019s common work in which area',
    permission: 'units.read',
    output: z.object({ duties: z.array(dutyShape) }),
    handle: async (call) => ok({ duties: [...(await loadDirectory(call.kernel)).duties()] }),
  }),
  'access.set-duty': route({
    method: 'PUT',
    path: '/api/duties',
    summary: 'Give a role\u2019s common work in an area to a unit; with unit null the duty ends',
    permission: 'units.manage',
    body: dutyShape.extend({ unit: unitIdShape.nullable() }),
    output: nothing,
    async handle(call, { body }) {
      const result = await setDuty(call.kernel, call.actor, body, call.now)
      return result.ok ? ok({}) : result
    },
  }),
} as const
