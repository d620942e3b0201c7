// What the doors and the start may use of intake.
export { ownMatters, publicAnswerOf, publicAnswers, type Listed, type OwnMatter, type PublicAnswer } from './actions/answers.ts'
export { duplicatesOf, joinOffered, type Seen } from './actions/duplicates.ts'
export { actAsResident, fileFromPortal, filingFacts, portalForm, type PortalForm } from './actions/filing.ts'
export { fileFor } from './actions/files.ts'
export type { Reading } from './actions/names.ts'
export { findCode, heldReceipts, keepReceipt, openReceipt } from './actions/receipts.ts'
export { stageByCode, trackMatter, type Offered, type StageOnly, type Told, type Tracked } from './actions/tracking.ts'
export { intakeTexts } from './texts.ts'
