import type { Map as MapLibre } from 'maplibre-gl'
import { palette } from './groups.ts'

// Icons are drawn when the map first asks for them. Their names say what is on them: `dot|slot|letter|late` and `ring|shares|late`.

/** A ring's shares are told in so many parts, so that there are few different rings. */
export const ringParts = 12

const sharp = 2
const unknown = ['#6b7573', '#ffffff'] as const

interface Shades {
  readonly sheet: string
  readonly late: string
}

/** Lets the map ask for icons of matters and of clusters. */
export const drawIcons = (map: MapLibre, shades: Shades): void => {
  map.setMissingStyleImageResolver((id) => {
    const [kind, first = '', second = '', third = ''] = id.split('|')
    if (map.hasImage(id)) return
    if (kind === 'dot') map.addImage(id, dot(Number(first), second, third === '1', shades), { pixelRatio: sharp })
    if (kind === 'ring') map.addImage(id, ring(first.split(':').map(Number), second === '1', shades), { pixelRatio: sharp })
  })
}

const canvas = (side: number): CanvasRenderingContext2D => {
  const element = document.createElement('canvas')
  element.width = side * sharp
  element.height = side * sharp
  const pen = element.getContext('2d')
  if (!pen) throw new Error('This browser draws no pictures')
  pen.scale(sharp, sharp)
  return pen
}

const taken = (pen: CanvasRenderingContext2D): ImageData => pen.getImageData(0, 0, pen.canvas.width, pen.canvas.height)

// A circle; a late one is a square on its corner with an edge in the colour of lateness.
const dot = (slot: number, letter: string, late: boolean, shades: Shades): ImageData => {
  const side = 30
  const pen = canvas(side)
  const [fill, ink] = palette[slot] ?? unknown
  pen.beginPath()
  if (late) corners(pen, side / 2, side / 2, 13)
  else pen.arc(side / 2, side / 2, 10.5, 0, 2 * Math.PI)
  pen.fillStyle = fill
  pen.fill()
  pen.lineWidth = late ? 3 : 2
  pen.strokeStyle = late ? shades.late : shades.sheet
  pen.stroke()
  write(pen, letter, side / 2, ink, 12)
  return taken(pen)
}

// What is in a cluster, by the colours of its categories; late ones are told by a corner mark as well.
const ring = (shares: readonly number[], late: boolean, shades: Shades): ImageData => {
  const side = 46
  const pen = canvas(side)
  const middle = side / 2
  const total = shares.reduce((sum, share) => sum + share, 0) || 1
  let from = -Math.PI / 2
  shares.forEach((share, slot) => {
    if (!share) return
    const to = from + (share / total) * 2 * Math.PI
    pen.beginPath()
    pen.moveTo(middle, middle)
    pen.arc(middle, middle, 20, from, to)
    pen.closePath()
    pen.fillStyle = (palette[slot] ?? unknown)[0]
    pen.fill()
    from = to
  })
  pen.beginPath()
  pen.arc(middle, middle, 14.5, 0, 2 * Math.PI)
  pen.fillStyle = shades.sheet
  pen.fill()
  if (late) {
    pen.beginPath()
    corners(pen, 36, 10, 8)
    pen.fillStyle = shades.late
    pen.fill()
    pen.lineWidth = 1.5
    pen.strokeStyle = shades.sheet
    pen.stroke()
    pen.fillStyle = shades.sheet
    pen.fillRect(35.2, 5.4, 1.7, 5.6)
    pen.fillRect(35.2, 12.2, 1.7, 1.8)
  }
  return taken(pen)
}

const corners = (pen: CanvasRenderingContext2D, x: number, y: number, reach: number): void => {
  pen.moveTo(x, y - reach)
  pen.lineTo(x + reach, y)
  pen.lineTo(x, y + reach)
  pen.lineTo(x - reach, y)
  pen.closePath()
}

const write = (pen: CanvasRenderingContext2D, letter: string, middle: number, ink: string, size: number): void => {
  pen.font = `600 ${size}px sans-serif`
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  pen.fillStyle = ink
  pen.fillText(letter, middle, middle + 0.5)
}
