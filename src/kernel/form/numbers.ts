import { toHalfWidth } from './clean.ts'

/**
 * A telephone number as people write it, in one form: mobile `13800138000`, fixed line with its area code `01062345678` (extension after a
 * hyphen), service number `4001234567` or `12345`, abroad `+85223456789`. Undefined when it is none of these.
 * Lengths: telecommunication network numbering plan (电信网编号计划, MIIT 2017); abroad: ITU-T E.164.
 */
export const readPhone = (text: string): string | undefined => {
  const plain = toHalfWidth(text)
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/(?:转|ext\.?|x)\s*(\d{1,6})$/i, '#$1')
  const [digits = '', extension] = plain.replace(/[\s().\-/]/g, '').split('#')
  const number = national(digits)
  if (!shapes.some((shape) => shape.test(number))) return hyphenExtension(plain)
  if (extension === undefined) return number
  return /^(?:0|[48]00)/.test(number) && /^\d{1,6}$/.test(extension) ? `${number}-${extension}` : undefined
}

/** Whether a number that `readPhone` gave can receive a short message. */
export const isMobile = (phone: string): boolean => mobile.test(phone) || phone.startsWith('+')

/** Money as people type it (`1,200.5`, `¥12`, `12.50元`) in fen. Undefined when it is no amount, or finer than a fen. */
export const readYuan = (text: string): number | undefined => {
  const plain = toHalfWidth(text)
    .replace(/\s/g, '')
    .replace(/^[¥￥]/, '')
    .replace(/元$/, '')
  const match = /^(-?)(\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.(\d{1,2}))?$/.exec(plain)
  if (!match) return undefined
  const fen = Number((match[2] ?? '').replaceAll(',', '')) * 100 + Number((match[3] ?? '').padEnd(2, '0'))
  if (!Number.isSafeInteger(fen)) return undefined
  return match[1] === '-' && fen !== 0 ? -fen : fen
}

/** Fen as the text that a field of money shows: `120050` is `1200.50`, whole yuan without decimals. */
export const yuanText = (fen: number): string => {
  const sign = fen < 0 ? '-' : ''
  const rest = Math.abs(fen) % 100
  return `${sign}${Math.trunc(Math.abs(fen) / 100)}${rest === 0 ? '' : `.${String(rest).padStart(2, '0')}`}`
}

/** A date as people write it (`2026-03-05`, `2026/3/5`, `2026年3月5日`) as `YYYY-MM-DD`; undefined for a day that does not exist. */
export const readDate = (text: string): string | undefined => {
  const match = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(toHalfWidth(text).trim())
  if (!match) return undefined
  const date = `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}`
  return isDay(date) ? date : undefined
}

/** A wall time (`2026-03-05T09:30`, `2026年3月5日 9:30`) as `YYYY-MM-DDTHH:mm`; the zone is the district's. */
export const readDateTime = (text: string): string | undefined => {
  const match = /^(.+?)(?:\s*T\s*|\s+|(?<=日))(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d{1,3})?)?$/.exec(toHalfWidth(text).trim())
  const date = readDate(match?.[1] ?? '')
  if (!match || date === undefined || Number(match[2]) > 23 || Number(match[3]) > 59) return undefined
  return `${date}T${match[2]?.padStart(2, '0')}:${match[3]}`
}

/** Whether an 18-character citizen number carries its right check character (GB 11643-1999, ISO 7064 MOD 11-2) and a real birthday. */
export const isIdNumber = (text: string): boolean => {
  if (!/^[1-9]\d{16}[\dX]$/.test(text) || !isDay(`${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`)) return false
  let sum = 0
  for (let i = 0; i < 17; i++) sum += Number(text[i]) * (2 ** (17 - i) % 11)
  return '10X98765432'[sum % 11] === text[17]
}

/** Whether an 18-character unified social credit code carries its right check character (GB 32100-2015, MOD 31). */
export const isCreditCode = (text: string): boolean => {
  if (!/^[0-9A-HJ-NP-RTUW-Y]{18}$/.test(text)) return false
  let sum = 0
  let weight = 1
  for (const character of text.slice(0, 17)) {
    sum += creditAlphabet.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return creditAlphabet[(31 - (sum % 31)) % 31] === text[17]
}

const mobile = /^1[3-9]\d{9}$/
const shapes: readonly RegExp[] = [
  mobile,
  /^0(?:10|2\d|[3-9]\d{2})\d{7,8}$/,
  /^[48]00\d{7}$/,
  /^(?:1[0-2]\d{3}|9[56]\d{3,6})$/,
  // The code +86 is gone by here: those numbers must fit a national shape.
  /^\+(?!86)[1-9]\d{6,14}$/,
]

/** Without the country code of China; a fixed line then gets back the 0 that is left out behind it. */
const national = (digits: string): string => {
  const rest = digits.replace(/^(?:\+|00)86/, '')
  return rest === digits || mobile.test(rest) || /^(?:0|[48]00\d{7}$)/.test(rest) ? rest : `0${rest}`
}

/** `010-62345678-801`: a hyphen before the extension, which the removal of hyphens would have joined to the number. */
const hyphenExtension = (plain: string): string | undefined => {
  const match = /^\(?(0\d{2,3})\)?[\s-]?(\d{7,8})-(\d{1,6})$/.exec(plain.trim())
  const number = `${match?.[1]}${match?.[2]}`
  return match && shapes.some((shape) => shape.test(number)) ? `${number}-${match[3]}` : undefined
}

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

const isDay = (date: string): boolean => {
  const time = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(date) && Number(date.slice(0, 4)) >= 1850
}
