import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { readFileSync } from 'node:fs'
import { describe as group, expect, it } from 'vitest'
import { parse } from 'yaml'
import { procedureSchema, type Procedure } from '../procedure.ts'
import { describe } from './describe.ts'
import { diagramOf } from './draw.ts'
import { layOut, width } from './layout.ts'
import { linksOf, rowsOf } from './links.ts'
import { widthOf, wrap } from './measure.ts'

const read = (id: string): Procedure =>
  procedureSchema.parse(parse(readFileSync(new URL(`../../../../procedures/${id}.yaml`, import.meta.url), 'utf8')))
const procedures = ['resident-request', 'grid-hazard', 'station-opinion'].map(read)
const languages = ['zh', 'en'] as const

group('diagramOf', () => {
  it.each(procedures.flatMap((procedure) => languages.map((lang) => [procedure.id, lang, procedure] as const)))(
    'draws %s in %s',
    (_, lang, procedure) => {
      const svg = diagramOf(procedure, lang)
      expect(XMLValidator.validate(svg)).toBe(true)
      for (const stage of Object.values(procedure.stages)) expect(svg).toContain(`>${stage.title[lang]}</text>`)
      for (const clock of Object.values(procedure.clocks)) expect(svg).toContain(`>${clock.title[lang]}</text>`)
      expect(svg).not.toMatch(/NaN|undefined|Infinity/)
    },
  )

  it('escapes what an editor wrote', () => {
    const [first] = procedures
    if (!first) throw new Error('there is a procedure')
    const evil = structuredClone(first)
    const stage = evil.stages['received']
    if (!stage) throw new Error('there is a stage')
    stage.title.zh = '</text><script>alert("1")</script>&'
    const svg = diagramOf(evil, 'zh')
    expect(svg).not.toContain('<script')
    expect(XMLValidator.validate(svg)).toBe(true)
    expect(JSON.stringify(new XMLParser().parse(svg))).toContain('alert')
  })
})

group('layOut', () => {
  it.each(procedures)('keeps boxes apart, lanes apart and everything on the paper: $id', (procedure) => {
    const links = linksOf(procedure, 'en')
    const { rows, arrows, height } = layOut(
      rowsOf(procedure)
        .map(() => 80)
        .concat(30),
      links,
    )
    expect(arrows).toHaveLength(links.length)
    rows.slice(1).forEach((row, index) => expect(row.top).toBeGreaterThan((rows[index]?.top ?? 0) + (rows[index]?.height ?? 0) + 20))
    for (const { x, fromY, toY } of arrows) {
      expect(x).toBeGreaterThan(10)
      expect(x).toBeLessThan(width - 10)
      expect(Math.max(fromY, toY)).toBeLessThan(height)
    }
    for (const a of arrows) {
      for (const b of arrows) {
        if (a === b || a.x !== b.x || a.shape === 'down') continue
        const apart = Math.max(a.fromY, a.toY) < Math.min(b.fromY, b.toY) || Math.max(b.fromY, b.toY) < Math.min(a.fromY, a.toY)
        expect(apart).toBe(true)
      }
    }
    // No two arrows end or begin at one point of a box.
    const ports = arrows
      .filter(({ shape }) => shape !== 'down')
      .flatMap(({ shape, fromY, toY }) => [`${shape} ${fromY}`, `${shape} ${toY}`])
    expect(new Set(ports).size).toBe(ports.length)
  })
})

group('describe', () => {
  it('says in plain lines what the picture shows', () => {
    const [request, hazard] = procedures
    if (!request || !hazard) throw new Error('there are procedures')
    const zh = describe(request, 'zh')
    expect(zh).toContain('1. 待受理（派单员）')
    expect(zh).toContain('- 当场答复 → 已当场答复（由派单员、坐席/窗口，条件 性质为咨询）')
    expect(zh).toContain('没解决（第三次起） → 待督查决定')
    expect(zh).toContain('- 30 天后自动 → 已办结')
    expect(zh).toContain('- 办理答复：从派单到答复，按类别，没有规定时 5 个工作日')
    expect(describe(request, 'en')).toContain(
      "- Assistant's report (for assistants): from assignment to report, as ordered, else 3 working days",
    )
    expect(describe(hazard, 'zh')).toContain('开始 → 现场核查（当场解决了吗：是）')
    expect(describe(hazard, 'en')).toContain('Begins → With the community (otherwise)')
  })
})

group('wrap', () => {
  it('breaks between words, anywhere in Chinese, never before a closing mark', () => {
    expect(wrap('', 100, 13)).toEqual([])
    expect(wrap('Not solved, back to the community', 120, 13)).toEqual(['Not solved, back to', 'the community'])
    for (const line of wrap('没解决，退回重办（第三次起），由督查决定。', 60, 13)) expect(line).not.toMatch(/^[，。）]/)
    expect(wrap('没解决（第三次起）', 100, 13)).toEqual(['没解决', '（第三次起）'])
    expect(widthOf('待受理', 10)).toBe(30)
  })
})
