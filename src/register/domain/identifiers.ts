import data from './identifiers.json' with { type: 'json' }

/** What is odd about an identifier. A warning, never a refusal: real papers carry faults, and a person decides. `code` is the key of a text. */
export interface IdentifierWarning {
  readonly code: string
  readonly params?: Readonly<Record<string, string | number>>
}

export type IdentifierCheck = { readonly ok: true } | { readonly ok: false; readonly warning: IdentifierWarning }

const fine: IdentifierCheck = { ok: true }
const warn = (code: string, params?: IdentifierWarning['params']): IdentifierCheck => ({
  ok: false,
  warning: params ? { code: `register.id.${code}`, params } : { code: `register.id.${code}` },
})

/** One spelling of an identifier: full-width forms, spaces, dashes and case. */
export const plainIdentifier = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')

/** The check character of the first 17 figures of a citizen's number (GB 11643-1999: weights 2^(17-i) mod 11). */
export const citizenCheck = (body: string): string => data.citizen.check[weighed(body, data.citizen.weights) % 11] ?? ''

/**
 * Looks at a citizen's number (公民身份号码, GB 11643-1999): length, region, date of birth, check character, in this order. A number of 15 figures is told as
 * such, with the one of 18 that it became. `today` (`2026-03-01`) is the last day on which someone may be born.
 */
export const checkCitizenNumber = (text: string, today: string): IdentifierCheck => {
  const number = plainIdentifier(text)
  if (/^\d{15}$/.test(number)) {
    const body = `${number.slice(0, 6)}19${number.slice(6)}`
    return isDay(body.slice(6, 14)) ? warn('citizen.old', { now: `${body}${citizenCheck(body)}` }) : warn('citizen.date')
  }
  if (number.length !== 18) return warn('citizen.length', { length: number.length })
  if (!/^\d{17}[\dX]$/.test(number)) return warn('citizen.characters')
  if (!data.citizen.provinces.includes(number.slice(0, 2)) || number.slice(2, 6) === '0000')
    return warn('citizen.region', { region: number.slice(0, 6) })
  const day = number.slice(6, 14)
  if (!isDay(day) || day < data.citizen.earliest || day > today.replaceAll('-', '')) return warn('citizen.date')
  return citizenCheck(number.slice(0, 17)) === number[17] ? fine : warn('citizen.check')
}

/** The check character of the first 17 of a unified social credit code (GB 32100-2015: alphabet without I O S V Z, weights 3^(i-1) mod 31). */
export const creditCheck = (body: string): string => {
  const { alphabet, weights } = data.credit
  const sum = Array.from(body).reduce((total, sign, at) => total + alphabet.indexOf(sign) * (weights[at] ?? 0), 0)
  return alphabet[(31 - (sum % 31)) % 31] ?? ''
}

/** The check character of the first eight of an organisation's code (GB 11714-1997: mod 11, X for 10). */
export const organisationCheck = (body: string): string => {
  const signs = data.organisation.alphabet
  const sum = Array.from(body).reduce((total, sign, at) => total + signs.indexOf(sign) * (data.organisation.weights[at] ?? 0), 0)
  return '0123456789X0'[11 - (sum % 11)] ?? ''
}

/**
 * Looks at a unified social credit code (统一社会信用代码, GB 32100-2015): length, characters, the kind of registration, the check character, and inside it the
 * organisation's code (GB 11714). Some codes given out early fail though they are real; the text says so.
 */
export const checkCreditCode = (text: string): IdentifierCheck => {
  const code = plainIdentifier(text)
  if (/^\d{15}$/.test(code)) return warn('credit.old')
  if (code.length !== 18) return warn('credit.length', { length: code.length })
  const odd = Array.from(code).find((sign) => !data.credit.alphabet.includes(sign))
  if (odd !== undefined) return warn('credit.characters', { sign: odd })
  if (!/^\d{6}$/.test(code.slice(2, 8))) return warn('credit.region', { region: code.slice(2, 8) })
  if (creditCheck(code.slice(0, 17)) !== code[17]) return warn('credit.check')
  if (organisationCheck(code.slice(8, 16)) !== code[16]) return warn('credit.organisation', { part: code.slice(8, 17) })
  const kinds: Readonly<Record<string, string>> = data.credit.kinds
  return kinds[code[0] ?? ''] === undefined || !(kinds[code[0] ?? ''] ?? '').includes(code[1] ?? '')
    ? warn('credit.kind', { kind: code.slice(0, 2) })
    : fine
}

/** What a facility's code says. */
export interface FacilityCode {
  readonly county: string
  readonly mainClass: string
  readonly subClass: string
  readonly serial: string
}

/** The parts of a facility's code of 16 figures: county 6, main class 2, sub class 2, serial 6 (城市部件标识码, CJ/T 214); null when it is none. */
export const readFacilityCode = (text: string): FacilityCode | null => {
  const [, county, mainClass, subClass, serial] = /^(\d{6})(\d{2})(\d{2})(\d{6})$/.exec(plainIdentifier(text)) ?? []
  return county === undefined || mainClass === undefined || subClass === undefined || serial === undefined
    ? null
    : { county, mainClass, subClass, serial }
}

/** Looks at a facility's code: figures, county (when `county` is given, it must be that one), main class and serial. It has no check figure. */
export const checkFacilityCode = (text: string, county?: string): IdentifierCheck => {
  const plain = plainIdentifier(text)
  const code = readFacilityCode(plain)
  if (!code) return warn('facility.length', { length: plain.length })
  if (county !== undefined && code.county !== county) return warn('facility.county', { given: code.county, county })
  const classes: Readonly<Record<string, unknown>> = data.facility.mainClasses
  if (classes[code.mainClass] === undefined) return warn('facility.class', { given: code.mainClass })
  if (code.subClass === '00') return warn('facility.class', { given: `${code.mainClass}${code.subClass}` })
  return code.serial === '000000' ? warn('facility.serial') : fine
}

/** What kind of telephone number it is, as digits for dialling inside China; null when it is none that is known. */
export const readTelephone = (text: string): { readonly kind: string; readonly number: string } | null => {
  const digits = text
    .normalize('NFKC')
    .replace(/(?:转|分机|EXT\.?|X|,).*$/i, '')
    .replace(/^\s*(?:\+|00)86/, '')
    .replace(/[\s\p{Pd}()]/gu, '')
  const found = data.telephone.kinds.find(({ pattern }) => new RegExp(`^(?:${pattern})$`).test(digits))
  return found ? { kind: found.kind, number: digits } : null
}

/** Looks at a telephone number: mobile, landline with or without area code, service number. Tells letters, a wrong length and an unknown beginning. */
export const checkTelephone = (text: string): IdentifierCheck => {
  if (readTelephone(text)) return fine
  const bare = text
    .normalize('NFKC')
    .replace(/^\s*(?:\+|00)86/, '')
    .replace(/[\s\p{Pd}()]/gu, '')
  if (/[^0-9]/.test(bare)) return warn('telephone.characters')
  if (/^1\d*$/.test(bare) && bare.length !== 11) return warn('telephone.mobile-length', { length: bare.length })
  return warn('telephone.unknown')
}

const weighed = (figures: string, weights: readonly number[]): number =>
  Array.from(figures).reduce((sum, figure, at) => sum + Number(figure) * (weights[at] ?? 0), 0)

const isDay = (day: string): boolean => {
  const [year, month, date] = [Number(day.slice(0, 4)), Number(day.slice(4, 6)), Number(day.slice(6, 8))]
  const found = new Date(Date.UTC(year, month - 1, date))
  return found.getUTCFullYear() === year && found.getUTCMonth() === month - 1 && found.getUTCDate() === date
}
