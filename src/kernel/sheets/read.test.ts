import { describe, expect, it } from 'vitest'
import { bomb, oleFile } from '../files/samples.ts'
import { fileTexts } from '../files/texts.ts'
import { createTranslator } from '../i18n.ts'
import { unwrap } from '../result.ts'
import { readTable } from './read.ts'
import { orderColumns, relation, sheetData, sheetLimits, workbookOf } from './samples.ts'
import { sheetTexts } from './texts.ts'

const read = (bytes: Buffer) => readTable(bytes, orderColumns, sheetLimits)
const readCells = (...rows: readonly string[][]) => read(workbookOf({ sheet: sheetData(rows) }))

const refusal = async (bytes: Buffer) => {
  const result = await read(bytes)
  return result.ok ? 'read' : `${result.error.kind} ${result.error.code}`
}

/** Faults as `path code`. */
const faults = async (...rows: readonly string[][]) => {
  const result = await readCells(...rows)
  return result.ok ? [] : (result.error.fields ?? []).map((fault) => `${fault.path} ${fault.code}`)
}

const heading = ['工单编号', '诉求性质']

describe('readTable', () => {
  it('finds headings below a title, in any order and language, with marks and remarks', async () => {
    const table = unwrap(
      await readCells(
        ['清源区热线转办单'],
        [],
        ['Urgent', ' 诉求 性质*', '电话（选填）', '備考', '編号', '编号（必填）', 'ＤＵＥ', '受理日期'],
        ['是', '投诉类', '<c @ ><v>13800000000</v></c>', 'x', '', ' A－1 ', '2026年3月5日 14:30', '<c @ s="1"><v>46086</v></c>'],
        ['', '', '', '', '', '', '', ''],
        ['√', 'consult', '', '', '', 'A-2', '<c @ s="1"><v>46086.60416666667</v></c>', '20260305'],
      ),
    )
    expect(table).toMatchObject({ sheet: 'Sheet1', headingRow: 3, columns: ['urgent', 'nature', 'phone', 'code', 'due', 'filed'] })
    expect(table.rows).toEqual([
      {
        row: 4,
        values: {
          code: 'A－1',
          phone: '13800000000',
          nature: 'complaint',
          filed: '2026-03-05',
          due: '2026-03-05T14:30:00',
          people: null,
          urgent: true,
        },
      },
      {
        row: 6,
        values: {
          code: 'A-2',
          phone: null,
          nature: 'consult',
          filed: '2026-03-05',
          due: '2026-03-05T14:30:00',
          people: null,
          urgent: true,
        },
      },
    ])
    expect(table.warnings.map((warning) => [warning.code, warning.params?.['heading']])).toEqual([
      ['sheet.unknown-column', '備考'],
      ['sheet.unknown-column', '編号'],
    ])
  })

  it('tells all faults of all rows at once, with place, heading and value', async () => {
    const result = await readCells(
      [...heading, '受理日期', '人数', '紧急', '电话'],
      ['', '表扬', '2026-02-30', '很多', '也许', '<c @><v>1.23456789012346E+17</v></c>'],
      ['B', '咨询', '<c @><v>12</v></c>', '0', '', '<c @ t="e"><v>#REF!</v></c>'],
      ['C', '', '', '1.5', '', '<c @><f>A1</f></c>'],
    )
    if (result.ok) throw new Error('read')
    expect(result.error).toMatchObject({ kind: 'invalid', code: 'sheet.faults', params: { count: 12 } })
    expect(result.error.fields?.map((fault) => `${fault.path} ${fault.code} ${fault.params?.['column']}`)).toEqual([
      'rows.2.code sheet.required A',
      'rows.2.phone sheet.digits-lost F',
      'rows.2.nature sheet.not-a-choice B',
      'rows.2.filed sheet.not-a-date C',
      'rows.2.people sheet.not-a-number D',
      'rows.2.urgent sheet.not-yes-or-no E',
      'rows.3.phone sheet.cell-error F',
      'rows.3.filed sheet.not-a-date C',
      'rows.3.people sheet.too-small D',
      'rows.4.phone sheet.formula-empty F',
      'rows.4.nature sheet.required B',
      'rows.4.people sheet.not-an-integer D',
    ])
  })

  it('says each fault in words', async () => {
    const result = await readCells(heading, ['A', '表扬'])
    const say = createTranslator(sheetTexts, fileTexts)
    const fault = result.ok ? undefined : result.error.fields?.[0]
    expect(say('zh', fault?.code ?? '', fault?.params)).toBe('第 2 行「诉求性质」没有“表扬”这一项，可填：咨询、投诉。')
  })

  it('takes the kept result of a formula and never the formula', async () => {
    const table = unwrap(
      await readCells([...heading, '人数'], ['<c @ t="str"><f>CONCAT("A",1)</f><v>A1</v></c>', '咨询', '<c @><f>SUM(1,2)</f><v>3</v></c>']),
    )
    expect(table.rows[0]?.values).toMatchObject({ code: 'A1', people: 3 })
  })

  it('tells missing and double columns, and a sheet without headings', async () => {
    expect(await faults(['工单编号', '编号', '电话'], ['A', 'B', 'C'])).toEqual([
      'columns.nature sheet.missing-column',
      'columns.code sheet.double-column',
    ])
    expect(await faults(['甲', '乙'], ['A', 'B'])).toEqual(['headings sheet.no-headings'])
    expect(await refusal(workbookOf({}))).toBe('invalid sheet.faults')
  })

  it('bounds rows and the number of faults told', async () => {
    const many = Array.from({ length: 201 }, () => ['A', '咨询'])
    expect(await faults(heading, ...many)).toEqual(['rows sheet.too-many-rows'])
    expect(await faults(heading, ...many.slice(1))).toEqual([])
    const told = await faults(heading, ...Array.from({ length: 70 }, () => ['A', '']))
    expect(told).toHaveLength(51)
    expect(told.at(-1)).toBe('rows sheet.more-faults')
  })

  it('refuses merged cells in the data, not in the title', async () => {
    const rows = sheetData([['转办单'], heading, ['A', '咨询'], ['', '投诉']])
    const merge = (range: string) => read(workbookOf({ sheet: `${rows}<mergeCells count="1"><mergeCell ref="${range}"/></mergeCells>` }))
    expect(await merge('A3:A4')).toMatchObject({ ok: false, error: { fields: [{ code: 'sheet.merged', params: { range: 'A3:A4' } }, {}] } })
    const title = await read(
      workbookOf({ sheet: `${sheetData([['转办单'], heading, ['A', '咨询']])}<mergeCells><mergeCell ref="A1:B1"/></mergeCells>` }),
    )
    expect(title.ok).toBe(true)
  })

  it('reads the first visible sheet and tells of the others and of what is hidden in it', async () => {
    const second = `<worksheet><cols><col min="3" max="4" hidden="1"/></cols>${sheetData([heading, ['A', '咨询']]).replace('<row r="2">', '<row r="2" hidden="1">')}</worksheet>`
    const table = unwrap(
      await read(
        workbookOf({
          sheets:
            '<sheet name="码表" sheetId="1" state="hidden" r:id="rId1"/><sheet name="工单" sheetId="2" r:id="rId2"/><sheet name="三" sheetId="3" r:id="rId3"/>',
          relations: relation('rId2', 'worksheet', '/xl/worksheets/two.xml') + relation('rId3', 'worksheet', 'worksheets/sheet1.xml'),
          whole: { 'xl/worksheets/two.xml': second },
        }),
      ),
    )
    expect(table.sheet).toBe('工单')
    expect(table.rows).toHaveLength(1)
    expect(table.warnings).toEqual([
      { code: 'sheet.only-first', params: { sheet: '工单' } },
      { code: 'sheet.hidden-sheets', params: { sheets: '码表' } },
      { code: 'sheet.hidden-rows', params: { count: 1 } },
      { code: 'sheet.hidden-columns', params: { count: 2 } },
    ])
    expect(await refusal(workbookOf({ sheets: '<sheet name="a" sheetId="1" state="veryHidden" r:id="rId1"/>' }))).toBe(
      'invalid sheet.no-sheet',
    )
  })

  it('reads shared and rich texts, prefixed tags, and days counted from 1904', async () => {
    const shared = unwrap(
      await read(
        workbookOf({
          texts: ['工单编号', '诉求性质', 'A&amp;B', '咨询'],
          sheet: sheetData([
            ['<c @ t="s"><v>0</v></c>', '<c @ t="s"><v>1</v></c>'],
            ['<c @ t="s"><v>2</v></c>', '<c @ t="s"><v>3</v></c>'],
          ]),
        }),
      ),
    )
    expect(shared.rows[0]?.values).toMatchObject({ code: 'A&B' })
    const rich = unwrap(
      await readCells(heading, ['<c @ t="inlineStr"><is><r><t>甲</t></r><rPh><t>jia</t></rPh><r><t>乙</t></r></is></c>', '咨询']),
    )
    expect(rich.rows[0]?.values['code']).toBe('甲乙')
    const rows = sheetData([
      [...heading, '受理日期'],
      ['A', '咨询', '<c @ s="1"><v>1</v></c>'],
    ])
    const mac = unwrap(await read(workbookOf({ properties: '<workbookPr date1904="1"/>', sheet: rows })))
    expect(mac.rows[0]?.values['filed']).toBe('1904-01-02')
    const prefixed = `<x:worksheet xmlns:x="u">${sheetData([heading, ['A', '咨询']]).replace(/<(\/?)/g, '<$1x:')}</x:worksheet>`
    expect((await read(workbookOf({ whole: { 'xl/worksheets/sheet1.xml': prefixed } }))).ok).toBe(true)
  })
})

describe('hostile and foreign files', () => {
  const filled = sheetData([heading, ['A', '咨询']])

  it('rows and columns far out cost nothing when empty and are refused when filled', async () => {
    const far = (row: string) => read(workbookOf({ sheet: filled.replace('</sheetData>', `${row}</sheetData>`) }))
    expect((await far('<row r="1048576"><c r="XFD1048576" s="1"/></row>')).ok).toBe(true)
    expect(await far('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')).toMatchObject({
      ok: false,
      error: { code: 'sheet.too-many-rows' },
    })
    expect(await far('<row r="3"><c r="XFD3"><v>1</v></c></row>')).toMatchObject({ ok: false, error: { code: 'sheet.too-many-columns' } })
    for (const bad of [
      '<row r="999999999999"/>',
      '<row r="2"/>',
      '<row r="3"><c r="A9"><v>1</v></c></row>',
      '<row r="3"><c><v>1</v></c></row>',
      '<row r="x"/>',
    ])
      expect((await far(bad)).ok).toBe(bad.includes('999999999999'))
  })

  it('comments, CDATA, document types and broken markup are refused', async () => {
    for (const bad of ['<!-- -->', '<![CDATA[x]]>', '<!DOCTYPE x>', '<?x?>', '<c', '<c r="A1', '<v><c>', '</c>'])
      expect(await refusal(workbookOf({ sheet: filled.replace('<row r="2">', `<row r="2">${bad}`) }))).toBe('invalid sheet.unreadable')
    expect(await refusal(workbookOf({ sheet: filled, whole: { 'xl/sharedStrings.xml': '<!DOCTYPE a [<!ENTITY b "c">]><sst/>' } }))).toBe(
      'invalid sheet.unreadable',
    )
    expect(await refusal(workbookOf({ sheet: '<sheetData>' }))).toBe('invalid sheet.unreadable')
    expect(await refusal(workbookOf({ whole: { 'xl/workbook.xml': '<x' } }))).toBe('invalid sheet.unreadable')
  })

  it('bombs, old formats, locked files, HTML, pictures and nothing at all', async () => {
    expect(await refusal(bomb(6_000_000, 6_000_000))).toBe('too-large file.unfolds')
    expect(await refusal(bomb(1000, 1000))).toBe('invalid sheet.unreadable')
    expect(await refusal(oleFile('Workbook'))).toBe('unsupported sheet.old-format')
    expect(await refusal(oleFile('EncryptedPackage'))).toBe('unsupported file.encrypted')
    expect(await refusal(Buffer.from('<html><table><tr><td>工单编号</td></tr></table>'))).toBe('unsupported sheet.old-format')
    expect(await refusal(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0xff, 0xff]))).toBe('invalid sheet.unreadable')
    expect(await refusal(Buffer.alloc(0))).toBe('invalid sheet.faults')
    expect(await refusal(Buffer.alloc(2_000_001, 65))).toBe('too-large sheet.too-large')
  })
})

describe('CSV', () => {
  const text = '编号,诉求性质,受理日期,人数\r\n"A,""1""\r\n二",投诉,2026/3/5,"1,200"\r\n'
  it('is read by its bytes: UTF-8, UTF-16, GBK', async () => {
    const wide = orderColumns.map((column) => (column.key === 'people' ? { ...column, max: 5000 } : column))
    const gbk = Buffer.concat([
      Buffer.from('b1e0bac5', 'hex'),
      Buffer.from(','),
      Buffer.from('cbdfc7f3d0d4d6ca', 'hex'),
      Buffer.from('\nA,'),
      Buffer.from('d7c9d1af', 'hex'),
    ])
    for (const bytes of [Buffer.from(text), Buffer.from(`\uFEFF${text}`), Buffer.from(`\uFEFF${text}`, 'utf16le')]) {
      const table = unwrap(await readTable(bytes, wide, sheetLimits))
      expect(table.rows).toEqual([
        {
          row: 2,
          values: { code: 'A,"1"\n二', nature: 'complaint', filed: '2026-03-05', people: 1200, phone: null, due: null, urgent: null },
        },
      ])
    }
    expect(unwrap(await read(gbk)).rows[0]?.values).toMatchObject({ code: 'A', nature: 'consult' })
  })

  it('takes tabs and semicolons, kept zeros, and refuses an open quote', async () => {
    expect(unwrap(await read(Buffer.from('编号\t诉求性质\n="0012"\t咨询'))).rows[0]?.values).toMatchObject({ code: '0012' })
    expect(unwrap(await read(Buffer.from('编号;诉求性质\n7;咨询'))).rows[0]?.values).toMatchObject({ code: '7' })
    expect(await refusal(Buffer.from('编号,诉求性质\n"A,咨询'))).toBe('invalid sheet.open-quote')
    expect(await refusal(Buffer.from('编号,诉求性质\n"A"x,咨询'))).toBe('invalid sheet.open-quote')
  })
})
