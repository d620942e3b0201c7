import { z } from 'zod'

const code = z.string().regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/)
const unitCode = z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/)
const areaCode = z.string().regex(/^990101(?:\d{3}){0,3}$/)

/** A text in both languages of the product. */
export const bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })

const limit = z.strictObject({
  value: z.number().int().positive(),
  unit: z.enum(['workday', 'calday', 'localday', 'workhour', 'hour']),
  source: z.string().min(1),
  confidence: z.enum(['L', 'S', 'M', 's-', 'm?']),
})

const leaf = z.strictObject({
  code,
  zh: z.string().min(1),
  en: z.string().min(1),
  keywords: z.string().min(1),
  open311: z.string().optional(),
  respond: z.string(),
  handle: z.string(),
  duty: z.string(),
  standard: z.string().optional(),
})
const group = z.strictObject({ code, zh: z.string(), en: z.string(), leaves: z.array(leaf).min(1) })
const tree = z.strictObject({ code, zh: z.string(), en: z.string(), source: z.string().optional(), groups: z.array(group).min(1) })

/** Shape of categories.yaml. */
export const categoriesFile = z.strictObject({
  limits: z.record(z.string(), limit),
  duties: z.array(z.strictObject({ code: z.string(), kind: z.enum(['basic', 'assist', 'withdrawn']), zh: z.string(), en: z.string() })),
  trees: z.array(tree),
})

/** What a member of staff may be in a unit. */
export const role = z.enum([
  'administrator',
  'security-officer',
  'auditor',
  'desk',
  'dispatcher',
  'handler',
  'approver',
  'supervisor',
  'leader',
  'community-worker',
  'grid-worker',
  'publisher',
])

const spans = z.array(z.string().regex(/^\d\d:\d\d-\d\d:\d\d$/))
const hours = z.strictObject({ zh: z.string(), en: z.string(), workdays: spans, restdays: spans })
const unit = z.strictObject({
  code: unitCode,
  parent: unitCode.nullable(),
  kind: z.enum(['county', 'hotline', 'department', 'enforcement', 'utility', 'police', 'street', 'service-centre', 'community']),
  areas: z.array(areaCode).min(1),
  zh: z.string().min(1),
  en: z.string().min(1),
  phone: z.string().regex(/^0000-\d{5,8}$/),
  address: z.string().min(1),
  hours: z.string().optional(),
})

/** Shape of units.yaml. */
export const unitsFile = z.strictObject({
  onDuty: z.array(z.strictObject({ role: role, unit: unitCode, areas: z.array(areaCode).min(1) })),
  hours: z.record(z.string(), hours),
  kinds: z.array(z.strictObject({ code, zh: z.string(), en: z.string(), hours: z.string() })),
  units: z.array(unit).min(1),
})

const member = z.strictObject({
  login: z.string().regex(/^[a-z]{3,24}$/),
  name: z.string().regex(/^[\u4e00-\u9fff]{2,4}$/),
  title: bilingual,
  memberships: z.array(z.strictObject({ unit: unitCode, roles: z.array(role).min(1) })).min(1),
})

/** Shape of staff.yaml. */
export const staffFile = z.strictObject({
  staff: z.array(member).min(1),
  tryFirst: z.array(z.strictObject({ login: z.string(), role, zh: z.string(), en: z.string() })).length(8),
})

const rule = z.strictObject({
  id: code,
  categories: z.array(code).min(1),
  areas: z.array(areaCode).optional(),
  when: z.string().optional(),
  lead: z.string(),
  assistants: z.array(z.string()).default([]),
  handle: z.string().optional(),
  zh: z.string().min(1),
  en: z.string().min(1),
})

/** Shape of routing.yaml. */
export const routingFile = z.strictObject({ sets: z.record(z.string(), z.record(areaCode, unitCode)), rules: z.array(rule).min(1) })

const channel = z.strictObject({
  code,
  zh: z.string(),
  en: z.string(),
  office: bilingual,
  address: z.string(),
  phone: z.string(),
  basis: z.string(),
  note: bilingual,
})
const notice = z.strictObject({
  code: z.enum(['received', 'accepted', 'declined', 'asked', 'answered', 'due-extended', 'reopened', 'closed']),
  sms: bilingual,
  email: z.strictObject({ subject: bilingual, body: bilingual }),
})

/** Shape of texts.yaml. */
export const textsFile = z.strictObject({
  portal: z.strictObject({
    name: bilingual,
    motto: bilingual,
    intro: bilingual,
    emergency: bilingual,
    hotline: bilingual,
    footer: bilingual,
    mapCredit: bilingual,
  }),
  how: z.array(bilingual).min(3),
  escalation: z.strictObject({ title: bilingual, steps: z.array(bilingual).min(3) }),
  privacy: z.array(bilingual).min(3),
  channels: z.array(z.strictObject({ code, zh: z.string(), en: z.string() })).min(5),
  declineChannels: z.array(channel).min(5),
  notices: z.array(notice).min(7),
})

export type Bilingual = z.infer<typeof bilingual>
export type Limit = z.infer<typeof limit>
export type OfficeHours = z.infer<typeof hours>
export type Unit = z.infer<typeof unit>
export type Role = z.infer<typeof role>
export type StaffMember = z.infer<typeof member>
export type RuleSource = z.infer<typeof rule>
export type PortalTexts = z.infer<typeof textsFile>
export type CategoriesSource = z.infer<typeof categoriesFile>
