import type { z } from 'zod'
import type { allowedView, assignmentView, clockView, fileView, queueView } from '../../../src/matters/views.ts'

export type { EntryView, LeftView, MatterView, RowView } from '../../../src/matters/views.ts'
export type AllowedView = z.output<typeof allowedView>
export type AssignmentView = z.output<typeof assignmentView>
export type ClockView = z.output<typeof clockView>
export type FileView = z.output<typeof fileView>
export type QueueView = z.output<typeof queueView>

export interface Named {
  readonly id: string
  readonly name: string
}

export interface LonLat {
  readonly lon: number
  readonly lat: number
}

export interface Page<T> {
  readonly rows: readonly T[]
  readonly next: string | null
  readonly total: number
  readonly capped: boolean
}

/** A unit in the tree of units. */
export interface UnitNode extends Named {
  readonly kind?: string
  readonly children?: readonly UnitNode[]
}

export interface CategoryRow {
  readonly code: string
  readonly name: string
  readonly parent: string | null
  readonly keywords?: readonly string[]
  readonly limits?: string | null
}

export interface PlaceRow extends Named {
  readonly address?: string | null
  readonly point: LonLat | null
  readonly area: Named | null
}

/** An uploaded file: its ticket goes into the form's value. */
export interface StoredFile {
  readonly ticket: string
  readonly digest: string
  readonly kind: string
  readonly name: string
}
