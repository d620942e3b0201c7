import { fill, type Lang } from '../../../kernel/i18n.ts'
import { edgesOf, type Edge } from '../checker/graph.ts'
import type { Procedure } from '../procedure.ts'
import { conditionWords, limitWords, phrases } from './words.ts'

/** One arrow: from a row to another, with what it is called. Row 0 is the filing, row 1 the first stage. */
export interface Link {
  readonly from: number
  readonly to: number
  readonly label: string
  /** Taken by the system, not by a person. */
  readonly system: boolean
}

/** The rows of the picture: stages in the order of the file, the final ones last. */
export const rowsOf = (procedure: Procedure): readonly string[] => {
  const names = Object.keys(procedure.stages)
  return [...names.filter((name) => !procedure.stages[name]?.final), ...names.filter((name) => procedure.stages[name]?.final)]
}

/** All arrows. Actions that lead the same way share one. */
export const linksOf = (procedure: Procedure, lang: Lang): readonly Link[] => {
  const rows = rowsOf(procedure)
  const row = (stage: string): number => rows.indexOf(stage) + 1
  const starts = procedure.start
    .filter(({ stage }) => rows.includes(stage))
    .map((rule) => ({ from: 0, to: row(rule.stage), system: false, label: startWords(procedure, rule.if, lang) }))
  const moves = edgesOf(procedure)
    .filter((edge) => edge.from !== edge.to)
    .map((edge) => ({ from: row(edge.from), to: row(edge.to), system: edge.kind === 'then', label: edgeWords(procedure, edge, lang) }))
  const shared = Map.groupBy([...starts, ...moves], ({ from, to, system }) => `${from} ${to} ${system}`)
  return [...shared.values()].flatMap((same) => {
    const [first] = same
    return first
      ? [{ ...first, label: [...new Set(same.map(({ label }) => label))].filter(Boolean).join(lang === 'zh' ? '、' : ' / ') }]
      : []
  })
}

/** What an arrow is called. */
export const edgeWords = (procedure: Procedure, edge: Edge, lang: Lang): string => {
  const then = procedure.stages[edge.from]?.then
  if (edge.kind === 'then') return then ? fill(phrases.after[lang], { limit: limitWords(then.after, lang) }) : ''
  const title = edge.action?.title[lang] ?? edge.name
  if (edge.kind === 'third') return lang === 'zh' ? `${title}（${phrases.third.zh}）` : `${title} (${phrases.third.en})`
  return title
}

const startWords = (procedure: Procedure, condition: string | undefined, lang: Lang): string => {
  if (condition !== undefined) return conditionWords(condition, procedure.intake, lang)
  return procedure.start.length > 1 ? phrases.otherwise[lang] : ''
}
