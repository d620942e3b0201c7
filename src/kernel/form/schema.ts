import { z } from 'zod'
import { fieldKinds, type Field, type FieldKind } from './model.ts'
import { compileShow, isCelName } from './show.ts'

const textSchema = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })

const choiceSchema = z.strictObject({
  value: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/),
  label: textSchema,
  hint: textSchema.optional(),
})

const name = z.string().regex(/^[a-z][A-Za-z0-9-]{0,39}$/, 'a field is named like `forWhom` or `lawful-channel`')

/** A field as a procedure writes it. Unknown keys are refused, and so is every combination that no renderer could show. */
export const fieldSchema: z.ZodType<Field> = z.lazy(() =>
  z
    .strictObject({
      field: name,
      kind: z.enum(fieldKinds),
      label: textSchema,
      hint: textSchema.optional(),
      required: z.boolean().optional(),
      min: z.number().optional(),
      max: z.number().optional(),
      of: z.array(choiceSchema).min(1).max(200).optional(),
      show: z.string().min(1).max(1000).optional(),
      personal: z.enum(['free-text', 'contact', 'identity']).optional(),
      sealed: z.literal('complainant').optional(),
      fields: formSchema.optional(),
      repeat: z.strictObject({ min: z.int().min(0).optional(), max: z.int().min(1).max(200).optional() }).optional(),
      default: z.unknown().optional(),
    })
    .superRefine((field, context) => {
      for (const message of faultsOf(field)) context.addIssue({ code: 'custom', message: `${field.field}: ${message}` })
    }),
)

/** The fields of one form: no name twice. */
export const formSchema: z.ZodType<readonly Field[]> = z
  .array(z.lazy(() => fieldSchema))
  .min(1)
  .max(100)
  .superRefine((fields, context) => {
    const names = fields.map((field) => field.field)
    for (const twice of new Set(names.filter((one, i) => names.indexOf(one) !== i))) {
      context.addIssue({ code: 'custom', message: `field ${twice} stands twice` })
    }
  })

const counted: ReadonlySet<FieldKind> = new Set(['text', 'money', 'number', 'rating', 'checklist', 'photos'])
const listed: ReadonlySet<FieldKind> = new Set(['checklist', 'photos'])
const withChoices: ReadonlySet<FieldKind> = new Set(['choice', 'checklist', 'rating', 'unit', 'category'])

const faultsOf = (field: Field): readonly string[] => {
  const faults: string[] = []
  const { kind, of, min, max } = field
  if (!isCelName(field.field)) faults.push('conditions keep this name for themselves')
  if ((kind === 'choice' || kind === 'checklist') && !of) faults.push(`a ${kind} needs \`of\``)
  if (of && !withChoices.has(kind)) faults.push(`a ${kind} has no \`of\``)
  if (of && new Set(of.map((choice) => choice.value)).size !== of.length) faults.push('a choice stands twice')
  if ((kind === 'group') !== (field.fields !== undefined)) faults.push('`fields` belongs to a group, and a group needs it')
  if ((min !== undefined || max !== undefined) && !counted.has(kind)) faults.push(`a ${kind} has no min or max`)
  if (min !== undefined && max !== undefined && min > max) faults.push('min is above max')
  if (kind !== 'number' && [min, max].some((limit) => limit !== undefined && !Number.isSafeInteger(limit)))
    faults.push('min and max are whole numbers here')
  if (field.repeat && listed.has(kind)) faults.push(`a ${kind} is a list already`)
  if (field.show !== undefined) {
    const compiled = compileShow(field.show)
    if (!compiled.ok) faults.push(`show: ${compiled.error}`)
  }
  return faults
}
