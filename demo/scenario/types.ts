import type { Nature } from '../corpus/load.ts'

export type Procedure = 'resident-request' | 'grid-hazard' | 'station-opinion'
export type Door = 'portal' | 'desk' | 'field' | 'upstream' | 'open311'
export type Channel =
  | 'web'
  | 'wechat'
  | 'city-app'
  | 'phone'
  | 'counter'
  | 'letter'
  | 'email'
  | 'city-hotline'
  | 'field'
  | 'station'
  | 'open311'

/** Where a matter that is still open on the last day stands. With `reopened` above 0: it was answered, the resident said "not fixed", and it is worked on again. */
export type OpenStage = 'received' | 'dispatching' | 'unsigned' | 'handling' | 'asked' | 'extension-asked' | 'approving' | 'verifying'

/** What happened on the way, in this order: each at most once, but for `reopened`, which has its own count. */
export type Twist =
  | 'asked' // the handler asked the resident, who answered
  | 'returned' // the first lead returned it with a reason; it was sent to another
  | 'parallel' // two units worked on it
  | 'extended' // more time was asked for and granted, the resident told
  | 'urged'
  | 'supervised'
  | 'sent-back' // the approver sent the answer back once
  | 'rework' // the call-back found it was not fixed, before the resident was answered
  | 'added' // the resident added something

/** How it ended, or that it has not. */
export type Outcome = 'answered' | 'answered-at-once' | 'solved-on-spot' | 'merged' | 'declined' | 'withdrawn' | 'open'

/** How fast people were. Minutes pass by the clock on the wall: who applies the plan moves an act to the next office hour. */
export interface Pace {
  /** Minutes from filing to acceptance (or to declining, merging, withdrawing). */
  readonly accept: number
  /** Minutes from acceptance to dispatch. */
  readonly dispatch: number
  /** Minutes from dispatch to signing. */
  readonly sign: number
  /** The answer reaches the resident when this share of the limit has passed: above 1 it is late. */
  readonly answer: number
  /** Minutes that approval took, before that moment. */
  readonly approve: number
  /** Hours from the approved answer to the call-back, at most; less when the limit is near. */
  readonly callBack: number
}

export interface Rating {
  readonly stars: 1 | 2 | 3 | 4 | 5
  readonly solved: boolean
  /** Hours after the answer. */
  readonly after: number
}

export interface PhotoPlan {
  /** Name of a picture in demo/photos/pictures, without `.webp`. */
  readonly before: string
  readonly after: string | null
}

/** One matter of the scenario. */
export interface PlanRow {
  /** 1, 2, 3 … in order of filing. */
  readonly id: number
  readonly procedure: Procedure
  /** Local wall time, `2026-06-01T08:41`. */
  readonly filed: string
  readonly door: Door
  readonly channel: Channel
  /** Null for hazards and opinions. */
  readonly nature: Nature | null
  readonly category: string
  /** Index of the place: 0 … places-1. Low ones come up more often. */
  readonly place: number
  /** Index in the population; null: without a name. */
  readonly person: number | null
  readonly forOther: boolean
  readonly english: boolean
  readonly photos: PhotoPlan | null
  /** Seed of every text of this matter. */
  readonly seed: number
  readonly outcome: Outcome
  /** Answered after its limit, or open and past it. */
  readonly late: boolean
  readonly twists: readonly Twist[]
  /** How often the resident said "not fixed" after the answer. */
  readonly reopened: number
  /** What the (last) answer tells. */
  readonly answer: 'solved' | 'part' | 'no'
  readonly stage: OpenStage | null
  /** Id of the matter into which this one was merged. */
  readonly into: number | null
  /** Code of a channel in texts.yaml. */
  readonly declineTo: string | null
  /** Hours after filing at which neighbours pressed "me too". */
  readonly joins: readonly number[]
  readonly rating: Rating | null
  /** The answer was released to the public list. */
  readonly released: boolean
  readonly pace: Pace
}
