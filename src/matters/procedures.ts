import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { type Document, LineCounter, parse, parseDocument } from 'yaml'
import { isError, readProcedure } from './domain/checker/check.ts'
import { diagramOf } from './domain/diagram/draw.ts'
import { finding, type Finding, type Known } from './domain/checker/finding.ts'
import { scenarioSchema, type Scenario } from './domain/checker/scenario.ts'
import type { Procedure } from './domain/procedure.ts'
import { ok, type Result } from '../kernel/result.ts'

/** A procedure as its file says it, with the digest (SHA-256, hex) of its text under which it is kept. */
export interface ProcedureFile {
  readonly procedure: Procedure
  readonly digest: string
  readonly text: string
  /** What the checker warns of; errors refuse the file. */
  readonly warnings: readonly Finding[]
}

const folder = new URL('../../procedures/', import.meta.url)

/** The digest under which a text is kept: line ends do not change it. */
export const digestOf = (text: string): string => createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex')

/** Reads one procedure from its YAML text. Told at once are all faults of one kind: of the words used, else of what they mean together. */
export const parseProcedure = (text: string, known: Known): Result<ProcedureFile, readonly Finding[]> => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
  // One slip of the pen is told once: what the parser says after it are its consequences.
  const [fault] = [...document.errors, ...document.warnings]
  if (fault)
    return { ok: false, error: [finding('not-yaml', `line ${lines.linePos(fault.pos[0]).line}`, { detail: firstLine(fault.message) })] }
  const value = valueOf(document)
  if (!value.ok) return value
  const { procedure, findings } = readProcedure(value.value, known)
  if (!procedure || findings.some(isError)) return { ok: false, error: findings }
  return { ok: true, value: { procedure, digest: digestOf(text), text, warnings: findings } }
}

/**
 * All procedures of the folder `procedures/`, by id. Throws one error that names every fault of every file with its place, for a server must not start on
 * procedures that could strand a matter.
 */
export const loadProcedureFiles = (known: Known, from: URL = folder): readonly ProcedureFile[] => {
  const loaded: ProcedureFile[] = []
  const faults: string[] = []
  for (const name of readdirSync(from)
    .filter((file) => file.endsWith('.yaml'))
    .toSorted()) {
    const read = parseProcedure(readFileSync(new URL(name, from), 'utf8'), known)
    if (!read.ok) faults.push(...read.error.map((each) => `procedures/${name}: ${each.where}: ${each.message.en} [${each.code}]`))
    else if (loaded.some(({ procedure }) => procedure.id === read.value.procedure.id))
      faults.push(`procedures/${name}: id: stands in another file too`)
    else loaded.push(read.value)
  }
  if (faults.length > 0) throw new Error(`procedures can't be loaded:\n${faults.join('\n')}`)
  return loaded
}

/** The example lives in `procedures/scenarios/`, by the name of their file without ending. Throws on one that can't be read. */
export const loadScenarios = (
  from: URL = new URL('scenarios/', folder),
): readonly { readonly name: string; readonly scenario: Scenario }[] =>
  readdirSync(from)
    .filter((file) => file.endsWith('.yaml'))
    .toSorted()
    .map((file) => {
      const read = scenarioSchema.safeParse(parse(readFileSync(new URL(file, from), 'utf8')))
      if (!read.success) throw new Error(`procedures/scenarios/${file}: ${read.error.message}`)
      return { name: file.replace(/\.yaml$/, ''), scenario: read.data }
    })

/** Draws each procedure into a folder that the documentation shows: `<id>.svg` in Chinese, `<id>.en.svg` in English. Gives the names written. */
export const writeDiagrams = (files: readonly ProcedureFile[], to: URL): readonly string[] => {
  mkdirSync(to, { recursive: true })
  return files.flatMap(({ procedure }) =>
    (['zh', 'en'] as const).map((lang) => {
      const name = `${procedure.id}${lang === 'zh' ? '' : '.en'}.svg`
      writeFileSync(new URL(name, to), diagramOf(procedure, lang))
      return name
    }),
  )
}

// Aliases are resolved with a bound: an editor's text must not be able to fill the memory.
const valueOf = (document: Document): Result<unknown, readonly Finding[]> => {
  try {
    return ok(document.toJS({ maxAliasCount: 50 }))
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error
    return { ok: false, error: [finding('not-yaml', 'line 1', { detail: error.message })] }
  }
}

const firstLine = (message: string): string => message.split('\n')[0] ?? message
