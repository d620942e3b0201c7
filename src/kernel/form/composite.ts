import { toHalfWidth } from './clean.ts'
import type { ContactWish, FormValue, Point } from './model.ts'
import { isCreditCode, isIdNumber, isMobile, readPhone } from './numbers.ts'
import { type Spot, rawText, readLine, tell } from './spot.ts'

/** Reads a place, a contact, a person or an organisation from an object of its parts. Nothing filled in gives undefined. */
export const readComposite = (spot: Spot, raw: unknown): FormValue | undefined => {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return tell(spot, 'field.bad-shape')
  const parts = partsOf(spot)
  const value: Record<string, unknown> = {}
  for (const name of Object.keys(parts)) {
    const given: unknown = Object.hasOwn(raw, name) ? (raw as Record<string, unknown>)[name] : undefined
    if (given === undefined || given === null || given === '') continue
    const read = parts[name]?.({ ...spot, path: `${spot.path}.${name}` }, given)
    if (read !== undefined) value[name] = read
  }
  for (const name of Object.keys(raw).slice(0, 20)) {
    if (!Object.hasOwn(parts, name)) tell({ ...spot, path: `${spot.path}.${name.slice(0, 60)}` }, 'field.unknown')
  }
  if (spot.field.kind === 'contact') checkContact(spot, raw, value)
  // The language alone reaches nobody.
  return Object.keys(value).every((name) => name === 'lang') ? undefined : (value as FormValue)
}

type Part = (spot: Spot, raw: unknown) => string | Point | undefined
type Parts = Readonly<Record<string, Part>>

const line =
  (max: number): Part =>
  (spot, raw) =>
    readLine(spot, raw, max)

/** A line in half-width letters that must pass a check. */
const shaped =
  (code: string, read: (text: string) => string | undefined): Part =>
  (spot, raw) => {
    const text = rawText(spot, raw)
    const plain = text === undefined ? '' : toHalfWidth(text).trim()
    return plain === '' ? undefined : (read(plain) ?? tell(spot, code))
  }

const matching = (code: string, pattern: RegExp): Part => shaped(code, (text) => (pattern.test(text) ? text : undefined))

const readPoint: Part = (spot, raw) => {
  const parts =
    typeof raw === 'string'
      ? raw.split(',').map((part) => (/^\s*-?\d{1,3}(?:\.\d{1,20})?\s*$/.test(part) ? Number(part) : Number.NaN))
      : raw
  if (!Array.isArray(parts) || parts.length !== 2) return tell(spot, 'field.bad-point')
  const [longitude, latitude] = parts as readonly unknown[]
  if (typeof longitude !== 'number' || typeof latitude !== 'number' || !(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) {
    return tell(spot, 'field.bad-point')
  }
  return [sixDecimals(longitude), sixDecimals(latitude)]
}

/** A millionth of a degree is 11 cm: finer says nothing about a place and only betrays the device. */
const sixDecimals = (degrees: number): number => Math.round(degrees * 1e6) / 1e6 + 0

const wishes: readonly ContactWish[] = ['phone', 'sms', 'none']

const phone = shaped('field.bad-phone', readPhone)

const placeParts: Parts = {
  point: readPoint,
  address: line(200),
  areaCode: matching('field.bad-area', /^\d{6}(?:\d{3}(?:\d{3}(?:\d{3})?)?)?$/),
  placeId: matching('field.bad-place', /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/),
}

const contactParts: Parts = {
  name: line(50),
  phone,
  email: matching(
    'field.bad-email',
    /^(?=.{3,254}$)[^\s@<>,;:"()[\]\\]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}{2,63}$/u,
  ),
  wish: shaped('field.not-a-choice', (text) => wishes.find((wish) => wish === text)),
  lang: shaped('field.not-a-choice', (text) => (['zh', 'en'] as const).find((lang) => lang === text)),
}

const personParts: Parts = { name: line(50), phone }

const identityParts: Parts = {
  ...personParts,
  idNumber: shaped('field.bad-id-number', (text) => (isIdNumber(text.toUpperCase()) ? text.toUpperCase() : undefined)),
}

const organisationParts: Parts = {
  name: line(100),
  code: shaped('field.bad-credit-code', (text) => (isCreditCode(text.toUpperCase()) ? text.toUpperCase() : undefined)),
}

const partsOf = (spot: Spot): Parts => {
  switch (spot.field.kind) {
    case 'place':
      return placeParts
    case 'contact':
      return contactParts
    case 'organisation':
      return organisationParts
    default:
      return spot.field.personal === 'identity' ? identityParts : personParts
  }
}

/** Whoever wants to be called or written to must leave a number for it; a number that is already faulted is not asked for twice. */
const checkContact = (spot: Spot, raw: object, value: Readonly<Record<string, unknown>>): void => {
  const phoneSpot = { ...spot, path: `${spot.path}.phone` }
  const faulted = spot.faults.some((fault) => fault.path === phoneSpot.path)
  const reachable = typeof value['phone'] === 'string'
  if (!reachable && !faulted && (value['wish'] === 'phone' || value['wish'] === 'sms')) tell(phoneSpot, 'field.phone-needed')
  if (reachable && value['wish'] === 'sms' && !isMobile(String(value['phone']))) tell(phoneSpot, 'field.mobile-needed')
  if (spot.field.required && !reachable && !faulted && !value['email'] && value['wish'] !== 'phone' && value['wish'] !== 'sms') {
    if (!spot.faults.some((fault) => fault.path === `${spot.path}.email`)) tell(phoneSpot, 'field.required')
  }
}
