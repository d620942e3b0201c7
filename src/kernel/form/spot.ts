import type { FieldFault } from '../result.ts'
import { cleanLine, countCharacters } from './clean.ts'
import type { Field } from './model.ts'

/** Where a value stands in the input, and where its faults are told. */
export interface Spot {
  readonly field: Field
  readonly path: string
  readonly faults: FieldFault[]
}

/** Tells one fault and gives undefined, so that readers can return it. */
export const tell = (spot: Pick<Spot, 'path' | 'faults'>, code: string, params?: FieldFault['params']): undefined => {
  spot.faults.push(params ? { path: spot.path, code, params } : { path: spot.path, code })
  return undefined
}

/** The text of a raw value, or a fault when it is no text at all. */
export const rawText = (spot: Pick<Spot, 'path' | 'faults'>, raw: unknown): string | undefined => {
  if (typeof raw === 'string') return raw
  if (typeof raw === 'number' && Number.isFinite(raw)) return String(raw)
  return tell(spot, 'field.bad-shape')
}

/** A line of at most `max` characters. Empty is undefined. */
export const readLine = (spot: Pick<Spot, 'path' | 'faults'>, raw: unknown, max: number): string | undefined => {
  const text = rawText(spot, raw)
  const line = text === undefined ? '' : cleanLine(text)
  if (countCharacters(line) > max) return tell(spot, 'field.too-long', { max })
  return line === '' ? undefined : line
}
