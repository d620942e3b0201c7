import { z } from 'zod'
import { limitUnits } from '../domain/limits.ts'
import { settingKeys } from '../domain/words.ts'

const units = limitUnits.map((unit) => unit.code) as [string, ...string[]]

export const limitShape = z.object({
  value: z.number(),
  unit: z.enum(units as ['workday', 'calday', 'localday', 'workhour', 'hour', 'minute', 'month', 'year']),
  closing: z.enum(['day-end', 'office']).optional(),
})

export const categoryShape = z.object({
  code: z.string().min(1).max(60),
  tree: z.string().max(40),
  parent: z.string().max(60).nullable(),
  name: z.string().max(60),
  nameEn: z.string().max(100),
  keywords: z.array(z.string().min(1).max(40)).max(100),
  respond: limitShape.nullable(),
  handle: limitShape.nullable(),
  listItem: z.string().max(60).nullable(),
  source: z.string().max(300).nullable(),
  inUse: z.boolean(),
})

export const ruleShape = z.object({
  category: z.string().min(1).max(60),
  prefix: z.string().max(15),
  condition: z.string().min(1).max(500).nullable(),
  lead: z.string().max(40),
  assistants: z.array(z.string().max(40)).max(20),
  listItem: z.string().max(60).nullable(),
  handle: limitShape.nullable(),
  reason: z.string().max(300),
})

export const hoursShape = z.object({
  unit: z.string().min(1).max(40),
  byWeekday: z.array(z.array(z.tuple([z.number(), z.number()])).max(10)).max(7),
  makeUpAs: z.number(),
})

export const noticeShape = z.object({
  year: z.number(),
  source: z.array(z.string().max(300)).max(20),
  days: z.array(z.object({ name: z.string().max(100), date: z.string().max(20), isOffDay: z.boolean() })).max(400),
})

export const textShape = z.object({ key: z.string().max(120), zh: z.string().max(2000), en: z.string().max(2000) })

export const settingShape = z.object({ key: z.enum(settingKeys), zh: z.string().max(500), en: z.string().max(500) })

export const areaShape = z.object({
  code: z.string().max(20),
  name: z.string().max(60),
  nameEn: z.string().max(100),
  kind: z.enum(['ordinary', 'basic', 'dedicated']),
  validTo: z.iso.date().nullable(),
})
