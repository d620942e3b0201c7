import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { defineTexts, type Text, type Texts } from '../kernel/i18n.ts'

// The words of every notice are texts like all others, under `notice.<template>.<part>`: an administrator words them anew on the same screen, and a translator says them.

const words = z.strictObject({ zh: z.string().trim().min(1).max(2000), en: z.string().trim().min(1).max(2000) })

const templateSchema = z.strictObject({
  /** On the screens of staff, and by e-mail to those whom the rules name. */
  title: words.optional(),
  body: words.optional(),
  /** To residents. */
  sms: words.optional(),
  email: z.strictObject({ subject: words, body: words }).optional(),
})

/** What may stand in braces in words to a resident, and in words to staff. */
const holes = {
  resident: ['name', 'code', 'secret', 'link', 'unit', 'due', 'days', 'reason', 'question', 'answer', 'minutes'],
  staff: ['code', 'due'],
} as const

/** Keys of the words of a template, by its parts; a part that a template does not have is not sent that way. */
export interface Template {
  readonly title?: string
  readonly body?: string
  readonly sms?: string
  readonly email?: { readonly subject: string; readonly body: string }
}

const file = z.record(z.string(), templateSchema).parse(parse(readFileSync(new URL('./templates.yaml', import.meta.url), 'utf8')))

const keyOf = (name: string, part: string): string => `notice.${name}.${part}`

/** Every template by its name. */
export const templates: Readonly<Record<string, Template>> = Object.fromEntries(
  Object.entries(file).map(([name, { title, body, sms, email }]) => [
    name,
    {
      ...(title ? { title: keyOf(name, 'title') } : {}),
      ...(body ? { body: keyOf(name, 'body') } : {}),
      ...(sms ? { sms: keyOf(name, 'sms') } : {}),
      ...(email ? { email: { subject: keyOf(name, 'email.subject'), body: keyOf(name, 'email.body') } } : {}),
    },
  ]),
)

const textsOf = (name: string): [string, Text][] => {
  const { title, body, sms, email } = file[name] ?? {}
  const parts: readonly (readonly [string, Text | undefined, readonly string[]])[] = [
    ['title', title, holes.staff],
    ['body', body, holes.staff],
    ['sms', sms, holes.resident],
    ['email.subject', email?.subject, holes.resident],
    ['email.body', email?.body, holes.resident],
  ]
  return parts.flatMap(([part, text, also]): [string, Text][] => (text ? [[keyOf(name, part), { ...text, also }]] : []))
}

/** The words of all notices, as they come with the program. */
export const templateTexts: Texts = defineTexts(Object.fromEntries(Object.keys(file).flatMap(textsOf)))
