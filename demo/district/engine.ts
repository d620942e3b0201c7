import type { District } from './load.ts'
import type { Limit, OfficeHours, Role } from './shapes.ts'

// The same data in the shapes in which the product's own import and store take it.

type Span = readonly [open: number, close: number]

/** Office hours as the calendar reads them: minutes since midnight by weekday, Sunday first; a weekend day that is worked has Monday's. */
export interface WeekHours {
  readonly byWeekday: readonly (readonly Span[])[]
  readonly makeUpAs: 1
}

const minutes = (time: string): number => {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}
const spanOf = (text: string): Span => {
  const [open = '', close = ''] = text.split('-')
  return [minutes(open), minutes(close)]
}

export const weekHours = ({ workdays, restdays }: OfficeHours): WeekHours => {
  const [rest, work] = [restdays.map(spanOf), workdays.map(spanOf)]
  return { byWeekday: [rest, work, work, work, work, work, rest], makeUpAs: 1 }
}

/** Units with the parent before the child, open from `validFrom` (`YYYY-MM-DD`), each with its own hours. */
export const engineUnits = (district: District, validFrom: string) =>
  district.units.map((unit) => {
    const table = unit.hours ?? district.unitKinds.find((kind) => kind.code === unit.kind)?.hours ?? 'office'
    const hours = district.hours[table]
    return {
      id: unit.code,
      name: unit.zh,
      nameEn: unit.en,
      kind: unit.kind,
      parent: unit.parent,
      scopes: unit.areas.map((prefix) => ({ prefix, kinds: [] as readonly string[] })),
      validFrom,
      validTo: null,
      hours: hours ? weekHours(hours) : null,
    }
  })

/** People with their posts. */
export const engineStaff = (district: District) =>
  district.staff.map((member) => ({
    login: member.login,
    name: member.name,
    posts: member.memberships.flatMap(({ unit, roles }) => roles.map((role: Role) => ({ unit, role }))),
  }))

const plain = (limit: Limit | undefined): { value: number; unit: Limit['unit'] } | null =>
  limit ? { value: limit.value, unit: limit.unit } : null

/** Categories, parents before children. The source names both limits' origin and how sure it is. */
export const engineCategories = (district: District) =>
  district.categories.map(({ code, tree, parent, name, keywords, limits, duty }) => ({
    code,
    tree,
    parent,
    name: name.zh,
    nameEn: name.en,
    keywords,
    respond: plain(limits?.respond),
    handle: plain(limits?.handle),
    listItem: duty,
    source: limits
      ? `${limits.handle.source} [${limits.handle.confidence}]；${limits.respond.source} [${limits.respond.confidence}]`
      : null,
  }))

/** Routing rules, with the reason in Chinese. */
export const engineRules = (district: District) =>
  district.rules.map(({ reason, handle, ...rule }) => ({ ...rule, handle: plain(handle ?? undefined), reason: reason.zh }))

/** The settings by which the demo's portal and notices speak in the district's own words: names of settings to their values. */
export const engineSettings = ({ texts }: District): ReadonlyMap<string, unknown> => {
  const { motto, intro, emergency, hotline, footer } = texts.portal
  const portal = { motto, intro, emergency, contact: hotline, footer }
  return new Map<string, unknown>([
    ['district.hotline', '12345'],
    ...Object.entries(portal).map(([key, text]) => [`portal.${key}`, text] as const),
    ...texts.notices.flatMap(({ code, sms, email }) => [
      [`text.notice.${code}.sms`, sms] as const,
      [`text.notice.${code}.email.subject`, email.subject] as const,
      [`text.notice.${code}.email.body`, email.body] as const,
    ]),
  ])
}
