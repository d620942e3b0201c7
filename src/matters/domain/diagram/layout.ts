import { wrap } from './measure.ts'
import type { Link } from './links.ts'

// One column of boxes, top to bottom. An arrow to the next row goes straight down; one that skips rows runs down on the right, one that goes back
// runs up on the left, each in a lane of its own. Words stand on the arrow where it leaves its box. Lengths are pixels.

export const width = 1000
export const box = { left: 350, right: 650 } as const
const lanes = { left: 192, right: 808, step: 22 } as const
const port = { line: 16, bare: 14, pad: 10 } as const
const gap = { plain: 34, line: 16 } as const
const labelWidth = 138
const downWidth = 320

export interface Row {
  readonly top: number
  readonly height: number
}

export interface Arrow {
  readonly link: Link
  readonly shape: 'down' | 'right' | 'left'
  readonly fromY: number
  readonly toY: number
  /** Where the lane runs; the middle of the boxes for a straight one. */
  readonly x: number
  readonly lines: readonly string[]
}

export interface Layout {
  readonly rows: readonly Row[]
  readonly arrows: readonly Arrow[]
  readonly height: number
}

/** Places boxes and arrows. `heights` is what each row needs for its own words. */
export const layOut = (heights: readonly number[], links: readonly Link[]): Layout => {
  const planned = links.map((link) => plan(link))
  const rows = placeRows(heights, planned)
  const ends = placePorts(rows, planned)
  const arrows = [...straight(rows, planned), ...sided('right', planned, ends), ...sided('left', planned, ends)]
  const last = rows.at(-1)
  return { rows, arrows, height: last ? last.top + last.height + 24 : 0 }
}

interface Planned {
  readonly link: Link
  readonly shape: Arrow['shape']
  readonly lines: readonly string[]
}

const plan = (link: Link): Planned => {
  const shape = link.to === link.from + 1 ? 'down' : link.to > link.from ? 'right' : 'left'
  return { link, shape, lines: wrap(link.label, shape === 'down' ? downWidth : labelWidth, 13) }
}

const outHeight = ({ lines }: Planned): number => lines.length * port.line + port.pad

/** The arrows at one side of one row, from top to bottom, so that they cross as little as can be. */
const portsAt = (
  row: number,
  side: 'left' | 'right',
  planned: readonly Planned[],
): readonly { readonly arrow: Planned; readonly out: boolean }[] => {
  const there = planned.filter(({ shape }) => shape === side)
  const out = there
    .filter(({ link }) => link.from === row)
    .toSorted((a, b) => (side === 'right' ? b.link.to - a.link.to : a.link.to - b.link.to))
  const into = there
    .filter(({ link }) => link.to === row)
    .toSorted((a, b) => (side === 'right' ? b.link.from - a.link.from : a.link.from - b.link.from))
  const leaving = out.map((arrow) => ({ arrow, out: true }))
  const coming = into.map((arrow) => ({ arrow, out: false }))
  return side === 'right' ? [...coming, ...leaving] : [...leaving, ...coming]
}

const sideHeight = (row: number, side: 'left' | 'right', planned: readonly Planned[]): number =>
  portsAt(row, side, planned).reduce((sum, { arrow, out }) => sum + (out ? outHeight(arrow) : port.bare), 12)

const placeRows = (heights: readonly number[], planned: readonly Planned[]): readonly Row[] => {
  const rows: Row[] = []
  let top = 16
  heights.forEach((own, row) => {
    const height = Math.max(own, sideHeight(row, 'left', planned), sideHeight(row, 'right', planned))
    rows.push({ top, height })
    const below = planned.filter(({ link, shape }) => shape === 'down' && link.from === row)
    top += height + gap.plain + gap.line * Math.max(0, ...below.map(({ lines }) => lines.length), 0)
  })
  return rows
}

interface Ends {
  readonly from: Map<Planned, number>
  readonly to: Map<Planned, number>
}

const placePorts = (rows: readonly Row[], planned: readonly Planned[]): Ends => {
  const ends: Ends = { from: new Map(), to: new Map() }
  rows.forEach(({ top, height }, row) => {
    for (const side of ['left', 'right'] as const) {
      let y = top + (height - sideHeight(row, side, planned)) / 2 + 6
      for (const { arrow, out } of portsAt(row, side, planned)) {
        const tall = out ? outHeight(arrow) : port.bare
        if (out) ends.from.set(arrow, y + tall - 4)
        else ends.to.set(arrow, y + tall / 2)
        y += tall
      }
    }
  })
  return ends
}

const straight = (rows: readonly Row[], planned: readonly Planned[]): Arrow[] =>
  planned.flatMap(({ link, shape, lines }, index) => {
    const [from, to] = [rows[link.from], rows[link.to]]
    if (shape !== 'down' || !from || !to) return []
    // Two that go the same way (one by a person, one by the system) stand side by side.
    const twin = planned.slice(0, index).some((other) => other.shape === 'down' && other.link.from === link.from)
    return [{ link, shape, lines, fromY: from.top + from.height, toY: to.top, x: (box.left + box.right) / 2 - (twin ? 110 : 0) }]
  })

// Short arrows get the lanes next to the boxes; a lane is shared only by arrows that do not meet.
const sided = (side: 'left' | 'right', planned: readonly Planned[], { from, to }: Ends): Arrow[] => {
  const spans = planned
    .filter(({ shape }) => shape === side)
    .map((arrow) => ({ arrow, fromY: from.get(arrow) ?? 0, toY: to.get(arrow) ?? 0 }))
    .toSorted((a, b) => Math.abs(a.toY - a.fromY) - Math.abs(b.toY - b.fromY))
  const taken: { readonly low: number; readonly high: number }[][] = []
  return spans.map(({ arrow, fromY, toY }) => {
    const span = { low: Math.min(fromY, toY) - 6, high: Math.max(fromY, toY) + 6 }
    const free = taken.findIndex((lane) => lane.every((other) => other.high < span.low || other.low > span.high))
    const lane = free === -1 ? taken.push([]) - 1 : free
    taken[lane]?.push(span)
    const x = side === 'left' ? lanes.left - lane * lanes.step : lanes.right + lane * lanes.step
    return { link: arrow.link, shape: side, lines: arrow.lines, fromY, toY, x }
  })
}
