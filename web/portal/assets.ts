import { readAssets } from '../../src/kernel/http/assets.ts'
import type { Assets } from './layout.ts'

const folder = new URL('../../dist/', import.meta.url).pathname

let known: Assets | undefined

/** Addresses of the built style sheet and script; read once, for the bundles do not change while the server runs. */
export const portalAssets = (): Assets => {
  if (known) return known
  const built = readAssets(folder)
  if (!built) return { style: '/assets/missing.css' }
  known = {
    style: built.asset('web/portal/style.css'),
    script: built.asset('web/portal/enhance.ts'),
    fonts: built.asset('web/portal/fonts.css'),
  }
  return known
}
