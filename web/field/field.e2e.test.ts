import { afterAll, beforeAll, expect, it } from 'vitest'
import { eachDatabase } from '../../test/support/database.ts'
import { seedDistrict } from '../../test/support/district.ts'
import { addAccount, addMembership, hashPassword, loadSecurity } from '../../src/access/api.ts'
import type { Role } from '../../src/kernel/actor.ts'
import { inTransaction } from '../../src/kernel/kernel.ts'
import { findByCode, readState } from '../../src/matters/api.ts'
import { cacheName, savePlaces } from '../../src/territory/api.ts'
import { hidden, openStaffSite, type StaffSite } from './testing.ts'
import { safeNext } from './who.ts'

const password = 'Plum-blossom-7'

/** One white pixel. */
const photo = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64')

it('goes back only to pages of its own', () => {
  expect(['/field/report?kind=grid-hazard', '/workbench/matters/1', '/field'].map(safeNext)).toEqual([
    '/field/report?kind=grid-hazard',
    '/workbench/matters/1',
    '/field',
  ])
  for (const bad of ['https://evil.example', '//evil.example', '/\\evil', '/field\\..', '/fieldx', undefined, '/field/\n'])
    expect(safeNext(bad)).toBe('/field')
})

eachDatabase('the grid worker’s pages', (open) => {
  let site: StaffSite
  beforeAll(async () => {
    site = await openStaffSite(await open())
    const { kernel } = site
    await seedDistrict(kernel)
    const passwordHash = await hashPassword(password, (await loadSecurity(kernel)).argon2)
    const person = (login: string, role: Role, unit: string) =>
      inTransaction(kernel, async (tx) => {
        const id = await addAccount(kernel, tx, { login, name: `人${login}`, phone: null, passwordHash, mustChange: false }, kernel.clock())
        await addMembership(kernel, tx, { account: id ?? '', unit, role, since: '2026-01-01', until: null }, kernel.clock())
      })
    await person('grid', 'grid-worker', 'u-community-1')
    await person('roads', 'handler', 'u-roads')
    await inTransaction(kernel, async (tx) => {
      await savePlaces(tx, [
        {
          id: 'b-3',
          name: '静苑3号楼',
          aliases: [],
          kind: 'building',
          areaCode: '990101001001001',
          lon: 116.002,
          lat: 40.002,
          outline: null,
        },
      ])
      await kernel.caches.changed(tx, cacheName, kernel.clock())
    })
  })
  afterAll(() => site.app.close())

  const base = { kind: 'grid-hazard', category: 'h.litter', nature: '' }
  const send = (form: Readonly<Record<string, string>>, files: Parameters<StaffSite['post']>[2] = []) =>
    site.post('/field/report', Object.entries(form), files)
  const codeIn = (body: string): string =>
    Array.from(body.slice(body.indexOf('class="groups"')).matchAll(/<span>(\d{4})<\/span>/g), ([, group]) => group)
      .slice(0, 3)
      .join('')

  it('leads to the sign-in and back to the page wanted', async () => {
    const away = await site.get('/field/report?kind=grid-hazard')
    expect(away.headers.location).toBe('/field/sign-in?next=%2Ffield%2Freport%3Fkind%3Dgrid-hazard')
    const wrong = await site.plain('/field/sign-in', { login: 'grid', password: 'no', next: '/field/report?kind=grid-hazard' })
    expect(wrong.statusCode).toBe(401)
    expect(wrong.body).toContain('登录名或密码不正确')
    const right = await site.plain('/field/sign-in', { login: 'grid', password, next: '/field/report?kind=grid-hazard' })
    expect(right.headers.location).toBe('/field/report?kind=grid-hazard')
  })

  it('asks by links what kind, which category and how it stands', async () => {
    expect((await site.get('/field/report')).body).toContain('巡查发现的问题')
    const categories = await site.get('/field/report?kind=grid-hazard')
    expect(categories.body).toContain('/field/report?kind=grid-hazard&amp;category=h.litter')
    expect((await site.get('/field/report?kind=grid-hazard&q=%E5%9E%83%E5%9C%BE')).body).toContain('暴露垃圾')
    expect((await site.get('/field/report?kind=grid-hazard&category=h.litter')).body).toContain('我当场解决了')
    expect((await site.get('/field/report?kind=resident-request&category=none')).body).toContain('居民想要什么')
    const form = await site.get('/field/report?kind=grid-hazard&category=h.litter&how=up')
    expect(form.body).not.toContain('怎么解决的')
    expect(form.body).toContain('静苑3号楼')
    expect((await site.get('/field/report?kind=grid-hazard&category=h.litter&how=solved')).body).toContain('怎么解决的')
  })

  it('tells every fault with the draft kept', async () => {
    const form = await site.get('/field/report?kind=grid-hazard&category=h.litter&how=solved')
    const answer = await send({ ...base, how: 'solved', operation: hidden(form.body, 'operation'), text: '', measures: '', spot: '' }, [
      { field: 'photos', name: 'x.png', bytes: Buffer.from('no picture') },
    ])
    expect(answer.statusCode).toBe(422)
    const told = Array.from(answer.body.matchAll(/<li><a href="#([^"]+)">/g), ([, id]) => id)
    expect(told).toEqual(expect.arrayContaining(['f-text', 'f-photos', 'f-place-address', 'f-measures']))
    const kept = await send({
      ...base,
      how: 'solved',
      operation: hidden(form.body, 'operation'),
      text: '楼道堆物',
      measures: '',
      spot: 'placeId~b-3',
    })
    expect(kept.body).toContain('楼道堆物')
    expect(kept.body).toMatch(/value="placeId~b-3"[^>]* selected|selected[^>]* value="placeId~b-3"/)
  })

  it('files what was solved on the spot, with a photo and the place of a building, once', async () => {
    const form = await site.get('/field/report?kind=grid-hazard&category=h.litter&how=solved')
    const filled = {
      ...base,
      how: 'solved',
      operation: hidden(form.body, 'operation'),
      text: '3号楼门口有垃圾',
      measures: '已清走',
      spot: 'placeId~b-3',
    }
    const answer = await send(filled, [{ field: 'photos', name: 'x.png', bytes: photo }])
    expect(answer.statusCode, answer.body).toBe(200)
    const code = codeIn(answer.body)
    const found = await findByCode(site.kernel.db.sql, code)
    const state = found && (await readState(site.kernel.db.sql, found.id))
    expect(state).toMatchObject({
      door: 'field',
      stage: 'checking',
      areaCode: '990101001001001',
      located: true,
      filerUnit: 'u-community-1',
      category: 'h.litter',
    })
    expect((await site.get('/field')).body).toContain('3号楼门口有垃圾')
  })

  it('a press sent twice files once', async () => {
    const form = await site.get('/field/report?kind=grid-hazard&category=h.litter&how=keep')
    const filled = { ...base, how: 'keep', operation: hidden(form.body, 'operation'), text: '路边有树枝', spot: 'areaCode~990101001001002' }
    const [first, second] = [await send(filled), await send(filled)]
    expect(codeIn(first.body)).not.toBe('')
    expect(codeIn(second.body)).toBe(codeIn(first.body))
    const today = (await site.get('/field')).body
    expect(today.split('路边有树枝').length - 1).toBe(2)
  })

  it('files for a resident, with the secret to hand over', async () => {
    const form = await site.get('/field/report?kind=resident-request&category=env.litter&nature=help')
    const answer = await send({
      kind: 'resident-request',
      category: 'env.litter',
      nature: 'help',
      operation: hidden(form.body, 'operation'),
      text: '张大爷家水管漏水，想请人看看',
      'contact.name': '张大爷',
      'contact.phone': '13900001234',
      'contact.wish': 'phone',
      spot: 'areaCode~990101001001',
    })
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.body).toContain('查询码')
  })

  it('is no place for other posts', async () => {
    await site.plain('/field/sign-out', {})
    await site.plain('/field/sign-in', { login: 'roads', password })
    const answer = await site.get('/field/report')
    expect(answer.statusCode).toBe(403)
    expect(answer.body).toContain('您的岗位不能在这里上报')
  })
})
