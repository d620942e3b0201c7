// What the portal and the start may use of oversight.
export { followFigures } from './actions/follow.ts'
export { recompute, type Recomputed } from './actions/recompute.ts'
export {
  figureMonths,
  figuresSentence,
  publicFigures,
  monthFigures,
  monthWords,
  shareWords,
  type MonthFigures,
  type NamedFigures,
} from './actions/report.ts'
export { countNames, type CountName } from './domain/count.ts'
export { formulae, publishedRate, type Rate } from './domain/figures.ts'
export { oversightPermissions, oversightRoutes } from './http.ts'
export { oversightJobs } from './jobs.ts'
export { oversightTexts } from './texts.ts'
