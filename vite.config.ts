import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const compressible = new Set(['.js', '.mjs', '.css', '.svg', '.json'])

/** Lays compressed copies beside the built files, which the server then sends as they are. */
const compressedCopies = (folder: string): Plugin => ({
  name: 'compressed-copies',
  apply: 'build',
  writeBundle() {
    for (const name of readdirSync(folder)) {
      if (!compressible.has(extname(name))) continue
      const bytes = readFileSync(join(folder, name))
      if (bytes.length < 1024) continue
      writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }))
      writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
    }
  },
})

// The fonts are an entry of their own: their style sheet is large and only machines without Chinese fonts need the slices it names.
const inputs = {
  workbench: 'web/workbench/index.html',
  portal: 'web/portal/enhance.ts',
  'portal-style': 'web/portal/style.css',
  fonts: 'web/portal/fonts.css',
}

export default defineConfig({
  base: '/assets/',
  publicDir: false,
  plugins: [react(), compressedCopies('dist')],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsDir: '',
    manifest: true,
    // Files are never put into style sheets as data: the server's policy allows fonts from its own address only.
    assetsInlineLimit: 0,
    // Residents' telephones are old; staff's machines are not, but one target keeps one build.
    target: ['es2020', 'chrome87', 'safari14', 'firefox78'],
    chunkSizeWarningLimit: 2000,
    reportCompressedSize: false,
    rolldownOptions: { input: inputs },
  },
})
