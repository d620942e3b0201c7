import type { MultiPolygon, Polygon, Position } from 'geojson'
import { withCornerMoved } from '../../../../src/territory/domain/changes/corners.ts'
import { cutSurface } from '../../../../src/territory/domain/changes/cut.ts'

export type Surface = Polygon | MultiPolygon
export const modes = ['split', 'merge', 'redraw'] as const
export type Mode = (typeof modes)[number]

export interface Grid {
  readonly code: string
  readonly name: string
  readonly kind: string
  readonly boundary: Surface | null
}

/** A change on the way: what was chosen and drawn so far. */
export interface Draft {
  readonly mode: Mode
  readonly chosen: readonly string[]
  /** The dividing line; `ended` after a double click. */
  readonly line: readonly Position[]
  readonly ended: boolean
  /** Names as typed, by the place of the piece; what is not typed is proposed. */
  readonly names: readonly string[]
  /** Corners moved, in their order. */
  readonly corners: readonly { readonly from: Position; readonly to: Position }[]
}

/** What is sent to the server: a community's grids that end, begin and are drawn anew. */
export interface Asked {
  readonly community: string
  readonly ended: readonly string[]
  readonly added: readonly { readonly name: string; readonly kind: 'basic' | 'dedicated'; readonly boundary: Surface | null }[]
  readonly redrawn: readonly { readonly code: string; readonly boundary: Surface }[]
}

export const emptyDraft = (mode: Mode): Draft => ({ mode, chosen: [], line: [], ended: false, names: [], corners: [] })

/** Chooses a grid, or no longer. To be split is one only, and another one has another line. */
export const chooseGrid = (draft: Draft, code: string): Draft => {
  const without = draft.chosen.filter((each) => each !== code)
  if (without.length < draft.chosen.length) return { ...draft, chosen: without, line: [], ended: false, names: [] }
  return draft.mode === 'split'
    ? { ...draft, chosen: [code], line: [], ended: false, names: [] }
    : { ...draft, chosen: [...without, code], names: [] }
}

/** One more point of the line; after its end a new line begins. */
export const addPoint = (draft: Draft, point: Position): Draft => {
  if (draft.ended) return { ...draft, line: [point], ended: false, names: [] }
  const last = draft.line.at(-1)
  // A double click is two clicks at one place.
  const again = last !== undefined && Math.abs((last[0] ?? 0) - (point[0] ?? 0)) + Math.abs((last[1] ?? 0) - (point[1] ?? 0)) < 1e-6
  return again ? draft : { ...draft, line: [...draft.line, point] }
}

/** `116.1,40.2; 116.2,40.3` as points; what is no point is left out. */
export const pointsOf = (text: string): Position[] =>
  text.split(/[;；\s]+/).flatMap((each) => {
    const [lon = NaN, lat = NaN] = each.split(/[,，]/).map(Number)
    return Number.isFinite(lon) && Number.isFinite(lat) ? [[lon, lat]] : []
  })

export const wordsOf = (line: readonly Position[]): string => line.map((point) => point.map((each) => each.toFixed(6)).join(',')).join('; ')

/** The pieces that the line makes of the chosen grid; fewer than two when it does not divide it. */
export const piecesOf = (draft: Draft, grids: readonly Grid[]): readonly Polygon[] => {
  const boundary = grids.find(({ code }) => code === draft.chosen[0])?.boundary
  return draft.mode === 'split' && boundary && draft.line.length > 1 ? cutSurface(boundary, draft.line) : []
}

/** The grids with the corners where they were moved to. */
export const movedGrids = (draft: Draft, grids: readonly Grid[]): readonly Grid[] =>
  draft.corners.reduce<readonly Grid[]>(
    (list, { from, to }) =>
      list.map((grid) => {
        const boundary = grid.boundary && withCornerMoved(grid.boundary, from, to)
        return boundary === grid.boundary ? grid : { ...grid, boundary }
      }),
    grids,
  )

/** Those drawn otherwise than they stand. */
export const redrawnOf = (draft: Draft, grids: readonly Grid[]): readonly Grid[] =>
  movedGrids(draft, grids).filter((grid, at) => grid !== grids[at])

/** The name that a new grid gets unless another is typed. */
export const nameAt = (draft: Draft, grids: readonly Grid[], at: number): string => {
  const first = grids.find(({ code }) => code === draft.chosen[0])?.name ?? ''
  return draft.names[at] ?? (draft.mode === 'split' ? `${first}-${at + 1}` : first)
}

/** What to send; null while something is missing. */
export const askedOf = (draft: Draft, grids: readonly Grid[], community: string): Asked | null => {
  const kind = grids.some(({ code, kind: each }) => draft.chosen.includes(code) && each === 'dedicated') ? 'dedicated' : 'basic'
  if (draft.mode === 'redraw') {
    const redrawn = redrawnOf(draft, grids).flatMap(({ code, boundary }) => (boundary ? [{ code, boundary }] : []))
    return redrawn.length > 0 ? { community, ended: [], added: [], redrawn } : null
  }
  if (draft.mode === 'merge') {
    const added = [{ name: nameAt(draft, grids, 0), kind, boundary: null } as const]
    return draft.chosen.length > 1 ? { community, ended: draft.chosen, added, redrawn: [] } : null
  }
  const pieces = piecesOf(draft, grids)
  const added = pieces.map((boundary, at) => ({ name: nameAt(draft, grids, at), kind, boundary }) as const)
  return pieces.length > 1 ? { community, ended: draft.chosen, added, redrawn: [] } : null
}
