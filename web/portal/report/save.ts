// The receipt as a picture, drawn in the browser: its fonts have the reader's letters, and nothing is sent anywhere.

const width = 720
const margin = 48

/** Shows the button that saves the receipt on this page as a picture. */
export const offerPicture = (): void => {
  const button = document.querySelector<HTMLButtonElement>('[data-save-image]')
  const receipt = document.querySelector<HTMLElement>('[data-receipt]')
  if (!button || !receipt) return
  button.hidden = false
  button.addEventListener('click', () => void save(receipt))
}

const save = async (receipt: HTMLElement): Promise<void> => {
  const canvas = document.createElement('canvas')
  canvas.width = width
  const context = canvas.getContext('2d')
  if (!context) return
  // A first time only to learn how tall it gets: setting the height empties the canvas.
  canvas.height = drawWords(context, linesOf(receipt)) + 300 + margin
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  const end = drawWords(context, linesOf(receipt))
  const svg = receipt.querySelector('svg')
  if (svg) context.drawImage(await pictureOf(svg), margin, end, 300, 300)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (blob) offer(blob, `linli-${receipt.dataset['receipt'] ?? ''}.png`)
}

interface Line {
  readonly text: string
  readonly size: number
  readonly colour: string
}

const linesOf = (receipt: HTMLElement): Line[] => {
  const text = (selector: string): string => receipt.querySelector<HTMLElement>(selector)?.innerText.replaceAll(/\s+/g, ' ').trim() ?? ''
  const code = (receipt.dataset['receipt'] ?? '').replaceAll(/(\d{4})(?=\d)/g, '$1 ')
  return [
    { text: document.querySelector('.wordmark')?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '', size: 30, colour: '#0b5f61' },
    { text: code, size: 64, colour: '#07474a' },
    { text: text('.secret'), size: 36, colour: '#1d2727' },
    { text: text('.hint'), size: 24, colour: '#55615f' },
    { text: text('.meta'), size: 24, colour: '#55615f' },
    { text: text('figcaption'), size: 24, colour: '#55615f' },
  ].filter((line) => line.text !== '')
}

/** Draws the lines one under the other, wrapped between any two characters, and gives where they end. */
const drawWords = (context: CanvasRenderingContext2D, lines: readonly Line[]): number => {
  let y = margin
  for (const { text, size, colour } of lines) {
    context.font = `${size}px ${getComputedStyle(document.body).fontFamily}`
    context.fillStyle = colour
    let row = ''
    for (const character of text) {
      if (context.measureText(row + character).width > width - 2 * margin) {
        y += size * 1.5
        context.fillText(row, margin, y)
        row = ''
      }
      row += character
    }
    y += size * 1.5
    context.fillText(row, margin, y)
    y += 12
  }
  return y + 12
}

const pictureOf = (svg: SVGElement): Promise<HTMLImageElement> =>
  new Promise((resolve, reject) => {
    const copy = svg.cloneNode(true) as SVGElement
    copy.setAttribute('width', '600')
    copy.setAttribute('height', '600')
    const image = new Image()
    image.addEventListener('load', () => resolve(image))
    image.addEventListener('error', reject)
    image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`
  })

const offer = (blob: Blob, name: string): void => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
