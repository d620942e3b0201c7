import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readAssets } from './assets.ts'
import { startBench } from './testing.ts'

const manifest = {
  'web/workbench/index.html': { file: 'workbench-a1.js', imports: ['_shared-b2.js'], css: ['workbench-c3.css'], isEntry: true },
  '_shared-b2.js': { file: 'shared-b2.js', css: ['shared-d4.css'] },
  'web/portal/style.css': { file: 'portal-style-e5.css', isEntry: true },
}

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'linli-assets-'))
  mkdirSync(join(folder, '.vite'))
  mkdirSync(join(folder, 'web/workbench'), { recursive: true })
  writeFileSync(join(folder, '.vite/manifest.json'), JSON.stringify(manifest))
  writeFileSync(join(folder, 'web/workbench/index.html'), '<div id="root"></div>')
  writeFileSync(join(folder, 'portal-style-e5.css'), 'body{}')
  writeFileSync(join(folder, 'portal-style-e5.css.gz'), 'gz')
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('readAssets', () => {
  it('finds built files by their source', () => {
    const assets = readAssets(folder)
    expect(assets?.asset('web/portal/style.css')).toBe('/assets/portal-style-e5.css')
    expect(assets?.styles('web/workbench/index.html')).toEqual(['/assets/shared-d4.css', '/assets/workbench-c3.css'])
    expect(assets?.preloads('web/workbench/index.html')).toEqual(['/assets/shared-b2.js'])
    expect(assets?.page('web/workbench/index.html')).toContain('root')
    expect(assets?.has('web/field/index.html')).toBe(false)
    expect(() => assets?.asset('web/field/index.html')).toThrow('npm run build')
  })

  it('gives null where nothing was built', () => {
    expect(readAssets(join(folder, 'none'))).toBeNull()
  })
})

describe('/assets/', () => {
  it('serves built files for good, compressed to those who take it, and nothing beside them', async () => {
    const bench = await startBench({}, { options: { assets: folder } })
    const plain = await bench.call({ url: '/assets/portal-style-e5.css' })
    expect([plain.body, plain.headers['cache-control']]).toEqual(['body{}', 'public, max-age=31536000, immutable'])
    const small = await bench.call({ url: '/assets/portal-style-e5.css', headers: { 'accept-encoding': 'gzip' } })
    expect([small.body, small.headers['content-encoding'], small.headers['content-type']]).toEqual([
      'gz',
      'gzip',
      'text/css; charset=utf-8',
    ])
    for (const path of ['.vite/manifest.json', '../package.json', '%2e%2e/package.json', 'web/workbench/index.html', 'missing.css']) {
      expect([path, (await bench.call({ url: `/assets/${path}` })).statusCode]).toEqual([path, 404])
    }
    await bench.app.close()
  })
})
