import { z } from 'zod'
import type { FieldFault } from '../../kernel/result.ts'

const count = z.number().int().positive()

/** The security settings of the district, kept in the setting `access.security`; the first values and their source stand in the migration. */
export const securitySchema = z.object({
  password: z.object({ minLength: count.min(8).max(64), minClasses: count.max(4) }),
  lockout: z.object({ failures: count.max(100), minutes: count }),
  argon2: z.object({ memoryKiB: count.min(8), passes: count }),
  session: z.object({ idleMinutes: count, staffHours: count, residentHours: count, otherHours: count }),
  phoneCode: z.object({ minutes: count, tries: count.max(10), secondsBetween: count, perDay: count }),
  keepDays: z.object({ signIns: count.min(180) }),
  source: z.string().optional(),
})
export type Security = z.infer<typeof securitySchema>

/** A login as it is kept and compared: NFKC, lower case, without spaces around. */
export const parseLogin = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

/** Two to forty letters (of any script), digits, dots, hyphens and underscores, after `parseLogin`. */
export const isLogin = (login: string): boolean => /^[\p{L}\p{N}][\p{L}\p{N}._-]{1,39}$/u.test(login)

/** Every fault of a password under the rules. Length is counted in characters; classes are lower case, upper case, digits and all else. */
export const passwordFaults = (password: string, login: string, rules: Security['password'], path = 'password'): FieldFault[] => {
  const faults: FieldFault[] = []
  const length = Array.from(password).length
  if (length < rules.minLength) faults.push({ path, code: 'access.password-short', params: { min: rules.minLength } })
  if (length > 200) faults.push({ path, code: 'access.password-long', params: { max: 200 } })
  const classes = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u].filter((one) => one.test(password)).length
  if (classes < rules.minClasses) faults.push({ path, code: 'access.password-classes', params: { min: rules.minClasses } })
  if (login !== '' && password.toLowerCase().includes(login)) faults.push({ path, code: 'access.password-login' })
  return faults
}

/** Failed sign-ins in a row, and until when no sign-in is accepted. */
export interface Attempts {
  readonly failed: number
  readonly lockedUntil: Date | null
}

export const isLocked = (attempts: Attempts, now: Date): boolean => attempts.lockedUntil !== null && now < attempts.lockedUntil

/** After a wrong password: one more failure, and at the limit a lock. While locked nothing changes, so that a stranger can't keep an account locked by knocking on. */
export const afterFailure = (attempts: Attempts, rules: Security['lockout'], now: Date): Attempts => {
  if (isLocked(attempts, now)) return attempts
  const failed = attempts.failed + 1
  if (failed < rules.failures) return { failed, lockedUntil: null }
  return { failed: 0, lockedUntil: new Date(now.getTime() + rules.minutes * 60_000) }
}

/** A mobile number of mainland China as eleven digits (+86, spaces, hyphens and full-width digits allowed), or null. */
export const parseMobile = (text: string): string | null => {
  const digits = text
    .normalize('NFKC')
    .replace(/[\s-]/g, '')
    .replace(/^(?:\+|00)?86(?=1\d{10}$)/, '')
  return /^1[3-9]\d{9}$/.test(digits) ? digits : null
}

/** What is known of the codes sent to one telephone. */
export interface CodeHistory {
  readonly sentAt: Date
  readonly day: string
  readonly sentOnDay: number
}

/** Whether another code may be sent now: null, or what to wait for. */
export const mayNotSendCode = (
  last: CodeHistory | null,
  rules: Security['phoneCode'],
  now: Date,
  today: string,
): { code: string; params: { seconds: number } } | { code: string } | null => {
  if (last === null) return null
  const wait = last.sentAt.getTime() + rules.secondsBetween * 1000 - now.getTime()
  if (wait > 0) return { code: 'access.code-wait', params: { seconds: Math.ceil(wait / 1000) } }
  if (last.day === today && last.sentOnDay >= rules.perDay) return { code: 'access.code-day' }
  return null
}
