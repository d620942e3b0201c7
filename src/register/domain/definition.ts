import { z } from 'zod'
import type { Field } from '../../kernel/form/model.ts'
import { fieldSchema } from '../../kernel/form/schema.ts'
import type { Text } from '../../kernel/i18n.ts'

/** How a field may be found: by its words, as the record's code, or by a keyed digest where it is sensitive. */
export type Find = 'words' | 'code' | 'blind'
/** A number whose shape is known. What is odd about one is a warning, never a refusal. */
export type Check = 'citizen-number' | 'credit-code' | 'facility-code' | 'telephone'

/** One field of a register: a field of the form model and what the register does with it. */
export interface RegisterField extends Field {
  readonly find?: Find | undefined
  readonly check?: Check | undefined
  /** Shown as a column of lists. */
  readonly column?: boolean | undefined
}

/** A dated link that a record may have. `ours` says how many at a time one record may have, `theirs` how many may point to one. */
export interface LinkDefinition {
  readonly role: string
  readonly to: readonly string[]
  readonly label: Text
  /** What the link is called on the page of the record it points to. */
  readonly back: Text
  readonly ours: 'one' | 'many'
  readonly theirs: 'one' | 'many'
}

/** What one register holds, as its file says. */
export interface Register {
  readonly id: string
  readonly title: Text
  readonly source: string
  /** Fields whose words make a record's title. */
  readonly name: readonly string[]
  /** The field that is the record's code, unique among those in force. */
  readonly code?: string | undefined
  /** Its own address or point, or that of what it is linked to: the first of these roles that it has. */
  readonly place: 'own' | { readonly of: readonly string[] }
  /** Where records of another register belong to one of this: the roles of the link that says so and of the one at its head. */
  readonly members?: { readonly register: string; readonly role: string; readonly head: string } | undefined
  /** For how many years after its end a record is kept; null without end. */
  readonly retention: { readonly years: number | null; readonly source: string }
  readonly fields: readonly RegisterField[]
  readonly links: readonly LinkDefinition[]
}

const textSchema = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const role = z.string().regex(/^[a-z][a-z-]{0,39}$/)
const many = z.enum(['one', 'many'])

const own = z.object({
  find: z.enum(['words', 'code', 'blind']).optional(),
  check: z.enum(['citizen-number', 'credit-code', 'facility-code', 'telephone']).optional(),
  column: z.boolean().optional(),
})

/** A register's field: the form model's schema and the three keys of its own. */
const registerFieldSchema: z.ZodType<RegisterField> = z.unknown().transform((raw, context): RegisterField => {
  const { find, check, column, ...rest } = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {}
  const field = fieldSchema.safeParse(rest)
  const more = own.safeParse({ find, check, column })
  if (field.success && more.success) return { ...field.data, ...more.data }
  for (const issue of [...(field.error?.issues ?? []), ...(more.error?.issues ?? [])])
    context.addIssue({ code: 'custom', path: issue.path, message: issue.message })
  return z.NEVER
})

/** The fields of a register, shipped or added by the district. */
export const registerFieldsSchema = z.array(registerFieldSchema).max(100)

/** The one shape of `registers/*.yaml`. What the parts mean together is for `checkRegisters`. */
export const registerSchema: z.ZodType<Register> = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]{0,39}$/),
  title: textSchema,
  source: z.string().min(1),
  name: z.array(z.string()).min(1),
  code: z.string().optional(),
  place: z.union([z.literal('own'), z.strictObject({ of: z.array(role).min(1) })]),
  members: z.strictObject({ register: z.string(), role, head: role }).optional(),
  retention: z.strictObject({ years: z.int().min(0).max(100).nullable(), source: z.string().min(1) }),
  fields: registerFieldsSchema.min(1),
  links: z.array(z.strictObject({ role, to: z.array(z.string()).min(1), label: textSchema, back: textSchema, ours: many, theirs: many })),
})
