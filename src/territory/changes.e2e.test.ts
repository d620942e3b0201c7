import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eachDatabase } from '../../test/support/database.ts'
import { seedDistrict, staff } from '../../test/support/district.ts'
import { createTestKernel } from '../../test/support/kernel.ts'
import { type Actor, hasRole } from '../kernel/actor.ts'
import { formTexts } from '../kernel/form/texts.ts'
import { raw } from '../kernel/html.ts'
import { createServer } from '../kernel/http/server.ts'
import { httpTexts } from '../kernel/http/texts.ts'
import { createTranslator } from '../kernel/i18n.ts'
import { areaRoutes, territoryPermissions, territoryRoutes } from './http.ts'
import { territoryTexts } from './texts.ts'

const translator = createTranslator(httpTexts, formTexts, territoryTexts)
const actors: Readonly<Record<string, Actor>> = {
  admin: staff('u-county', 'administrator', '00000000-0000-4000-8000-000000000001'),
  handler: staff('u-roads', 'handler'),
}
const community = '990101001001'
const merge = { community, ended: [`${community}001`, `${community}002`], added: [{ name: '静苑网格', boundary: null }] }

eachDatabase('changes of areas over HTTP', (open) => {
  let app: FastifyInstance
  beforeAll(async () => {
    const kernel = createTestKernel(await open())
    await seedDistrict(kernel)
    app = await createServer(kernel, {
      routes: { ...territoryRoutes, ...areaRoutes({ things: {} }) },
      permissions: {
        has: (name) => Object.hasOwn(territoryPermissions, name),
        allows: (name, actor) => name === 'areas.change' && hasRole(actor, ...territoryPermissions[name]),
      },
      resolveActor: async (request) => actors[String(request.headers['x-actor'] ?? 'admin')] ?? { kind: 'anonymous' },
      translator: () => translator,
      errorPage: (_call, problem) => raw(problem.message),
    })
  })
  afterAll(() => app.close())

  const post = (url: string, body: object, who = 'admin') =>
    app.inject({
      method: 'POST',
      url,
      headers: { 'x-actor': who, 'accept-language': 'zh', 'sec-fetch-site': 'same-origin' },
      payload: body,
    })
  const codesOn = async (day: string): Promise<readonly string[]> =>
    (await app.inject({ method: 'GET', url: `/api/areas?level=grid&within=${community}&on=${day}` }))
      .json<{ code: string }[]>()
      .map(({ code }) => code.slice(12))

  it('shows, asks for the right, applies what was shown, and answers for past days', async () => {
    expect((await post('/api/areas/changes?dry=true', merge, 'handler')).statusCode).toBe(403)
    const shown = await post('/api/areas/changes?dry=true', merge)
    expect(shown.json()).toMatchObject({
      kind: 'merge',
      day: '2026-03-02',
      added: [{ code: `${community}003`, name: '静苑网格' }],
      moves: [
        { thing: 'places', moved: [] },
        { thing: 'staff', moved: [] },
      ],
    })
    expect(await codesOn('2026-03-02')).toEqual(['001', '002'])
    const { version } = shown.json<{ version: string }>()
    expect((await post('/api/areas/changes', { ...merge, version })).statusCode).toBe(200)
    expect(await codesOn('2026-03-02')).toEqual(['003'])
    expect(await codesOn('2026-03-01')).toEqual(['001', '002'])
    const drawn = await app.inject({ method: 'GET', url: `/api/areas/drawn?community=${community}&on=2026-03-01` })
    expect(drawn.json()).toMatchObject({
      day: '2026-03-01',
      today: '2026-03-02',
      community: { code: community, boundary: { type: 'Polygon' } },
      grids: [{ code: `${community}001`, boundary: { type: 'Polygon' } }, { code: `${community}002` }],
    })
    expect((await app.inject({ method: 'GET', url: '/api/areas/drawn?community=990101009009' })).statusCode).toBe(404)
  })

  it('tells every fault in words, by its place', async () => {
    const swapped = {
      type: 'Polygon',
      coordinates: [
        [
          [40, 116],
          [40.01, 116],
          [40.01, 116.01],
          [40, 116],
        ],
      ],
    }
    const asked = { community, ended: [`${community}001`], added: [{ name: '', boundary: swapped }] }
    const refused = await post('/api/areas/changes', asked)
    expect(refused.statusCode).toBe(422)
    expect(
      refused
        .json<{ error: { fields: { path: string; message: string }[] } }>()
        .error.fields.map(({ path, message }) => `${path} ${message}`),
    ).toEqual([`ended.0 ${community}001 不是本社区现行的网格或社区`, 'added.0.name 没有名称', 'added.0.boundary.0.0 经度和纬度写反了'])
  })
})
