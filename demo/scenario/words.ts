import { seeded } from '../corpus/random.ts'
import type { Corpus } from '../corpus/load.ts'
import type { Person } from '../corpus/people.ts'
import type { RemarkContext } from '../corpus/remarks.ts'
import { requestText } from '../corpus/request.ts'
import type { Voice } from '../corpus/request.ts'
import type { PlaceWords } from '../corpus/slots.ts'
import type { PlanRow } from './types.ts'

/** Who held the pen when the matter was filed. */
export const voiceOf = (row: Pick<PlanRow, 'door' | 'channel'>): Voice => {
  if (row.door === 'field') return 'grid'
  if (row.door === 'upstream') return 'upstream'
  if (row.channel === 'station') return 'station'
  return row.channel === 'phone' || row.channel === 'counter' ? 'agent' : 'self'
}

/** What was said when this matter of the plan was filed, at a place that the map knows. The same row gives the same text. */
export const filedText = (corpus: Corpus, row: PlanRow, place: PlaceWords, person: Person | null): string => {
  const moment = { date: row.filed.slice(0, 10), hour: Number(row.filed.slice(11, 13)) }
  const { category, nature, english } = row
  const caller = person?.caller ?? '居民'
  return requestText(
    corpus,
    { category, place, nature: nature ?? 'complaint', voice: voiceOf(row), moment, caller, english },
    seeded(row.seed),
  )
}

/** What a later remark on the matter needs: pass it to `remark`, `answerText` and their like with a random of `remarkSeed`. `at` is local, `2026-06-03T15:20`. */
export const remarkContext = (row: PlanRow, place: PlaceWords, person: Person | null, at: string): RemarkContext => ({
  category: row.category,
  place,
  moment: { date: at.slice(0, 10), hour: Number(at.slice(11, 13)) },
  caller: person?.foreign === true ? null : (person?.caller ?? null),
  english: row.english,
})

/** A seed for the n-th remark on a matter, so that remarks differ and one more changes none before it. */
export const remarkSeed = (row: PlanRow, n: number): number => (row.seed ^ Math.imul(n + 1, 0x9e3779b1)) >>> 0
