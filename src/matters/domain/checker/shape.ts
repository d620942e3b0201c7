import { z } from 'zod'
import { procedureSchema, type Procedure } from '../procedure.ts'
import { finding, type Finding, type FindingCode } from './finding.ts'

export type Shaped = { readonly ok: true; readonly procedure: Procedure } | { readonly ok: false; readonly findings: readonly Finding[] }

/** Reads a value as a procedure; what the closed vocabulary does not know is told in words, all of it at once. */
export const shapeProcedure = (value: unknown): Shaped => {
  const read = procedureSchema.safeParse(value)
  return read.success
    ? { ok: true, procedure: read.data }
    : { ok: false, findings: read.error.issues.flatMap((issue) => findingsOf(issue, value)) }
}

type Issue = z.core.$ZodIssue

const findingsOf = (issue: Issue, value: unknown): Finding[] => {
  const where = issue.path.join('.')
  if (issue.code === 'unrecognized_keys') {
    const code = isAction(issue.path) ? 'unknown-effect' : 'unknown-key'
    return issue.keys.map((name) => finding(code, [where, name].filter(Boolean).join('.'), { name }))
  }
  const code = issue.code === 'invalid_value' ? vocabularyAt(issue.path) : null
  const name = at(value, issue.path)
  if (code && typeof name === 'string') return [finding(code, where, { name })]
  if (name === undefined && issue.code === 'invalid_type') return [finding('missing', where)]
  return [finding('bad-shape', where, { detail: issue.message, detailZh: inChinese(issue, name) })]
}

const chinese = z.locales.zhCN().localeError

const inChinese = (issue: Issue, input: unknown): string => {
  // The faults that the form model finds in a field are said by itself, in the words of the file.
  const said = issue.code === 'custom' ? undefined : chinese({ ...issue, input } as Parameters<typeof chinese>[0])
  return (typeof said === 'string' ? said : said?.message) ?? issue.message
}

const isAction = (path: readonly PropertyKey[]): boolean => path.length === 4 && path[0] === 'stages' && path[2] === 'actions'

/** Which list of words the place in the file draws on. */
const vocabularyAt = (path: readonly PropertyKey[]): FindingCode | null => {
  const key = path.findLast((part) => typeof part === 'string')
  return (typeof key === 'string' && vocabularies[key]) || null
}

const vocabularies: Readonly<Record<string, FindingCode>> = {
  holder: 'unknown-role',
  by: 'unknown-role',
  whom: 'unknown-role',
  notify: 'unknown-role',
  escalate: 'unknown-role',
  documents: 'unknown-document',
  from: 'unknown-moment',
  until: 'unknown-moment',
  reaches: 'unknown-moment',
  set: 'unknown-effect',
  records: 'unknown-effect',
  counts: 'unknown-effect',
  off: 'unknown-effect',
  pauses: 'unknown-effect',
}

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined),
    value,
  )
