import type { Lang } from '../../../kernel/i18n.ts'
import { edgesOf, takersOf } from '../checker/graph.ts'
import type { ClockDefinition, Procedure } from '../procedure.ts'
import { edgeWords, rowsOf } from './links.ts'
import { clockWords, conditionWords, doorNames, holderNames, momentNames, phrases } from './words.ts'

/** A procedure in plain lines of text: what the picture shows, for screen readers, printing and searching. */
export const describe = (procedure: Procedure, lang: Lang): string => {
  const doors = procedure.intake.doors.map((door) => doorNames[door][lang]).join(comma[lang])
  return [
    procedure.title[lang],
    `${phrases.opens[lang]}${colon[lang]}${doors}`,
    ...startLines(procedure, lang),
    ...rowsOf(procedure).flatMap((stage) => stageLines(procedure, stage, lang)),
    `${phrases.clocks[lang]}${colon[lang].trim()}`,
    ...Object.values(procedure.clocks).map((clock) => `- ${clockLine(clock, lang)}`),
  ].join('\n')
}

const comma: Readonly<Record<Lang, string>> = { zh: '、', en: ', ' }
const colon: Readonly<Record<Lang, string>> = { zh: '：', en: ': ' }

const brackets = (words: string, lang: Lang): string => (lang === 'zh' ? `（${words}）` : ` (${words})`)

const startLines = (procedure: Procedure, lang: Lang): string[] =>
  procedure.start.map((rule) => {
    const title = procedure.stages[rule.stage]?.title[lang] ?? rule.stage
    const condition =
      rule.if === undefined ? (procedure.start.length > 1 ? phrases.otherwise[lang] : '') : conditionWords(rule.if, procedure.intake, lang)
    return `${phrases.begins[lang]} → ${title}${condition ? brackets(condition, lang) : ''}`
  })

const stageLines = (procedure: Procedure, name: string, lang: Lang): string[] => {
  const stage = procedure.stages[name]
  if (!stage) return []
  const held = stage.final ? phrases.ends[lang] : stage.holder ? holderNames[stage.holder][lang] : ''
  const lines = edgesOf(procedure)
    .filter(({ from }) => from === name)
    .map((edge) => {
      const takers = edge.action?.by ? takersOf(procedure, name, edge.action).map((holder) => holderNames[holder][lang]) : []
      const notes = [
        ...(takers.length > 0
          ? [lang === 'zh' ? `${phrases.by.zh}${takers.join(comma.zh)}` : `${phrases.by.en} ${takers.join(comma.en)}`]
          : []),
        ...(edge.action?.when ? [`${phrases.when[lang]} ${conditionWords(edge.action.when, procedure.intake, lang)}`] : []),
        ...(edge.to === name ? [phrases.stays[lang]] : []),
      ]
      const target = edge.to === name ? '' : ` → ${procedure.stages[edge.to]?.title[lang] ?? edge.to}`
      return `   - ${edgeWords(procedure, edge, lang)}${target}${notes.length > 0 ? brackets(notes.join(lang === 'zh' ? '，' : ', '), lang) : ''}`
    })
  const row = rowsOf(procedure).indexOf(name) + 1
  return [`${row}. ${stage.title[lang]}${held ? brackets(held, lang) : ''}`, ...lines]
}

const clockLine = (clock: ClockDefinition, lang: Lang): string => {
  const [from, until] = [momentNames[clock.from][lang], momentNames[clock.until][lang]]
  const span = lang === 'zh' ? `从${from}到${until}` : `from ${from} to ${until}`
  const whose =
    clock.per === 'matter'
      ? ''
      : brackets(phrases[clock.part === 'assistant' ? 'assistants' : clock.part === 'lead' ? 'leads' : 'each'][lang], lang)
  return `${clock.title[lang]}${whose}${colon[lang]}${span}${lang === 'zh' ? '，' : ', '}${clockWords(clock, lang)}`
}
