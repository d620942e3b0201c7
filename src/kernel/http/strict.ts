import { z } from 'zod'

type Schema = z.core.$ZodType
// The classic types narrow `def` by its `type`, which the core's union of all schema kinds gives us.
type Kind = z.core.$ZodTypes

/**
 * The same schema with unknown fields refused in every plain object within it (arrays, unions, optional parts and the entrance of pipes included).
 * Objects that were declared loose or with a catch-all, and what stands behind `z.lazy`, stay as they are.
 */
export const strictly = <S extends Schema>(schema: S): S => {
  const kind = schema as unknown as Kind
  const changed = strictDefinition(kind)
  return changed === null ? schema : (z.core.clone(kind, changed as never, { parent: true }) as unknown as S)
}

const strictDefinition = (schema: Kind): object | null => {
  const { def } = schema._zod
  switch (def.type) {
    case 'object': {
      const shape = Object.fromEntries(Object.entries(def.shape).map(([key, value]) => [key, strictly(value)]))
      return { ...def, shape, catchall: def.catchall ?? z.never() }
    }
    case 'array':
      return { ...def, element: strictly(def.element) }
    case 'tuple':
      return { ...def, items: def.items.map(strictly) }
    case 'record':
      return { ...def, valueType: strictly(def.valueType) }
    case 'union':
      return { ...def, options: def.options.map(strictly) }
    case 'pipe':
      return isPreprocess(def) ? { ...def, out: strictly(def.out) } : { ...def, in: strictly(def.in) }
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return { ...def, innerType: strictly(def.innerType) }
    default:
      return null
  }
}

/** The fields of an object schema, seen through pipes, defaults and optionals; null when it is no object. */
export const fieldsOf = (schema: Schema): Readonly<Record<string, Schema>> | null => {
  const inner = unwrapped(schema)
  return inner._zod.def.type === 'object' ? inner._zod.def.shape : null
}

/**
 * A query or form body as its schema should see it: blank optional fields are taken away (`?from=&to=` asks for nothing), a single value becomes a
 * list where a list is expected (one box ticked of several).
 */
export const readLoose = (schema: Schema, raw: unknown): unknown => {
  const fields = fieldsOf(schema)
  if (fields === null || typeof raw !== 'object' || raw === null) return raw
  const out: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(raw)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (field && value === '' && field._zod.optin !== undefined) continue
    define(out, name, field && typeof value === 'string' && unwrapped(field)._zod.def.type === 'array' ? [value] : value)
  }
  return out
}

/** Sets also a field named `__proto__`, so that the schema sees and refuses it. */
const define = (target: object, name: string, value: unknown): void => {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true })
}

/** `z.preprocess` is a pipe whose entrance takes anything: the shape stands at its exit. */
const isPreprocess = (def: z.core.$ZodPipeDef): boolean => def.in._zod.def.type === 'transform'

const unwrapped = (schema: Schema): Kind => {
  const kind = schema as unknown as Kind
  const { def } = kind._zod
  switch (def.type) {
    case 'pipe':
      return unwrapped(isPreprocess(def) ? def.out : def.in)
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return unwrapped(def.innerType)
    default:
      return kind
  }
}
