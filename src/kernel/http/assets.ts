import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** The built bundles by the names of their sources. */
export interface Assets {
  /** Folder to serve at /assets/. */
  readonly folder: string
  /** Whether a source was built. */
  has(source: string): boolean
  /** Address of a source's built file: `asset('web/portal/style.css')` → `/assets/style-Bx3kQ9a1.css`. Throws for a source that was not built. */
  asset(source: string): string
  /** Addresses of the style sheets that an entry and what it imports need, in order. */
  styles(source: string): readonly string[]
  /** Addresses of the scripts that an entry imports at once, to be preloaded. */
  preloads(source: string): readonly string[]
  /** The built HTML of an entry that is a page, with its scripts and styles linked. Throws for a source that was not built. */
  page(source: string): string
}

const manifestSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    css: z.array(z.string()).optional(),
    imports: z.array(z.string()).optional(),
  }),
)

type Manifest = z.output<typeof manifestSchema>

/** Reads the manifest that `npm run build` left in `folder`; null when nothing was built there. Read once, at start. */
export const readAssets = (folder: string): Assets | null => {
  const path = join(folder, '.vite', 'manifest.json')
  if (!existsSync(path)) return null
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  const entry = (source: string): Manifest[string] => {
    const found = manifest[source]
    if (!found) throw new Error(`${source} is not among the built bundles: run npm run build`)
    return found
  }
  return {
    folder,
    has: (source) => manifest[source] !== undefined,
    asset: (source) => address(entry(source).file),
    styles: (source) => [...new Set(closure(manifest, source).flatMap((name) => (entry(name).css ?? []).map(address)))],
    preloads: (source) =>
      closure(manifest, source)
        .filter((name) => name !== source)
        .map((name) => address(entry(name).file)),
    page: (source) => {
      entry(source)
      return readFileSync(join(folder, source), 'utf8')
    },
  }
}

const address = (file: string): string => `/assets/${file}`

/** An entry with all it imports, the deepest first, as style sheets must stand. */
const closure = (manifest: Manifest, source: string): string[] => {
  const seen = new Set<string>()
  const ordered: string[] = []
  const visit = (name: string): void => {
    if (seen.has(name)) return
    seen.add(name)
    for (const imported of manifest[name]?.imports ?? []) visit(imported)
    ordered.push(name)
  }
  visit(source)
  return ordered
}
