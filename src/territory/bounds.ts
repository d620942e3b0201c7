import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import type { GridBounds } from './domain/changes/fit.ts'

const shape = z.strictObject({
  id: z.string(),
  fewestHouseholds: z.int().min(0),
  mostHouseholds: z.int().min(1),
  mostPersons: z.int().min(1),
  source: z.string(),
})

/** A recommended size, with the rule it comes from. */
export type SourcedBounds = GridBounds & { readonly id: string; readonly source: string }

/** The recommended sizes of a grid that are in use, the usual one first. */
export const gridBounds: readonly SourcedBounds[] = z
  .array(shape)
  .min(1)
  .parse(parse(readFileSync(new URL('grid-bounds.yaml', import.meta.url), 'utf8')))

/** The sizes of this id; the usual ones for none or an unknown one. */
export const boundsOf = (id?: string): GridBounds => {
  const found = gridBounds.find((each) => each.id === id) ?? gridBounds[0]
  if (!found) throw new Error('grid-bounds.yaml is empty')
  return found
}
