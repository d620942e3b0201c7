import { z } from 'zod'
import { loadDirectory, openSmsAddress } from '../access/api.ts'
import type { Lang } from '../kernel/i18n.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { unseal } from '../kernel/keys.ts'
import type { Deliver, OutboxEntry } from '../kernel/outbox.ts'
import { followOfficeWords } from '../kernel/wording.ts'
import { readContacts, readState, type MatterState } from '../matters/api.ts'
import { mailer } from './channels/email.ts'
import { smsGateway } from './channels/sms.ts'
import { afterQuiet, audienceOf, derivedId, withoutAddresses, type Quiet } from './domain.ts'
import { addDelivery, addNotice, enqueueLater, readQuietSetting, wasDelivered, type LaterEntry } from './store.ts'
import { templates, type Template } from './templates.ts'
import { say } from './texts.ts'
import { dueOf, nameOf, wordsFor } from './words.ts'

// A notice is resolved when it is delivered: who holds an office, or how someone can be reached, is asked then. One for a resident becomes an outbox entry for each person and
// channel, so that each is tried again by itself. Ids follow from the matter's entry, the template and whom it is for: resolving twice makes the same rows, and two reasons
// to tell somebody the same thing (an assignment, and what the procedure tells of dispatching) tell it once.

/** A resident is written to in the language in which they used the portal, kept with their contact; else in Chinese. */
const langOf = ({ lang }: Contact): Lang => (lang === 'en' ? 'en' : 'zh')

const noticeBody = z.object({ whom: z.string(), unit: z.string().optional(), template: z.string(), matter: z.string(), n: z.number() })
const messageBody = z.object({ template: z.string(), matter: z.string(), n: z.number(), contact: z.number() })
const codeBody = z.object({ to: z.string(), template: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })

const deliverNotice: Deliver = async (kernel, entry, now) => {
  const notice = noticeBody.parse(entry.body)
  const state = await readState(kernel.db.sql, notice.matter)
  if (!state) return
  const template = templateOf(notice.template)
  if (notice.whom === 'resident') return resolveResident(kernel, notice, template, state, now)
  const directory = await loadDirectory(kernel)
  const params = { code: state.code, due: dueOf(state)?.toISOString() ?? null }
  for (const audience of audienceOf(notice.whom, notice.unit, state, directory)) {
    const id = derivedId(state.id, notice.n, notice.template, audience.unit, audience.role)
    await addNotice(kernel.db.sql, { id, audience, template: notice.template, params, matterId: state.id, at: now })
  }
}

const templateOf = (name: string): Template => {
  const template = templates[name]
  if (!template) throw new Error(`there is no template ${name}`)
  return template
}

/** Told with the answer like who filed it; everything before it concerns only them. */
const toldToJoined: ReadonlySet<string> = new Set(['answered'])

const resolveResident = async (
  kernel: Kernel,
  notice: z.output<typeof noticeBody>,
  template: Template,
  state: MatterState,
  now: Date,
): Promise<void> => {
  const entries: LaterEntry[] = []
  const { zone } = await kernel.district()
  const smsAt = afterQuiet(now, await quietHours(kernel), zone)
  for (const { n, contact } of await openContacts(kernel, state)) {
    if (n !== filingEntry && !toldToJoined.has(notice.template)) continue
    const body = { template: notice.template, matter: state.id, n: notice.n, contact: n }
    const add = (topic: 'notice-sms' | 'notice-email', dueAt: Date): void =>
      void entries.push({ id: derivedId(state.id, notice.n, notice.template, n, topic), topic, body, matterId: state.id, dueAt })
    if (template.sms && smsNumber(contact) && smsGateway(kernel)) add('notice-sms', smsAt)
    if (template.email && mailAddress(contact) && mailer(kernel)) add('notice-email', now)
  }
  await enqueueLater(kernel.db.sql, entries, now)
}

/** The entry with which a matter begins: a contact given there is the complainant's, any later one of somebody who joined. */
const filingEntry = 1

interface Contact {
  readonly phone?: string
  readonly email?: string
  readonly wish?: string
  readonly lang?: string
}

// Those whose key was erased are not there any more.
const openContacts = async (kernel: Kernel, state: MatterState): Promise<{ n: number; contact: Contact }[]> => {
  const rows = await readContacts(kernel.db.sql, state.id)
  const keys = await kernel.keys.findMany(
    kernel.db.sql,
    rows.map((row) => row.subjectKey),
  )
  return rows.flatMap((row) => {
    const key = keys.get(row.subjectKey)
    const contact = key ? (JSON.parse(unseal(key, row.sealed).toString()) as { contact?: Contact }).contact : undefined
    return contact ? [{ n: row.n, contact }] : []
  })
}

// Who wishes for nothing gets nothing; who wishes to be called is called by the desk and gets no SMS beside it. A fixed line takes none.
const smsNumber = ({ phone, wish }: Contact): string | null =>
  phone && wish !== 'none' && wish !== 'phone' && /^(\+?86)?1\d{10}$/.test(phone) ? phone : null
const mailAddress = ({ email, wish }: Contact): string | null => (email && wish !== 'none' ? email : null)

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const quietSchema = z.object({ from: timeOfDay, to: timeOfDay })

const quietHours = async (kernel: Kernel): Promise<Quiet> => {
  const parsed = quietSchema.safeParse(await readQuietSetting(kernel.db.sql))
  return parsed.success ? parsed.data : { from: '00:00', to: '00:00' }
}

interface Addressed {
  readonly template: Template
  readonly contact: Contact
  readonly state: MatterState
  readonly body: z.output<typeof messageBody>
}

/** The matter, the contact and the template of a message; null when one of them is gone, so that there is nobody to tell. */
const addressed = async (kernel: Kernel, entry: OutboxEntry): Promise<Addressed | null> => {
  const body = messageBody.parse(entry.body)
  const state = await readState(kernel.db.sql, body.matter)
  const found = state ? (await openContacts(kernel, state)).find((each) => each.n === body.contact) : undefined
  return state && found ? { body, state, contact: found.contact, template: templateOf(body.template) } : null
}

const deliverSms: Deliver = async (kernel, entry, now) => {
  const found = await addressed(kernel, entry)
  const to = found && smsNumber(found.contact)
  const words = found?.template.sms
  if (!found || !to || !words) return
  // Tried again in the night: it waits for the morning.
  const { zone } = await kernel.district()
  const at = afterQuiet(now, await quietHours(kernel), zone)
  if (at > now) {
    const later = { id: derivedId(entry.id, 'morning'), topic: entry.topic, body: entry.body, matterId: found.state.id, dueAt: at }
    return enqueueLater(kernel.db.sql, [later], now)
  }
  const lang = langOf(found.contact)
  const said = await wordsFor(kernel, found.state, found.body.n, found.body.contact === filingEntry, [words], lang)
  await sendSms(kernel, entry, { to, text: say(lang, words, said), template: found.body.template }, now)
}

const deliverEmail: Deliver = async (kernel, entry, now) => {
  const found = await addressed(kernel, entry)
  const to = found && mailAddress(found.contact)
  const words = found?.template.email
  if (!found || !to || !words || (await wasDelivered(kernel.db.sql, entry.id))) return
  const lang = langOf(found.contact)
  const keys = [words.subject, words.body]
  const said = await wordsFor(kernel, found.state, found.body.n, found.body.contact === filingEntry, keys, lang)
  const way = mailer(kernel)
  if (!way) throw new Error('no mail server is configured (SMTP_URL)')
  await safely(() => way.send({ id: entry.id, to, subject: say(lang, words.subject, said), text: say(lang, words.body, said) }))
  await addDelivery(kernel.db.sql, {
    outboxId: entry.id,
    channel: 'email',
    matterId: entry.matterId,
    template: found.body.template,
    at: now,
  })
}

// Whoever asks for a code is not known yet.
const codeLang: Lang = 'zh'

// Sign-in codes: at once, at any hour, and not after they have run out.
const deliverCode: Deliver = async (kernel, entry, now) => {
  const { to, template, params } = codeBody.parse(entry.body)
  const minutes = Number(params['minutes'] ?? 0)
  if (minutes > 0 && now.getTime() > entry.createdAt.getTime() + minutes * 60_000) return
  const words = templateOf(template).sms
  if (!words) throw new Error(`the template ${template} has no words for SMS`)
  const said = {
    name: await nameOf(kernel, codeLang),
    ...Object.fromEntries(Object.entries(params).map(([key, value]) => [key, String(value)])),
  }
  await sendSms(kernel, entry, { to: openSmsAddress(kernel.keys, to), text: say(codeLang, words, said), template }, now)
}

const sendSms = async (
  kernel: Kernel,
  entry: OutboxEntry,
  message: { to: string; text: string; template: string },
  now: Date,
): Promise<void> => {
  if (await wasDelivered(kernel.db.sql, entry.id)) return
  const gateway = smsGateway(kernel)
  if (!gateway) throw new Error('no SMS gateway is configured (SMS_URL)')
  await safely(() => gateway.send({ id: entry.id, to: message.to, text: message.text }))
  await addDelivery(kernel.db.sql, { outboxId: entry.id, channel: 'sms', matterId: entry.matterId, template: message.template, at: now })
}

// A provider's words repeat the address; faults are kept and shown, so it is taken out.
const safely = async (work: () => Promise<void>): Promise<void> => {
  try {
    await work()
  } catch (fault) {
    throw new Error(withoutAddresses(fault))
  }
}

// A job has no request that looks for the office's own words.
const inOfficeWords =
  (deliver: Deliver): Deliver =>
  async (kernel, entry, now) => {
    await followOfficeWords(kernel)
    return deliver(kernel, entry, now)
  }

/** The outbox topics of this capability. */
export const notifyTopics = {
  notice: inOfficeWords(deliverNotice),
  'notice-sms': inOfficeWords(deliverSms),
  'notice-email': inOfficeWords(deliverEmail),
  sms: inOfficeWords(deliverCode),
} as const satisfies Readonly<Record<string, Deliver>>

export const topicNames: readonly string[] = Object.keys(notifyTopics)
