import { z } from 'zod'
import { postsOf } from '../../kernel/actor.ts'
import { route } from '../../kernel/http/route.ts'
import { ok, refuse } from '../../kernel/result.ts'
import { fileMatter } from '../actions/file.ts'
import { loadCatalogue } from '../catalogue.ts'
import { describe } from '../domain/diagram/describe.ts'
import { diagramOf } from '../domain/diagram/draw.ts'
import { namesFor } from '../present/names.ts'

const text = z.object({ zh: z.string(), en: z.string() })

const procedureView = z.object({
  id: z.string(),
  title: z.string(),
  doors: z.array(z.string()),
  by: z.array(z.string()),
  anonymous: z.boolean(),
  natures: z.array(z.object({ id: z.string(), title: z.string(), hint: z.string().nullable() })),
  categories: z.string(),
  form: z.array(z.unknown()),
  source: z.string(),
})

export const filingRoutes = {
  'matters.file': route({
    method: 'POST',
    path: '/api/matters',
    summary: 'Files a matter through a staff door',
    permission: 'matters.work',
    body: z.object({
      operation: z.uuid(),
      procedure: z.string().max(60),
      door: z.enum(['desk', 'field']),
      channel: z.string().max(40).nullable().optional(),
      nature: z.string().max(40).nullable().optional(),
      category: z.string().max(60).nullable().optional(),
      aboutUnit: z.string().max(60).nullable().optional(),
      anonymous: z.boolean().optional(),
      input: z.looseObject({}),
    }),
    output: z.object({ id: z.string(), code: z.string(), secret: z.string() }),
    async handle({ kernel, actor, now }, { body }) {
      const current = (await loadCatalogue(kernel)).inForce(body.procedure)
      const post = postsOf(actor).find((each) => current?.procedure.intake.by.includes(each.role))
      if (!post) return refuse('forbidden', 'matter.not-allowed')
      return fileMatter(kernel, actor, { ...body, filerUnit: post.unit, ...(post.prefixes[0] ? { area: post.prefixes[0] } : {}) }, now)
    },
  }),
  'procedures.list': route({
    method: 'GET',
    path: '/api/procedures',
    summary: 'The kinds of matter in force, with their filing forms',
    permission: 'matters.read',
    output: z.array(procedureView),
    async handle(call) {
      const { catalogue, text: say } = await namesFor(call)
      return ok(
        catalogue.procedures().map(({ procedure: { id, title, intake, source } }) => ({
          id,
          title: say(title),
          doors: [...intake.doors],
          by: [...intake.by],
          anonymous: intake.anonymous,
          natures: intake.natures.map((nature) => ({
            id: nature.id,
            title: say(nature.title),
            hint: nature.hint ? say(nature.hint) : null,
          })),
          categories: intake.categories,
          form: intake.form,
          source,
        })),
      )
    },
  }),
  'procedures.diagram': route({
    method: 'GET',
    path: '/api/procedures/:id/diagram',
    summary: 'The procedure as a picture (SVG), drawn from the file in force',
    permission: 'matters.read',
    params: z.object({ id: z.string().max(60) }),
    output: 'page',
    async handle({ kernel, lang }, { params }) {
      const current = (await loadCatalogue(kernel)).inForce(params.id)
      if (!current) return refuse('not-found', 'procedure.unknown')
      return ok({ bytes: Buffer.from(diagramOf(current.procedure, lang)), type: 'image/svg+xml' })
    },
  }),
  'procedures.text': route({
    method: 'GET',
    path: '/api/procedures/:id/text',
    summary: 'The procedure in plain words',
    permission: 'matters.read',
    params: z.object({ id: z.string().max(60) }),
    output: z.object({ text: z.string() }),
    async handle({ kernel, lang }, { params }) {
      const current = (await loadCatalogue(kernel)).inForce(params.id)
      return current ? ok({ text: describe(current.procedure, lang) }) : refuse('not-found', 'procedure.unknown')
    },
  }),
  'categories.list': route({
    method: 'GET',
    path: '/api/categories',
    summary: 'A category tree of the district',
    permission: 'matters.read',
    query: z.object({ tree: z.string().max(40).default('requests') }),
    output: z.array(z.object({ code: z.string(), parent: z.string().nullable(), name: text, keywords: z.array(z.string()) })),
    async handle({ kernel }, { query }) {
      const catalogue = await loadCatalogue(kernel)
      return ok(
        catalogue.categories(query.tree).map((each) => ({
          code: each.code,
          parent: each.parent,
          name: { zh: each.name, en: each.nameEn },
          keywords: [...each.keywords],
        })),
      )
    },
  }),
} as const
