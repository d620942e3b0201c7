import { readAssets } from './kernel/http/assets.ts'
import { route } from './kernel/http/route.ts'
import { ok, refuse } from './kernel/result.ts'

/** Where the built bundles lie. */
export const assetsFolder = new URL('../dist/', import.meta.url).pathname

const shell = () => readAssets(assetsFolder)?.page('web/workbench/index.html')

const page = () => {
  const html = shell()
  return html ? ok({ bytes: Buffer.from(html), type: 'text/html; charset=utf-8' }) : refuse('not-found', 'http.not-found')
}

/** The staff workbench: one page, whose screens are chosen in the browser. */
export const workbenchRoutes = {
  'workbench.home': route({
    method: 'GET',
    path: '/workbench',
    summary: 'The workbench',
    permission: 'public',
    inlineStyles: true,
    output: 'page',
    handle: async () => page(),
  }),
  'workbench.screen': route({
    method: 'GET',
    path: '/workbench/*',
    summary: 'A screen of the workbench',
    permission: 'public',
    inlineStyles: true,
    output: 'page',
    handle: async () => page(),
  }),
} as const
