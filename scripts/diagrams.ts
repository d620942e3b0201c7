// `npm run diagrams`: draws each procedure into docs/procedures, from the files themselves.
import { mkdirSync } from 'node:fs'
import { loadDistrict } from '../demo/district/load.ts'
import { templateNames } from '../src/matters/domain/templates.ts'
import { loadProcedureFiles, writeDiagrams } from '../src/matters/procedures.ts'

const folder = new URL('../docs/procedures/', import.meta.url)
mkdirSync(folder, { recursive: true })
const categories = new Set(loadDistrict().categories.map((category) => category.tree))
writeDiagrams(loadProcedureFiles({ templates: new Set(templateNames), categories }), folder)
