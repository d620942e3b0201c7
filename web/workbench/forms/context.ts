import { createContext, type ReactElement, use } from 'react'
import type { Field } from '../../../src/kernel/form/model.ts'
import type { Lang } from '../../../src/kernel/i18n.ts'

export interface FieldProps {
  readonly field: Field
  readonly path: string
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}

/** What every input of a form needs to know. */
export interface FormContextValue {
  readonly lang: Lang
  /** Prefix of the ids, so that two forms may stand on one page. */
  readonly name: string
  /** Words of the fault at a path. */
  readonly faults: ReadonlyMap<string, string>
  /** Draws one question: groups hold questions of their own. */
  readonly view: (props: FieldProps) => ReactElement | null
  /** Tree of categories to choose from. */
  readonly categoryTree?: string | undefined
}

export const FormContext = createContext<FormContextValue>({ lang: 'zh', name: 'f', faults: new Map(), view: () => null })

export const useForm = (): FormContextValue => use(FormContext)

/** The id of the input at a path, for labels and fault links: `contact.phone` in form `act` is `act-contact-phone`. */
export const inputId = (name: string, path: string): string => `${name}-${path.replaceAll(/[^A-Za-z0-9-]+/g, '-')}`

/** What an input tells a screen reader beside its label. */
export interface Described {
  readonly id: string
  readonly 'aria-describedby'?: string
  readonly 'aria-invalid'?: true
  readonly 'aria-required'?: true
}

/** What each kind of input is given. */
export interface InputProps {
  readonly field: Field
  readonly path: string
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly described: Described
}
