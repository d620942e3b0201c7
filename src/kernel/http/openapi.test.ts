import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { html } from '../html.ts'
import { ok } from '../result.ts'
import { openApi, routePaths } from './openapi.ts'
import { route, type RouteTable } from './route.ts'
import { startBench } from './testing.ts'

interface Tree {
  readonly name: string
  readonly children: Tree[]
}
const tree: z.ZodType<Tree> = z.lazy(() => z.object({ name: z.string(), children: z.array(tree) }))

const routes = {
  'matters.read': route({
    method: 'GET',
    path: '/api/matters/:id/parts/:part',
    summary: 'One part',
    permission: 'staff.only',
    params: z.object({ id: z.uuid(), part: z.coerce.number() }),
    query: z.object({ full: z.stringbool().optional(), since: z.iso.date() }),
    output: z.object({ id: z.string(), at: z.date(), note: z.string().nullable() }),
    handle: async () => ok({ id: 'x', at: new Date(0), note: null }),
  }),
  'matters.change': route({
    method: 'PUT',
    path: '/api/matters/:id/parts/:part',
    summary: 'Changes a part',
    permission: 'staff.only',
    params: z.object({ id: z.uuid(), part: z.string() }),
    body: z.object({ title: z.string().max(60), tree, place: z.object({ x: z.number() }).optional() }),
    output: tree,
    handle: async (_call, { body }) => ok(body.tree),
  }),
  'page.home': route({
    method: 'GET',
    path: '/',
    summary: 'Home',
    permission: 'public',
    output: 'page',
    handle: async () => ok({ page: html`x` }),
  }),
} satisfies RouteTable

type Node = { readonly [key: string]: Node } & { readonly [index: number]: Node } & string

/** Every `$ref` must lead to something in the document. */
const danglingRefs = (document: unknown): string[] => {
  const refs = Array.from(JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g), (match) => match[1] ?? '')
  const target = (ref: string): unknown =>
    ref
      .replace('#/', '')
      .split('/')
      .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document)
  return refs.filter((ref) => !ref.startsWith('#/') || target(ref) === undefined)
}

describe('openApi', () => {
  const document = openApi(routes) as unknown as Node

  it('describes each JSON route under its name and leaves pages out', () => {
    expect(Object.keys(document['paths'] ?? {})).toEqual(['/api/matters/{id}/parts/{part}'])
    const path = document['paths']?.['/api/matters/{id}/parts/{part}']
    expect([path?.['get']?.['operationId'], path?.['put']?.['operationId']]).toEqual(['matters.read', 'matters.change'])
    expect(path?.['get']?.['parameters']).toMatchObject([
      { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
      { name: 'part', in: 'path', required: true },
      { name: 'full', in: 'query', required: false },
      { name: 'since', in: 'query', required: true, schema: { type: 'string', format: 'date' } },
    ])
    expect(path?.['get']?.['requestBody']).toBeUndefined()
    const body = path?.['put']?.['requestBody']?.['content']?.['application/json']?.['schema']
    expect(body).toMatchObject({
      type: 'object',
      required: ['title', 'tree'],
      additionalProperties: false,
      properties: { place: { additionalProperties: false } },
    })
    const answer = path?.['get']?.['responses']?.['200']?.['content']?.['application/json']?.['schema']
    expect(answer?.['properties']?.['at']).toEqual({ type: 'string', format: 'date-time' })
  })

  it('is whole: every reference resolves, every path parameter is described, every operation has an answer', () => {
    expect(document['openapi']).toBe('3.1.0')
    expect(danglingRefs(document)).toEqual([])
    expect(JSON.stringify(document)).toContain('$ref')
    for (const [path, operations] of Object.entries<Node>(document['paths'] ?? ({} as Node))) {
      const named = Array.from(path.matchAll(/\{(\w+)\}/g), (match) => match[1])
      for (const operation of Object.values<Node>(operations)) {
        const parameters = (operation['parameters'] ?? []) as unknown as { name: string; in: string }[]
        expect(parameters.filter((parameter) => parameter.in === 'path').map((parameter) => parameter.name)).toEqual(named)
        expect(Object.keys(operation['responses'] ?? {})).toEqual(['200', 'default'])
      }
    }
    for (const name of Object.keys(document['components']?.['schemas'] ?? {})) expect(name).toMatch(/^[a-zA-Z0-9._-]+$/)
  })

  it('is served, beside the paths that the client needs', async () => {
    const bench = await startBench(routes)
    const served = await bench.call({ url: '/api/openapi.json' })
    expect([served.statusCode, served.json()]).toEqual([200, document])
    expect((await bench.call({ url: '/api/routes.json' })).json()).toEqual(routePaths(routes))
    expect(routePaths(routes)).toEqual({
      'matters.read': ['GET', '/api/matters/:id/parts/:part'],
      'matters.change': ['PUT', '/api/matters/:id/parts/:part'],
    })
    await bench.app.close()
  })
})
