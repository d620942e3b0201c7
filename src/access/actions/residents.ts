import type { Sql } from '../../kernel/database/open.ts'
import { newId, type Random } from '../../kernel/ids.ts'
import { inTransaction, type Kernel } from '../../kernel/kernel.ts'
import { type KeyRing, seal, unseal } from '../../kernel/keys.ts'
import { enqueue } from '../../kernel/outbox.ts'
import { ok, refuse, refuseFields, type Result } from '../../kernel/result.ts'
import { dayOf, loadSecurity } from '../directory.ts'
import { mayNotSendCode, parseMobile } from '../domain/credentials.ts'
import { countTry, findResident, findResidentByPhone, insertResident, lockCode, spendCode, writeCode } from '../store/residents.ts'

/**
 * Sends a sign-in code of six digits to a telephone, by the outbox topic `sms` with `{to, template: 'sign-in-code', params: {code, minutes}}`; `to` is sealed
 * (see `openSmsAddress`). Says nothing of whether the number is known. Refused when asked too soon or too often.
 */
export const askPhoneCode = async (kernel: Kernel, phone: string, now: Date): Promise<Result<{ minutes: number }>> => {
  const number = parseMobile(phone)
  if (number === null) return refuseFields([{ path: 'phone', code: 'access.phone-form' }])
  const rules = (await loadSecurity(kernel)).phoneCode
  const today = (await dayOf(kernel))(now)
  const index = phoneIndex(kernel, number)
  return inTransaction(kernel, async (tx) => {
    const last = await lockCode(tx, index)
    const hindrance = mayNotSendCode(last, rules, now, today)
    if (hindrance) return refuse('too-many', hindrance.code, 'params' in hindrance ? hindrance.params : undefined)
    const code = newDigits(kernel.random)
    const row = {
      codeDigest: codeDigest(kernel, number, code),
      sentAt: now,
      expiresAt: new Date(now.getTime() + rules.minutes * 60_000),
      tries: 0,
      day: today,
      sentOnDay: last?.day === today ? last.sentOnDay + 1 : 1,
    }
    if (!(await writeCode(tx, index, row, last?.sentAt ?? null)))
      return refuse('too-many', 'access.code-wait', { seconds: rules.secondsBetween })
    await sendSms(kernel, tx, number, { code, minutes: rules.minutes }, now)
    return ok({ minutes: rules.minutes })
  })
}

/** Signs a resident in by telephone and code; who comes for the first time is entered. A wrong code, one that ran out and one tried too often are refused in the same words. */
export const signInByPhone = async (kernel: Kernel, phone: string, code: string, now: Date): Promise<Result<{ resident: string }>> => {
  const number = parseMobile(phone)
  if (number === null) return refuseFields([{ path: 'phone', code: 'access.phone-form' }])
  const rules = (await loadSecurity(kernel)).phoneCode
  const index = phoneIndex(kernel, number)
  const given = codeDigest(kernel, number, code.normalize('NFKC').replace(/\s/g, ''))
  return inTransaction(kernel, async (tx) => {
    const last = await lockCode(tx, index)
    if (!last || last.expiresAt <= now || last.tries >= rules.tries) return refuse('unauthenticated', 'access.code-refused')
    if (!given.equals(last.codeDigest)) {
      await countTry(tx, index)
      return refuse('unauthenticated', 'access.code-refused')
    }
    await spendCode(tx, index, now)
    return ok({ resident: await enterResident(kernel, tx, number, now) })
  })
}

/** The resident of a telephone number, entered when new, in the caller's transaction; gives the id. `phone` is eleven digits. */
export const enterResident = async (kernel: Kernel, tx: Sql, phone: string, now: Date): Promise<string> => {
  const index = phoneIndex(kernel, phone)
  const known = await findResidentByPhone(tx, index)
  if (known) return known.id
  const id = newId(now, kernel.random)
  const key = await kernel.keys.create(tx, id, now)
  await insertResident(tx, { id, sealedPhone: seal(key, Buffer.from(phone)), subjectKey: id }, index, now)
  return id
}

/** The telephone of a resident for a notice to that resident; null when unknown or erased. Any other reading must be logged by who reads. */
export const phoneOfResident = async (kernel: Kernel, db: Sql, id: string): Promise<string | null> => {
  const resident = await findResident(db, id)
  const key = resident && (await kernel.keys.find(db, resident.subjectKey))
  return resident && key ? unseal(key, resident.sealedPhone).toString() : null
}

/** The blind index of a telephone number, under which residents are found. */
export const phoneIndex = (kernel: Kernel, phone: string): Buffer => kernel.keys.blindIndex('resident.phone', phone)

const codeDigest = (kernel: Kernel, phone: string, code: string): Buffer => kernel.keys.blindIndex('phone-code', `${phone} ${code}`)

const newDigits = (random: Random): string => (Buffer.from(random(8)).readBigUInt64BE() % 1_000_000n).toString().padStart(6, '0')

const sendSms = async (kernel: Kernel, tx: Sql, phone: string, params: { code: string; minutes: number }, now: Date): Promise<void> => {
  const to = `sealed:${seal(kernel.keys.platform(), Buffer.from(phone)).toString('base64')}`
  await enqueue(kernel, tx, { topic: 'sms', body: { to, template: 'sign-in-code', params } }, now)
}

/** The telephone number that an outbox entry of topic `sms` goes to: as it stands, or opened when it is sealed. */
export const openSmsAddress = (keys: KeyRing, to: string): string =>
  to.startsWith('sealed:') ? unseal(keys.platform(), Buffer.from(to.slice('sealed:'.length), 'base64')).toString() : to
