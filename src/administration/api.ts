// What other capabilities and the start may use of administration.
export { loadRewordings, loadWords, type Wording, wordingOf } from './wording.ts'
