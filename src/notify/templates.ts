import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Sql } from '../kernel/database/open.ts'
import type { Text } from '../kernel/i18n.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { ok, refuseFields, type FieldFault, type Result } from '../kernel/result.ts'
import { readTemplateSetting, saveTemplateSetting } from './store.ts'

const words = z.strictObject({ zh: z.string().trim().min(1).max(2000), en: z.string().trim().min(1).max(2000) })

const templateSchema = z.strictObject({
  /** On the screens of staff. */
  title: words.optional(),
  body: words.optional(),
  /** To residents. */
  sms: words.optional(),
  email: z.strictObject({ subject: words, body: words }).optional(),
})

export type Template = z.output<typeof templateSchema>
export type Templates = Readonly<Record<string, Template>>

const schema = z.record(z.string(), templateSchema)

/** What may stand in braces. */
export const placeholders: ReadonlySet<string> = new Set([
  'name',
  'code',
  'secret',
  'link',
  'unit',
  'due',
  'days',
  'reason',
  'question',
  'answer',
  'minutes',
])

const read = (): Templates => schema.parse(parse(readFileSync(new URL('./templates.yaml', import.meta.url), 'utf8')))

/** The words that come with the program. */
export const shippedTemplates: Templates = read()

const cacheName = 'notify.templates'

/** All templates as an administrator worded them, the shipped words where there are none. */
export const loadTemplates = (kernel: Kernel): Promise<Templates> =>
  kernel.caches.get(cacheName, async () => {
    const changes = schema.safeParse((await readTemplateSetting(kernel.db.sql)) ?? {})
    return changes.success ? merged(changes.data) : shippedTemplates
  })

const merged = (changes: Templates): Templates =>
  Object.fromEntries(Object.entries(shippedTemplates).map(([name, template]) => [name, { ...template, ...changes[name] }]))

/**
 * Takes other words for some templates, in the caller's transaction; what is not given keeps its shipped words. Every fault at once: unknown names (`notify.template-unknown`),
 * unknown placeholders (`notify.placeholder-unknown`), a language missing (`notify.words-missing`).
 */
export const rewordTemplates = async (kernel: Kernel, tx: Sql, changes: unknown, by: string, now: Date): Promise<Result<null>> => {
  const parsed = schema.safeParse(changes)
  if (!parsed.success)
    return refuseFields(parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), code: 'notify.words-missing' })))
  const faults = Object.entries(parsed.data).flatMap(([name, template]) => faultsOf(name, template))
  if (faults.length > 0) return refuseFields(faults)
  await saveTemplateSetting(tx, parsed.data, by, now)
  await kernel.caches.changed(tx, cacheName, now)
  return ok(null)
}

const faultsOf = (name: string, template: Template): FieldFault[] => {
  if (!Object.hasOwn(shippedTemplates, name)) return [{ path: name, code: 'notify.template-unknown', params: { name } }]
  const texts: readonly (readonly [string, Text | undefined])[] = [
    ['title', template.title],
    ['body', template.body],
    ['sms', template.sms],
    ['email.subject', template.email?.subject],
    ['email.body', template.email?.body],
  ]
  return texts.flatMap(([part, text]) =>
    Object.entries<string>({ ...text }).flatMap(([lang, value]) =>
      Array.from(value.matchAll(/\{([^{}]*)\}/g), (match) => match[1] ?? '')
        .filter((hole) => !placeholders.has(hole))
        .map((hole) => ({ path: `${name}.${part}.${lang}`, code: 'notify.placeholder-unknown', params: { hole } })),
    ),
  )
}
