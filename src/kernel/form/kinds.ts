import { cleanText, countCharacters, toHalfWidth } from './clean.ts'
import { readComposite } from './composite.ts'
import type { FieldKind, FormValue } from './model.ts'
import { readDate, readDateTime, readYuan, yuanText } from './numbers.ts'
import { type Spot, rawText, tell } from './spot.ts'

/** Reads one raw value that is there (not empty). Gives undefined when a fault was told, or when nothing was left after cleaning. */
export const readKind = (spot: Spot, raw: unknown): FormValue | undefined => {
  const { kind } = spot.field
  if (kind === 'place' || kind === 'contact' || kind === 'person' || kind === 'organisation') return readComposite(spot, raw)
  return (readers[kind] ?? readText)(spot, raw)
}

/** Bounds where a form sets none: they keep a request from filling the disk and are no rule of any office. */
const bounds = { text: 10_000, photos: 9, entries: 100 }

type Reader = (spot: Spot, raw: unknown) => FormValue | undefined

const readText: Reader = (spot, raw) => {
  const text = rawText(spot, raw)
  if (text === undefined) return undefined
  const clean = cleanText(text)
  if (clean === '') return undefined
  const { min = 0, max = bounds.text } = spot.field
  const count = countCharacters(clean)
  if (count > max) return tell(spot, 'field.too-long', { max, count })
  if (count < min) return tell(spot, 'field.too-short', { min, count })
  return clean
}

/** One of the choices. Without a list (a unit, a category) only the shape is known here; whether it exists is for the capability to say. */
const readChoice: Reader = (spot, raw) => {
  const value = rawText(spot, raw)?.trim()
  if (value === undefined || value === '') return undefined
  const { of } = spot.field
  const known = of ? of.some((choice) => choice.value === value) : /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/.test(value)
  return known ? value : tell(spot, 'field.not-a-choice')
}

const readChecklist: Reader = (spot, raw) => {
  const values = [...new Set(asList(raw).filter((value) => value !== ''))]
  if (values.length === 0) return undefined
  const known = new Set(spot.field.of?.map((choice) => choice.value))
  if (values.some((value) => typeof value !== 'string' || !known.has(value))) return tell(spot, 'field.not-a-choice')
  return withinCount(spot, values as string[], bounds.entries)
}

const readFiles: Reader = (spot, raw) => {
  const ids = [...new Set(asList(raw).filter((id) => id !== ''))]
  if (ids.length === 0) return undefined
  const max = spot.field.max ?? bounds.photos
  if (ids.length > max) return tell(spot, 'field.too-many', { max })
  ids.forEach((id, i) => {
    if (!isFileId(id)) tell({ ...spot, path: `${spot.path}.${i}` }, 'field.bad-file')
  })
  return withinCount(spot, ids.filter(isFileId), max)
}

const readFile: Reader = (spot, raw) => (isFileId(raw) ? raw : tell(spot, 'field.bad-file'))

const readMoney: Reader = (spot, raw) => {
  const fen = typeof raw === 'string' ? readYuan(raw) : raw
  if (typeof fen !== 'number' || !Number.isSafeInteger(fen)) return tell(spot, 'field.bad-money')
  return withinLimits(spot, fen, spot.field.min ?? 0, spot.field.max, yuanText)
}

const readNumber: Reader = (spot, raw) => {
  const text = toHalfWidth(rawText(spot, raw) ?? '').replace(/[\s,]/g, '')
  if (!/^-?\d{1,15}(?:\.\d{1,9})?$/.test(text)) return spot.faults.length > 0 ? undefined : tell(spot, 'field.bad-number')
  return withinLimits(spot, Number(text) + 0, spot.field.min, spot.field.max, String)
}

const readRating: Reader = (spot, raw) => {
  const text = rawText(spot, raw) ?? ''
  if (spot.field.of && !spot.field.of.some((choice) => choice.value === text)) return tell(spot, 'field.not-a-choice')
  if (!/^\d{1,3}$/.test(text)) return spot.faults.length > 0 ? undefined : tell(spot, 'field.not-a-choice')
  if (spot.field.of) return Number(text)
  return withinLimits(spot, Number(text), spot.field.min ?? 1, spot.field.max ?? 5, String)
}

const readYesNo: Reader = (spot, raw) => {
  if (raw === true || raw === 'yes' || raw === 'true' || raw === 'on' || raw === '1') return true
  if (raw === false || raw === 'no' || raw === 'false' || raw === '0') return false
  return tell(spot, 'field.bad-yes-no')
}

const readDay: Reader = (spot, raw) => (typeof raw === 'string' ? readDate(raw) : undefined) ?? tell(spot, 'field.bad-date')

const readMoment: Reader = (spot, raw) => (typeof raw === 'string' ? readDateTime(raw) : undefined) ?? tell(spot, 'field.bad-datetime')

const readers: Readonly<Partial<Record<FieldKind, Reader>>> = {
  text: readText,
  choice: readChoice,
  unit: readChoice,
  category: readChoice,
  checklist: readChecklist,
  photos: readFiles,
  file: readFile,
  signature: readFile,
  money: readMoney,
  number: readNumber,
  rating: readRating,
  'yes-no': readYesNo,
  date: readDay,
  datetime: readMoment,
}

const asList = (raw: unknown): readonly unknown[] => (Array.isArray(raw) ? raw : [raw])

const isFileId = (id: unknown): id is string => typeof id === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/.test(id)

const withinCount = (spot: Spot, list: readonly string[], fallback: number): readonly string[] | undefined => {
  const { min = 0, max = fallback } = spot.field
  if (list.length > max) return tell(spot, 'field.too-many', { max })
  if (list.length < min) return tell(spot, 'field.too-few', { min })
  return list
}

const withinLimits = (
  spot: Spot,
  value: number,
  min: number | undefined,
  max: number | undefined,
  say: (n: number) => string,
): number | undefined => {
  if ((min === undefined || value >= min) && (max === undefined || value <= max)) return value
  if (min !== undefined && max !== undefined) return tell(spot, 'field.out-of-range', { min: say(min), max: say(max) })
  return min === undefined ? tell(spot, 'field.too-large', { max: say(max ?? 0) }) : tell(spot, 'field.too-small', { min: say(min) })
}
