import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readZipDirectory, readZipEntry } from '../files/zip.ts'
import { unwrap } from '../result.ts'
import { readCsv, writeCsv } from './csv.ts'
import { cleanText } from './domain.ts'
import type { SheetValue } from './domain.ts'
import { readTable } from './read.ts'
import { orderColumns, sheetLimits } from './samples.ts'
import { writeColumnsOf, writeTable } from './write.ts'

const rows: readonly Record<string, SheetValue | null>[] = [
  { code: '=1+1', phone: '+86 10', nature: 'complaint', filed: '2026-03-05', due: '2026-03-05T14:30:59', people: 3, urgent: true },
  { code: '@SUM(A1)', phone: '-1', nature: 'consult', filed: '1999-12-31', due: '2026-01-01T00:00:00', people: 500, urgent: false },
  { code: '_x0041_ <b>&"\n二', phone: null, nature: 'consult', filed: null, due: null, people: null, urgent: null },
]

const sheetXml = async (workbook: Buffer): Promise<string> => {
  const entry = unwrap(readZipDirectory(workbook, sheetLimits.zip)).find((each) => each.name === 'xl/worksheets/sheet1.xml')
  if (!entry) throw new Error('no sheet')
  return unwrap(await readZipEntry(workbook, entry)).toString()
}

describe('writeTable', () => {
  it.each(['zh', 'en'] as const)('writes what readTable reads back (%s), below a note', async (lang) => {
    const workbook = await writeTable(writeColumnsOf(orderColumns, lang), rows, { sheet: '工单', note: '由系统导出', lang })
    const table = unwrap(await readTable(workbook, orderColumns, sheetLimits))
    expect(table).toMatchObject({ sheet: '工单', headingRow: 2, warnings: [] })
    expect(table.rows.map((row) => row.values)).toEqual(rows)
  })

  it('never writes a formula', async () => {
    const xml = await sheetXml(await writeTable(writeColumnsOf(orderColumns, 'zh'), rows, { sheet: 'a' }))
    expect(xml).not.toContain('<f>')
    expect(xml).toMatch(/<c r="A2"[^>]* t="s"/)
  })

  it('makes a name of a sheet that Excel opens, and cuts what a cell cannot hold', async () => {
    const workbook = await writeTable([{ key: 'code', title: '编号', type: 'text' }], [{ code: 'x'.repeat(40_000) }], {
      sheet: "'a/b[1]:*?\\'" + 'c'.repeat(40),
    })
    const code = { ...orderColumns[0], key: 'code', title: { zh: '编号', en: 'Code' }, type: 'text', maxLength: 40_000 } as const
    const table = unwrap(await readTable(workbook, [code], sheetLimits))
    expect(table.sheet).toMatch(/^a b 1 /)
    expect(table.sheet.length).toBeLessThanOrEqual(31)
    expect(String(table.rows[0]?.values['code'])).toHaveLength(32_767)
  })

  it('gives back texts that are names of object properties', async () => {
    const names = ['valueOf', 'constructor', '__proto__', 'toString', 'hasOwnProperty']
    const workbook = await writeTable(
      [{ key: 'code', title: '编号', type: 'text' }],
      names.map((code) => ({ code })),
      { sheet: 'a' },
    )
    const table = unwrap(await readTable(workbook, [{ key: 'code', title: { zh: '编号', en: 'Code' }, type: 'text' }], sheetLimits))
    expect(table.rows.map((row) => row.values['code'])).toEqual(names)
  })

  it('gives back any text', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 30 }).map((given) => cleanText(given))
    const column = { key: 'code', title: { zh: '编号', en: 'Code' }, type: 'text' } as const
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 20 }), async (given) => {
        const table = unwrap(
          await readTable(
            await writeTable(
              [{ ...column, title: '编号' }],
              given.map((code) => ({ code })),
              { sheet: 'a' },
            ),
            [column],
            sheetLimits,
          ),
        )
        expect(table.rows.map((row) => row.values['code'])).toEqual(given.filter((each) => each !== ''))
      }),
      { numRuns: 30 },
    )
  })
})

describe('writeCsv', () => {
  it('puts an apostrophe before what would run, but not before a plain number', () => {
    expect(writeCsv([['=cmd|x', '+1', '-2.5', '-2+3', '@a', '＝1', 5, -5, true, null]]).toString()).toBe(
      "\uFEFF'=cmd|x,+1,-2.5,'-2+3,'@a,'＝1,5,-5,true,\r\n",
    )
  })

  it('writes what readCsv reads back', () => {
    const field = fc
      .string({ unit: fc.constantFrom('"', ',', '\n', '\r', '=', '-', ' ', '甲', 'a', ';', '\t'), maxLength: 8 })
      .filter((text) => !/^'|^="/.test(text))
    fc.assert(
      fc.property(fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (given) => {
        const heading = ['h,1', 'h2']
        const text = writeCsv([heading, ...given])
          .toString()
          .slice(1)
        const grid = unwrap(readCsv(text, sheetLimits))
        expect(grid.cells.slice(1).map((row) => row.map((cell) => (cell?.kind === 'text' ? cell.text : '')))).toEqual(given)
      }),
      { numRuns: 500 },
    )
  })
})
