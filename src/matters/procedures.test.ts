import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { templateNames } from './domain/templates.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkScenario, unknownActors, type Scenario } from './domain/checker/scenario.ts'
import type { Known } from './domain/checker/finding.ts'
import { digestOf, loadProcedureFiles, loadScenarios, parseProcedure, writeDiagrams } from './procedures.ts'

const known: Known = { templates: new Set(templateNames), categories: new Set(['requests', 'hazards', 'opinions']) }
const files = loadProcedureFiles(known)
const procedureOf = (id: string) => files.find(({ procedure }) => procedure.id === id)?.procedure

describe('loadProcedureFiles', () => {
  it('loads the procedures of the house, without a warning', () => {
    expect(files.map(({ procedure }) => procedure.id)).toEqual(['grid-hazard', 'resident-request', 'station-opinion'])
    expect(files.flatMap(({ warnings }) => warnings)).toEqual([])
    for (const { digest, text } of files) expect(digestOf(text.replaceAll('\n', '\r\n'))).toBe(digest)
  })

  it('fits their scenarios', () => {
    const scenarios = loadScenarios()
    expect(new Set(scenarios.map(({ scenario }) => scenario.procedure))).toEqual(
      new Set(['grid-hazard', 'resident-request', 'station-opinion']),
    )
    for (const { name, scenario } of scenarios) {
      const procedure = procedureOf(scenario.procedure)
      expect(procedure, name).toBeDefined()
      expect(procedure && checkScenario(procedure, scenario), name).toEqual([])
      expect(unknownActors(scenario), name).toEqual([])
    }
  })

  it('would not fit a wrong scenario', () => {
    const scenario = loadScenarios().find(({ name }) => name === 'request-straight')?.scenario
    const procedure = procedureOf('resident-request')
    if (!scenario || !procedure) throw new Error('the scenario is there')
    const changed = (change: (draft: Scenario) => Scenario) => checkScenario(procedure, change(structuredClone(scenario))).join('\n')
    expect(changed((s) => ({ ...s, file: { ...s.file, form: {} } }))).toContain('text is not filled in')
    expect(changed((s) => ({ ...s, steps: s.steps.slice(1) }))).toContain('there is no action dispatch in received')
    expect(changed((s) => ({ ...s, steps: s.steps.map((step, i) => (i === 0 ? { ...step, by: 'resident' } : step)) }))).toContain(
      'resident may not accept',
    )
    expect(changed((s) => ({ ...s, file: { ...s.file, expect: { stage: 'received', clocks: [] } } }))).toContain('clocks are respond')
  })
})

describe('parseProcedure', () => {
  const text = files[1]?.text ?? ''

  it('tells where the text is no YAML, once', () => {
    const read = parseProcedure(text.replace('stages:\n', 'stages: {\n'), known)
    expect(read.ok).toBe(false)
    if (!read.ok) expect(read.error.map(({ code }) => code)).toEqual(['not-yaml'])
    if (!read.ok) expect(read.error[0]?.where).toMatch(/^line \d+$/)
  })

  it('refuses a key that stands twice, and a bomb of aliases', () => {
    expect(parseProcedure(`${text}\nrating: three\n`, known).ok).toBe(false)
    const bomb = [
      'a: &a [x, x]',
      ...Array.from(
        { length: 12 },
        (_, i) => `${'abcdefghijklmnop'[i + 1]}: &${'abcdefghijklmnop'[i + 1]} [${`*${'abcdefghijklmnop'[i]}, `.repeat(9)}]`,
      ),
    ].join('\n')
    expect(parseProcedure(bomb, known).ok).toBe(false)
  })

  it('refuses no object at all', () => {
    for (const odd of ['', '[]', 'text', '42', 'null']) expect(parseProcedure(odd, known).ok).toBe(false)
  })

  it('tells all faults of all files at once', () => {
    const folder = mkdtempSync(join(tmpdir(), 'procedures-'))
    try {
      writeFileSync(
        join(folder, 'a.yaml'),
        text.replace('outcome: declined', 'outcome: binned').replace('template: accepted', 'template: hello'),
      )
      writeFileSync(join(folder, 'b.yaml'), 'id: b')
      writeFileSync(join(folder, 'c.yaml'), text)
      writeFileSync(join(folder, 'd.yaml'), text)
      expect(() => loadProcedureFiles(known, pathToFileURL(`${folder}/`))).toThrow(
        /a\.yaml.*binned[\s\S]*a\.yaml.*hello[\s\S]*b\.yaml: title[\s\S]*b\.yaml: stages[\s\S]*d\.yaml: id: stands in another file too/,
      )
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('writeDiagrams', () => {
  let folder = ''
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'diagrams-'))))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('draws each procedure in both languages', () => {
    const names = writeDiagrams(files, pathToFileURL(`${folder}/`))
    expect(names).toContain('resident-request.svg')
    expect(names).toHaveLength(6)
    expect(readFileSync(join(folder, 'resident-request.svg'), 'utf8')).toContain('待审签')
    expect(readFileSync(join(folder, 'resident-request.en.svg'), 'utf8')).toContain('To be approved')
  })
})
