/** Source of random bytes, passed in so that tests and replays can repeat a run. */
export type Random = (size: number) => Uint8Array

/** UUID version 7 (RFC 9562): sorts by the millisecond of `now`. */
export const newId = (now: Date, random: Random): string => {
  const bytes = random(16)
  let time = now.getTime()
  for (let index = 5; index >= 0; index--) {
    bytes[index] = time % 256
    time = Math.floor(time / 256)
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Buffer.from(bytes).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Whether the text is a UUID, so that a bad id is refused before it reaches the database. */
export const isId = (text: string): boolean => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text)

/** A matter's code: eleven random digits and an ISO 7064 MOD 11,10 check digit. Digits, for they are read out on the telephone. */
export const newCode = (random: Random): string => {
  const number = Buffer.from(random(8)).readBigUInt64BE() % 100_000_000_000n
  const body = number.toString().padStart(11, '0')
  return body + checkDigit(body)
}

/** The twelve digits of a code as typed (spaces, hyphens and full-width digits allowed), or null when the check digit tells of a slip. */
export const parseCode = (text: string): string | null => {
  const digits = text.normalize('NFKC').replace(/[\s-]/g, '')
  if (!/^\d{12}$/.test(digits)) return null
  return checkDigit(digits.slice(0, 11)) === digits[11] ? digits : null
}

/** Groups of four for the eye: `4027 1183 9025`. */
export const showCode = (code: string): string => code.replace(/(\d{4})(?=\d)/g, '$1 ')

// ISO/IEC 7064 MOD 11,10: finds every single wrong digit and nearly every swap of neighbours.
const checkDigit = (body: string): string => {
  let product = 10
  for (const digit of body) {
    const sum = (Number(digit) + product) % 10 || 10
    product = (sum * 2) % 11
  }
  return String((11 - product) % 10)
}

const secretAlphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A receipt's secret out of 16 keyed bytes: eight characters without look-alikes, about 39 bits; guessing is held off by the rate limit. */
export const secretFrom = (bytes: Uint8Array): string => {
  let number = Buffer.from(bytes).readBigUInt64BE()
  let secret = ''
  for (let index = 0; index < 8; index++) {
    secret += secretAlphabet[Number(number % 30n)]
    number /= 30n
  }
  return secret
}

/** A secret as typed, without spaces and hyphens, in capitals. */
export const parseSecret = (text: string): string => text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
