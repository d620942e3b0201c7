import { z } from 'zod'
import { roles } from '../../kernel/actor.ts'
import { unitKinds } from '../domain/units.ts'

/** Shapes that several routes of this capability share. */
export const roleShape = z.enum(roles)
export const dayShape = z.iso.date()
export const instantShape = z.iso.datetime({ offset: true })
export const unitIdShape = z.string().min(1).max(40)
export const versionShape = z.number().int().positive()
export const idParams = z.object({ id: z.uuid() })
export const nothing = z.object({})

export const scopeShape = z.object({ prefix: z.string().max(15), kinds: z.array(z.string().max(60)).max(50) })

export const unitShape = z.object({
  id: unitIdShape,
  name: z.string().max(80),
  nameEn: z.string().max(120),
  kind: z.enum(unitKinds),
  parent: unitIdShape.nullable(),
  scopes: z.array(scopeShape).max(500),
  validFrom: dayShape,
  validTo: dayShape.nullable(),
})

export const signInsShape = z.object({
  signIns: z.array(z.object({ id: z.uuid(), account: z.uuid().nullable(), at: instantShape, outcome: z.string() })),
})

const postShape = z.object({
  unit: unitIdShape,
  unitName: z.string(),
  role: roleShape,
  roleName: z.string(),
  prefixes: z.array(z.string()),
  kinds: z.array(z.string()),
  standingInFor: z.object({ id: z.uuid(), name: z.string() }).nullable(),
})

/** Who is signed in. Staff who must change the password hold no post until they do. */
export const meShape = z.union([
  z.object({
    kind: z.literal('staff'),
    id: z.uuid(),
    login: z.string(),
    name: z.string(),
    mustChange: z.boolean(),
    posts: z.array(postShape),
  }),
  z.object({ kind: z.literal('resident'), id: z.uuid() }),
  z.object({ kind: z.literal('anonymous') }),
])
