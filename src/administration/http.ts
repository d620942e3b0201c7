import type { z } from 'zod'
import type { Role } from '../kernel/actor.ts'
import type { RouteTable } from '../kernel/http/route.ts'
import type { Texts } from '../kernel/i18n.ts'
import { areaShape, categoryShape, hoursShape, noticeShape, ruleShape, settingShape, textShape } from './http/shapes.ts'
import { otherRoutes, peopleRoutes } from './http/others.ts'
import { tableRoutes } from './http/table.ts'
import { areas } from './things/areas.ts'
import { categories } from './things/categories.ts'
import { holidays } from './things/holidays.ts'
import { hours } from './things/hours.ts'
import { routing } from './things/routing.ts'
import { settings } from './things/settings.ts'
import { textsThing } from './things/texts.ts'

type Named<Name extends string, Routes> = { [Key in keyof Routes & string as `administration.${Name}.${Key}`]: Routes[Key] }

const named = <Name extends string, Routes extends RouteTable>(name: Name, routes: Routes): Named<Name, Routes> =>
  Object.fromEntries(Object.entries(routes).map(([key, each]) => [`administration.${name}.${key}`, each])) as Named<Name, Routes>

const same = <Value>(value: Value): Value => value

/** All routes of administration; `texts` gives the texts that come with the program, which an administrator may word anew. */
export const administrationRoutes = (texts: () => Texts) => ({
  ...named(
    'categories',
    tableRoutes({
      thing: categories,
      value: categoryShape,
      toValue: (row) => ({ ...row, keywords: [...row.keywords] }),
      toRow: same,
      texts,
    }),
  ),
  ...named(
    'routing',
    tableRoutes({
      thing: routing,
      value: ruleShape,
      toValue: ({ id: _id, ...row }) => ({ ...row, assistants: [...row.assistants] }),
      toRow: (value, key, newId) => ({ ...value, id: key ?? newId() }),
      texts,
    }),
  ),
  ...named(
    'hours',
    tableRoutes({ thing: hours, value: hoursShape, toValue: (row) => row as z.input<typeof hoursShape>, toRow: same, texts }),
  ),
  ...named(
    'holidays',
    tableRoutes({
      thing: holidays,
      value: noticeShape,
      toValue: (row) => ({ ...row, source: [...row.source], days: [...row.days] }),
      toRow: same,
      texts,
    }),
  ),
  ...named('texts', tableRoutes({ thing: textsThing(texts), value: textShape, toValue: same, toRow: same, texts })),
  ...named('settings', tableRoutes({ thing: settings, value: settingShape, toValue: same, toRow: same, texts })),
  ...named('areas', tableRoutes({ thing: areas, value: areaShape, toValue: same, toRow: same, texts })),
  ...peopleRoutes(texts),
  ...otherRoutes(texts),
})

/** Who may call these routes. Changes reach the whole district, so beyond the role the actions ask for the top of the tree. */
export const administrationPermissions = {
  'administration.read': ['administrator', 'security-officer', 'auditor'],
  'administration.change': ['administrator'],
} as const satisfies Readonly<Record<string, 'any staff' | readonly Role[]>>
