import { fill, type Text, type TextParams } from '../../../kernel/i18n.ts'
import { messages } from './messages.ts'

export type FindingCode = keyof typeof messages

/** One thing wrong with a procedure. An error refuses it; a warning is shown to whoever edits it. */
export interface Finding {
  readonly severity: 'error' | 'warning'
  /** Where in the file, dotted: `stages.received.actions.accept.to`. */
  readonly where: string
  readonly code: FindingCode
  readonly message: Text
}

/** What exists in the district beside the procedure. */
export interface Known {
  /** Notices that can be told. */
  readonly templates: ReadonlySet<string>
  /** Category trees. */
  readonly categories: ReadonlySet<string>
  /** Roles that somebody can hold; all of them when absent. */
  readonly roles?: ReadonlySet<string>
}

/** A finding in words. */
export const finding = (code: FindingCode, where: string, params: TextParams = {}): Finding => {
  const { severity, zh, en } = messages[code]
  return { severity, where, code, message: { zh: fill(zh, params), en: fill(en, params) } }
}
