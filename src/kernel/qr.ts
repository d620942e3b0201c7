import QRCode from 'qrcode'

/** How a code is drawn. */
export interface QrOptions {
  /** What may be soiled or torn: M about 15 % (screen, receipt), Q about 25 % (poster outdoors). ISO/IEC 18004. */
  readonly correction?: 'M' | 'Q'
  /** What the code says, for those who do not see it. Already in the reader's language. */
  readonly label?: string
}

/** The white border in modules that ISO/IEC 18004 asks for. */
const quietZone = 4

/** A QR code as an SVG that fills its place, black on white. Throws when the text does not fit in one (about 2,300 letters, 1,600 in a poster). */
export const qrSvg = (text: string, { correction = 'M', label }: QrOptions = {}): string => {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: correction })
  const side = modules.size + 2 * quietZone
  const name = label === undefined ? 'aria-hidden="true"' : `role="img" aria-label="${escapeAttribute(label)}"`
  const path = runs(modules.size, (x, y) => modules.get(y, x) !== 0)
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges" ${name}>` +
    `<path fill="#fff" d="M0 0h${side}v${side}H0z"/><path fill="#000" d="${path}"/></svg>`
  )
}

/** A QR code as a PNG for printing; `side` is its width in pixels. */
export const qrPng = (text: string, side: number, { correction = 'M' }: QrOptions = {}): Promise<Buffer> =>
  QRCode.toBuffer(text, { errorCorrectionLevel: correction, margin: quietZone, width: side })

/** Dark modules joined to one bar per row and run: a tenth of the length of squares one by one. */
const runs = (size: number, dark: (x: number, y: number) => boolean): string => {
  const bars: string[] = []
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (!dark(x, y)) continue
      const from = x
      while (x + 1 < size && dark(x + 1, y)) x++
      bars.push(`M${from + quietZone} ${y + quietZone}h${x - from + 1}v1h-${x - from + 1}z`)
    }
  }
  return bars.join('')
}

const escapeAttribute = (text: string): string => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)
