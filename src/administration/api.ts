// What other capabilities and the start may use of administration.
export { loadWords } from './wording.ts'
export { type County, countyOf, findCounties } from './counties.ts'
export { unitColumns, unitNote, unitRowsOf } from './domain/people.ts'
export { administrationTexts } from './texts.ts'
export { readPlacesWithin } from './store.ts'
