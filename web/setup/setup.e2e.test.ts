import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eachDatabase } from '../../test/support/database.ts'
import { issueSetUpToken, loadDirectory } from '../../src/access/api.ts'
import { countyOf, findCounties, unitColumns } from '../../src/administration/api.ts'
import { writeColumnsOf, writeTable } from '../../src/kernel/sheets/write.ts'
import { loadPlaces } from '../../src/territory/api.ts'
import { openStaffSite, type StaffSite } from '../field/testing.ts'

const person = [
  ['login', 'admin'],
  ['name', '管理员'],
  ['password', 'Plum-blossom-7'],
] as const
const county = [
  ['code', '990101'],
  ['county', '清源区'],
  ['countyEn', 'Qingyuan'],
] as const
const units = [
  ['units.0.name', '学苑街道办事处'],
  ['units.0.kind', 'street'],
  ['units.0.areas', '990101001'],
  ['units.1.name', '静苑社区居委会'],
  ['units.1.kind', 'community'],
  ['units.1.areas', '990101001001'],
  ['units.1.parent', '学苑街道办事处'],
  ['units.2.name', '城市管理委员会'],
  ['units.2.kind', 'department'],
] as const

describe('the list of counties', () => {
  it('knows codes and finds names, with the province and city before them', () => {
    expect(countyOf('110108')).toEqual({ code: '110108', name: '海淀区', within: '北京市' })
    expect(findCounties('石家庄 长安', 3)[0]).toMatchObject({ code: '130102' })
    expect(findCounties('朝阳区', 12).length).toBeGreaterThan(1)
    expect(findCounties('   ', 3)).toEqual([])
    expect(countyOf('990101')).toBeNull()
  })
})

eachDatabase('the first set-up', (open) => {
  let site: StaffSite
  let token = ''
  beforeAll(async () => {
    site = await openStaffSite(await open())
    token = (await issueSetUpToken(site.kernel, site.kernel.clock())) ?? ''
  })
  afterAll(() => site.app.close())

  it('is where every page leads until it is done', async () => {
    for (const path of ['/field', '/field/report']) expect((await site.get(path)).headers.location).toBe('/setup')
    const page = await site.get('/setup?lang=en')
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('First start')
  })

  it('refuses a wrong token, and keeps what was typed', async () => {
    const answer = await site.post('/setup', [['token', 'WRONG'], ...person, ...county, ...units, ['go', 'set-up']])
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('token that')
    expect(answer.body).toContain('静苑社区居委会')
    expect(answer.body).not.toContain('Plum-blossom-7')
  })

  it('tells every fault at once, at its field', async () => {
    const answer = await site.post('/setup?lang=zh', [
      ['token', token],
      ['login', 'x'],
      ['name', ''],
      ['password', 'short'],
      ['code', '99'],
      ['county', ''],
      ['units.0.name', ''],
      ['units.0.areas', '12'],
      ['units.1.name', '某社区'],
      ['units.1.kind', 'community'],
      ['units.1.parent', '没有的街道'],
    ])
    expect(answer.statusCode).toBe(422)
    const told = Array.from(answer.body.matchAll(/<li><a href="#([^"]+)">/g), ([, id]) => id)
    for (const id of [
      'f-login',
      'f-name',
      'f-password',
      'f-code',
      'f-county',
      'f-units-0-name',
      'f-units-0-kind',
      'f-units-0-areas',
      'f-units-1-parent',
    ])
      expect(told).toContain(id)
    expect(told.indexOf('f-code')).toBeLessThan(told.indexOf('f-login'))
    expect((await loadDirectory(site.kernel)).all()).toEqual([])
  })

  it('finds the county by its name, and adds rows, without JavaScript', async () => {
    const found = await site.post('/setup', [
      ['token', token],
      ['find', '海淀'],
      ['go', 'find'],
    ])
    expect(found.body).toContain('北京市海淀区')
    const more = await site.post('/setup', [
      ['token', token],
      ['pick', '110108'],
      ['units.0.name', '一'],
      ['go', 'more'],
    ])
    expect(more.body).toContain('units.7.name')
    expect(more.body).toContain('value="110108"')
  })

  it('tells the faults of a sheet by row', async () => {
    const sheet = await writeTable(
      writeColumnsOf(unitColumns, 'zh'),
      [
        { id: 'u-1', name: '坏', kind: '公司' },
        { id: 'U 2', name: '也坏', kind: '职能部门', parent: 'u-none' },
      ],
      { sheet: 'x' },
    )
    const answer = await site.post(
      '/setup',
      [['token', token], ...person, ...county, ['go', 'set-up']],
      [{ field: 'sheet', name: 'units.xlsx', bytes: sheet }],
    )
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('第 2 行「类型」')
    expect(answer.body).toContain('第 3 行「上级单位代码」')
    expect(
      (
        await site.post(
          '/setup',
          [['token', token], ...person, ...county],
          [{ field: 'sheet', name: 'x.xlsx', bytes: Buffer.from('%PDF-1.4 no sheet') }],
        )
      ).statusCode,
    ).toBe(422)
  })

  it('ends signed in, with areas, duties and units, and only once', async () => {
    const answer = await site.post('/setup', [['token', token], ...person, ...county, ...units, ['go', 'set-up']])
    expect(answer.statusCode, answer.body).toBe(303)
    expect(answer.headers.location).toBe('/workbench')
    const directory = await loadDirectory(site.kernel)
    expect(directory.unit('u-990101001001')).toMatchObject({ name: '静苑社区居委会', parent: 'u-990101001' })
    expect(directory.unit('u-3')?.parent).toBe('u-990101')
    expect(directory.dutyUnit('dispatcher', '990101001001')).toBe('u-990101001')
    expect(directory.dutyUnit('dispatcher', '990101002')).toBe('u-990101')
    expect(directory.dutyUnit('community-worker', '990101001001')).toBe('u-990101001001')
    expect((await loadPlaces(site.kernel)).pathOf('990101001001').map((area) => area.name)).toEqual(['清源区', '学苑街道', '静苑社区'])
    const signedIn = await site.get('/field')
    expect(signedIn.statusCode).toBe(403)
    expect((await site.get('/setup')).body).toContain('已经设置好了')
    expect((await site.post('/setup', [['token', token], ...person, ...county])).body).toContain('已经设置好了')
  })
})
