// What other capabilities may use of matters.
export { act, joinMatter, type Act, type Acted } from './actions/act.ts'
export { surroundings } from './actions/circumstances.ts'
export { eraseMatter } from './actions/erase.ts'
export { fileMatter, receiptDigest, type Filed, type FileRequest } from './actions/file.ts'
export { matterMover } from './actions/move.ts'
export { storeProcedures } from './actions/procedures.ts'
export { titleOf } from './actions/words.ts'
export { cacheName, loadCatalogue, type Catalogue, type Category } from './catalogue.ts'
export { conditionFacts, holds, routingFacts, checkCondition, type Facts } from './domain/conditions.ts'
export { allowedActions } from './domain/decide.ts'
export type { MatterEvent } from './domain/events.ts'
export { evolve, fold as foldEvents, type FoldedEvent } from './domain/evolve.ts'
export { joinFields } from './domain/joining.ts'
export type { Procedure } from './domain/procedure.ts'
export { can, factsOf, matterRules, scope } from './domain/relations.ts'
export { rowOf, type MatterRow } from './domain/row.ts'
export { isStanding, standingOf } from './domain/standing/table.ts'
export { isClosed, leadOf, type MatterClock, type MatterState } from './domain/state.ts'
export { templateNames } from './domain/templates.ts'
export { storeUpload, type Uploaded } from './http/files.ts'
export { inboxQuery, listQuery, presentRows } from './http/inbox.ts'
export { namesFor, leftOf, limitWords, type Names } from './present/names.ts'
export { maskName, maskPhone, readMatter } from './present/matter.ts'
export { officialClock } from './domain/listed.ts'
export { readCategoryTrees } from './store/procedures.ts'
export { inboxAmong } from './search/inbox.ts'
export { searchMatters } from './search/query.ts'
export { saveCategories } from './store/categories.ts'
export { logReading, readContacts } from './store/contacts.ts'
export {
  countQueues,
  filterOf,
  queues,
  readByContact,
  readInbox,
  readList,
  readNearby,
  readRows,
  type ListPage,
  type Queue,
  type ListFilter,
  type ListRow,
} from './store/lists.ts'
export { findByCode, readEvents, readState } from './store/read.ts'
export { matterTexts } from './texts.ts'
export { rowView, pageOf, type MatterView, type RowView } from './views.ts'
