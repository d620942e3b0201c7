import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

const bilingual = { zh: z.string().min(1), en: z.string().min(1) }

const shape = z.strictObject({
  county: z.strictObject({ code: z.string(), ...bilingual }),
  streets: z.array(
    z.strictObject({
      ...bilingual,
      communities: z.array(z.strictObject({ ...bilingual, compounds: z.array(z.string()).min(1) })).length(4),
    }),
  ),
  roads: z.record(z.string(), z.string()),
  dedicated: z.array(z.strictObject({ osm: z.string(), ...bilingual })),
  buildings: z.record(z.string(), z.string()),
  points: z.record(z.string(), z.strictObject({ kind: z.string(), ...bilingual })),
  services: z.array(z.strictObject({ in: z.enum(['community', 'street']), kind: z.string(), ...bilingual })),
})

export type Names = z.infer<typeof shape>

/** The invented names of the demo county, from names.yaml. */
export const readNames = (): Names => shape.parse(parse(readFileSync(new URL('names.yaml', import.meta.url), 'utf8')))

const figures = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

/** 一 to 十九, for names such as 第三网格. */
export const chineseNumber = (number: number): string => (number <= 10 ? (figures[number] ?? '') : `十${figures[number - 10]}`)
