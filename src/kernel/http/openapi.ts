import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { AnyRoute, RouteTable } from './route.ts'
import { strictly } from './strict.ts'

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
type JsonObject = { readonly [key: string]: Json }

/** The OpenAPI 3.1 document of all JSON routes; pages are left out. `operationId` is the route's name in the table. */
export const openApi = (routes: RouteTable): JsonObject => {
  const schemas: Record<string, Json> = { Problem: problemSchema }
  const paths: Record<string, Record<string, Json>> = {}
  for (const [name, route] of jsonRoutes(routes)) {
    const path = route.path.replace(/:([A-Za-z0-9_]+)/g, '{$1}').replace('*', '{wildcard}')
    paths[path] ??= {}
    paths[path][route.method.toLowerCase()] = operation(name, route, schemas)
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Linli 邻里', version: '1', description: 'Every address that the workbench and other programs use.' },
    servers: [{ url: '/' }],
    paths,
    components: { schemas },
  }
}

/** Method and path of every JSON route by name: all that the typed client needs at run time. */
export const routePaths = (routes: RouteTable): Record<string, readonly [method: string, path: string]> =>
  Object.fromEntries(jsonRoutes(routes).map(([name, route]) => [name, [route.method, route.path] as const]))

/** Serves both descriptions; they are made when first asked for, so that the start does not wait. */
export const addDescriptions = (app: FastifyInstance, routes: RouteTable): void => {
  const kept = new Map<string, string>()
  const serve = (path: string, make: () => unknown): void => {
    app.get(path, async (_request, reply) => {
      const text = kept.get(path) ?? JSON.stringify(make())
      kept.set(path, text)
      return reply.header('cache-control', 'public, max-age=60').type('application/json; charset=utf-8').send(text)
    })
  }
  serve('/api/openapi.json', () => openApi(routes))
  serve('/api/routes.json', () => routePaths(routes))
}

const jsonRoutes = (routes: RouteTable): [string, AnyRoute][] => Object.entries(routes).filter(([, route]) => route.output !== 'page')

const operation = (name: string, route: AnyRoute, schemas: Record<string, Json>): JsonObject => {
  const put = (part: string, schema: z.ZodType, io: 'input' | 'output'): JsonObject => jsonSchema(`${name}.${part}`, schema, io, schemas)
  const answer = put('answer', route.output as z.ZodType, 'output')
  const parameters = [
    ...parametersOf('path', route.params && put('params', route.params, 'input')),
    ...parametersOf('query', route.query && put('query', route.query, 'input')),
  ]
  return {
    operationId: name,
    summary: route.summary,
    tags: [name.split('.')[0] ?? name],
    'x-permission': route.permission,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: put('body', route.body as z.ZodType, 'input') } } } }
      : {}),
    responses: {
      200: { description: 'The answer', content: { 'application/json': { schema: answer } } },
      default: {
        description: 'A refusal, in the language of the reader',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

const parametersOf = (where: 'path' | 'query', schema: JsonObject | undefined): JsonObject[] => {
  if (!schema) return []
  const required = new Set(schema['required'] as readonly string[] | undefined)
  return Object.entries(schema['properties'] ?? {}).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || required.has(name),
    schema: property as Json,
  }))
}

/** A schema's JSON form; what it defines apart (shapes that contain themselves) moves to the document's components. */
const jsonSchema = (name: string, schema: z.ZodType, io: 'input' | 'output', schemas: Record<string, Json>): JsonObject => {
  const made = z.toJSONSchema(io === 'input' ? strictly(schema) : schema, {
    target: 'draft-2020-12',
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema: target }) => {
      if (zodSchema._zod.def.type === 'date') Object.assign(target, { type: 'string', format: 'date-time' })
    },
  })
  const { $schema: _, $defs, ...whole } = made
  const moved = (value: unknown): Json => {
    if (Array.isArray(value)) return value.map(moved)
    if (typeof value !== 'object' || value === null) return value as Json
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, key === '$ref' ? movedRef(name, String(inner)) : moved(inner)]),
    )
  }
  for (const [key, definition] of Object.entries($defs ?? {})) schemas[`${name}.${key}`] = moved(definition)
  if (JSON.stringify(made).includes('"$ref":"#"')) schemas[name] = moved(whole)
  return moved(whole) as JsonObject
}

const movedRef = (name: string, ref: string): string =>
  ref === '#' ? `#/components/schemas/${name}` : ref.replace('#/$defs/', `#/components/schemas/${name}.`)

const problemSchema: Json = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'fields'],
      properties: {
        code: { type: 'string' },
        message: { type: 'string' },
        fields: {
          type: 'array',
          items: {
            type: 'object',
            required: ['path', 'code', 'message'],
            properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
          },
        },
        requestId: { type: 'string' },
      },
    },
  },
}
