import { fill, type Lang, langTag } from '../../../kernel/i18n.ts'
import { walk, momentsOf, isHeldByUnits } from '../checker/graph.ts'
import type { ClockDefinition, Procedure, Stage } from '../procedure.ts'
import { describe } from './describe.ts'
import { box, layOut, width, type Arrow, type Row } from './layout.ts'
import { linksOf, rowsOf } from './links.ts'
import { widthOf, wrap } from './measure.ts'
import { holderNames, phrases } from './words.ts'

/**
 * The picture of a procedure as an SVG text, 1000 pixels wide: stages as boxes with who holds them and the clocks that may run there, arrows named by the
 * actions that lead on. Its description for those who do not see it is the text of `describe`.
 */
export const diagramOf = (procedure: Procedure, lang: Lang): string => {
  const stages = rowsOf(procedure)
  const contents = stages.map((name) => contentOf(procedure, name, lang))
  const { rows, arrows, height } = layOut([30, ...contents.map(heightOf)], linksOf(procedure, lang))
  const title = fill(phrases.title[lang], { title: procedure.title[lang] })
  const boxes = rows.slice(1).map((row, index) => drawStage(row, contents[index] ?? empty))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" lang="${langTag(lang)}" aria-labelledby="${procedure.id}-title ${procedure.id}-desc">`,
    `<title id="${procedure.id}-title">${escapeText(title)}</title>`,
    `<desc id="${procedure.id}-desc">${escapeText(describe(procedure, lang))}</desc>`,
    `<style>${style}</style>`,
    `<defs><marker id="${procedure.id}-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0.5 7.5 4 0 7.5z" class="head"/></marker></defs>`,
    `<rect width="${width}" height="${height}" class="paper"/>`,
    ...arrows.map((arrow) => drawLine(arrow, procedure.id)),
    ...(rows[0] ? [drawStart(rows[0], lang)] : []),
    ...boxes,
    ...arrows.map(drawLabel),
    '</svg>',
    '',
  ].join('\n')
}

const style = `
text { font-family: 'Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', system-ui, sans-serif; fill: #1f2937 }
.paper { fill: #ffffff } .stage { fill: #f8fafc; stroke: #475569; stroke-width: 1.5 } .final { fill: #f1f5f9; stroke: #475569; stroke-width: 3 }
.title { font-size: 16px; font-weight: 600 } .holder { font-size: 13px; fill: #475569 } .stay { font-size: 12px; fill: #475569 }
.line { fill: none; stroke: #475569; stroke-width: 1.5 } .system { stroke-dasharray: 5 4 } .head { fill: #475569 }
.label { font-size: 13px; paint-order: stroke; stroke: #ffffff; stroke-width: 4px; stroke-linejoin: round }
.clock { fill: #eff6ff; stroke: #1d4ed8; stroke-width: 1 } .hand { fill: none; stroke: #1d4ed8; stroke-width: 1.2; stroke-linecap: round } .clock-name { font-size: 12px; fill: #1e3a8a }
`

interface Content {
  readonly title: string
  readonly holder: string
  /** Actions that do not leave the stage. */
  readonly stays: readonly string[]
  /** Clocks, in rows of pills. */
  readonly clocks: readonly (readonly string[])[]
  readonly final: boolean
}

const empty: Content = { title: '', holder: '', stays: [], clocks: [], final: false }

const inner = box.right - box.left - 32

const contentOf = (procedure: Procedure, name: string, lang: Lang): Content => {
  const stage = procedure.stages[name]
  if (!stage) return empty
  const stays = stayingActions(stage, name, lang)
  const clocks = Object.entries(procedure.clocks).flatMap(([, clock]) => (mayRun(procedure, clock, name) ? [clock.title[lang]] : []))
  return {
    title: stage.title[lang],
    holder: stage.holder ? holderNames[stage.holder][lang] : '',
    stays:
      stays.length > 0
        ? wrap(lang === 'zh' ? `${stays.join('、')}（${phrases.stays.zh}）` : `${stays.join(', ')} (${phrases.stays.en})`, inner, 12)
        : [],
    clocks: pillRows(clocks),
    final: stage.final === true,
  }
}

const stayingActions = (stage: Stage, name: string, lang: Lang): readonly string[] =>
  Object.values(stage.actions).flatMap((action) => ((action.to ?? name) === name ? [action.title[lang]] : []))

// A clock of the matter is shown wherever some life of the matter is with it running; one of a unit's share while the units hold the matter.
const mayRun = (procedure: Procedure, clock: ClockDefinition, stage: string): boolean => {
  if (procedure.stages[stage]?.final) return false
  if (clock.per === 'assignment') return isHeldByUnits(procedure, stage) && procedure.stages[stage]?.holder === 'assigned'
  const runs = (moments: readonly string[], before: boolean): boolean =>
    moments.reduce((running, moment) => (moment === clock.from ? true : moment === clock.until ? false : running), before)
  const { stages } = walk(
    procedure,
    (rule) => runs(['filed', ...rule.reaches], false),
    (edge, before) => runs(momentsOf(procedure, edge), before),
  )
  return stages.get(stage)?.has(true) === true
}

const pillWidth = (name: string): number => widthOf(name, 12) + 30

const pillRows = (names: readonly string[]): readonly (readonly string[])[] => {
  const rows: string[][] = []
  for (const name of names) {
    const last = rows.at(-1)
    const used = (last ?? []).reduce((sum, each) => sum + pillWidth(each) + 8, 0)
    if (last && used + pillWidth(name) <= inner) last.push(name)
    else rows.push([name])
  }
  return rows
}

const heightOf = ({ holder, stays, clocks }: Content): number => 22 + 22 + (holder ? 20 : 0) + stays.length * 17 + clocks.length * 26

const middle = (box.left + box.right) / 2

const drawStart = ({ top, height }: Row, lang: Lang): string =>
  `<g><rect x="${box.left}" y="${top}" width="${box.right - box.left}" height="${height}" rx="12" class="stage"/>${centred(top + height / 2 + 5, 'holder', phrases.filed[lang])}</g>`

const drawStage = ({ top, height }: Row, content: Content): string => {
  const parts: string[] = []
  let y = top + (height - heightOf(content)) / 2 + 28
  parts.push(centred(y, 'title', content.title))
  y += 2
  if (content.holder) parts.push(centred((y += 20), 'holder', content.holder))
  for (const line of content.stays) parts.push(centred((y += 17), 'stay', line))
  for (const row of content.clocks) parts.push(drawPills(row, (y += 26)))
  const frame = `<rect x="${box.left}" y="${top}" width="${box.right - box.left}" height="${height}" rx="12" class="${content.final ? 'final' : 'stage'}"/>`
  return `<g>${frame}${parts.join('')}</g>`
}

const centred = (y: number, name: string, words: string): string =>
  `<text x="${middle}" y="${y}" text-anchor="middle" class="${name}">${escapeText(words)}</text>`

const drawPills = (names: readonly string[], baseline: number): string => {
  const total = names.reduce((sum, name) => sum + pillWidth(name), 0) + (names.length - 1) * 8
  let x = middle - total / 2
  return names
    .map((name) => {
      const left = x
      x += pillWidth(name) + 8
      const dial = `<circle cx="${left + 13}" cy="${baseline - 4}" r="5.5" class="hand"/><path d="M${left + 13} ${baseline - 7.5}v3.5h3" class="hand"/>`
      return `<rect x="${left}" y="${baseline - 15}" width="${pillWidth(name)}" height="21" rx="10.5" class="clock"/>${dial}<text x="${left + 23}" y="${baseline}" class="clock-name">${escapeText(name)}</text>`
    })
    .join('')
}

const drawLine = ({ link, shape, fromY, toY, x }: Arrow, id: string): string => {
  const edge = shape === 'left' ? box.left : box.right
  const turn = shape === 'left' ? 8 : -8
  const down = toY > fromY ? 8 : -8
  const path =
    shape === 'down'
      ? `M${x} ${fromY}V${toY}`
      : `M${edge} ${fromY}H${x + turn}Q${x} ${fromY} ${x} ${fromY + down}V${toY - down}Q${x} ${toY} ${x + turn} ${toY}H${edge}`
  return `<path d="${path}" class="line${link.system ? ' system' : ''}" marker-end="url(#${id}-head)"/>`
}

const drawLabel = ({ shape, fromY, toY, x, lines }: Arrow): string => {
  if (lines.length === 0) return ''
  const last = shape === 'down' ? (fromY + toY) / 2 + 2 + (lines.length - 1) * 8 : fromY - 5
  const place = shape === 'left' ? `x="${box.left - 10}" text-anchor="end"` : `x="${shape === 'right' ? box.right + 10 : x + 10}"`
  return lines
    .map((line, index) => `<text ${place} y="${last - (lines.length - 1 - index) * 16}" class="label">${escapeText(line)}</text>`)
    .join('')
}

const escapeText = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
