// Builds the web bundles when there are none yet, or when their sources are newer.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

const root = new URL('../', import.meta.url).pathname
const manifest = join(root, 'dist/.vite/manifest.json')

const newest = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .reduce((latest, entry) => Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0)

const sources = Math.max(newest(join(root, 'web')), statSync(join(root, 'package-lock.json')).mtimeMs)
if (!existsSync(manifest) || statSync(manifest).mtimeMs < sources) {
  process.stdout.write('  正在打包网页…  building the web bundles…\n')
  await build({ root, logLevel: 'warn' })
}
