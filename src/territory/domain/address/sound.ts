import sounds from './sounds.json' with { type: 'json' }

const collator = new Intl.Collator('zh-u-co-pinyin')
const starts = sounds.starts.flatMap((row) => row.split(' ')).map((start) => ({ sound: start.slice(0, -1), sign: start.slice(-1) }))
const known = new Map<string, string>()

/** How a character is mostly read, without its tone; what is no Chinese character sounds as itself. */
export const soundOf = (sign: string): string => {
  const before = known.get(sign)
  if (before !== undefined) return before
  const sound = /\p{Script=Han}/u.test(sign) ? search(sign) : sign
  known.set(sign, sound)
  return sound
}

/** A name as it sounds where zh and z, n and ng are not told apart: equal for 静苑, 景园 and 京源. */
export const soundKey = (name: string): string => Array.from(name, (sign) => plain(soundOf(sign))).join(' ')

const plain = (sound: string): string =>
  sound
    .replace(/^([zcs])h/, '$1')
    .replace(/ng$/, 'n')
    .replace(/^l(?=i)/, 'l')

// The collation of Chinese goes by syllable, so the last start that does not come after a character says how it is read.
const search = (sign: string): string => {
  let [low, high] = [0, starts.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (collator.compare(starts[middle]?.sign ?? '', sign) <= 0) low = middle
    else high = middle - 1
  }
  return starts[low]?.sound ?? sign
}
