// Nobody can ask a font here, so widths are estimated: a Chinese character is as wide as it is high, a Latin letter a little over half.

/** The width of a text in pixels, about. */
export const widthOf = (text: string, size: number): number => {
  let em = 0
  for (const character of text) em += character.charCodeAt(0) > 0x2e7f ? 1 : narrow.has(character) ? 0.32 : 0.56
  return em * size
}

/** A text in lines no wider than `width`: broken between words, and anywhere in Chinese. Empty text has no lines. */
export const wrap = (text: string, width: number, size: number): readonly string[] => {
  const lines: string[] = []
  let line = ''
  for (const piece of text.match(pieces) ?? []) {
    if (line !== '' && widthOf((line + piece).trimEnd(), size) > width && !closing.test(piece)) {
      lines.push(line.trim())
      line = ''
    }
    line += piece
  }
  if (line.trim() !== '') lines.push(line.trim())
  return lines
}

const narrow: ReadonlySet<string> = new Set(" .,:;'|!ilIjtf()[]")

const pieces = /（[^）]{1,12}）|[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]|[^\s\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]+\s*|\s+/g

/** Marks that must not begin a line. */
const closing = /^[，。、；：？！）”’》]/
