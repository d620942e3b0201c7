const digits: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}

const numeral = '[〇零一二两三四五六七八九十百]'

// Only before a word that counts parts of an address; 三里屯 and 五道口 keep their numerals.
const counted = new RegExp(`${numeral}+(?=号楼|号院|号|楼|幢|栋|座|单元|层|门|组|区|期|院|室|巷|弄|#)`, 'g')

/**
 * One spelling for what people write in several: full-width forms, spaces and punctuation, case, 幢 / 栋 / 座 / # for 号楼, Chinese numerals
 * before a part of an address. `静苑 三栋` and `静苑-3#` both become `静苑3号楼`.
 */
export const normaliseAddress = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Pd}·,，.。、;；:：'"“”‘’()（）【】《》<>!！?？~～/\\|]/gu, '')
    .replace(counted, (word) => numberOf(word))
    .replace(/([0-9a-z]+)(?:号?[幢栋座楼]|#楼?)/g, '$1号楼')

/** What a Chinese numeral below a thousand stands for, in digits; a row of figures (二〇三) is read figure by figure. */
export const numberOf = (word: string): string => {
  if (!/[十百]/.test(word)) return Array.from(word, (figure) => digits[figure] ?? '').join('')
  const [, hundreds = '', tens, ones = ''] = /^(?:(.)百)?[零〇]?(?:(.)?(?=十))?十?(.)?$/.exec(word) ?? []
  const ten = word.includes('十') ? (digits[tens ?? '一'] ?? 1) : 0
  // 一百五 is said for 150, 一百零五 for 105.
  const last = digits[ones] ?? 0
  const short = hundreds !== '' && !word.includes('十') && !/[零〇]/.test(word)
  return String((digits[hundreds] ?? 0) * 100 + ten * 10 + (short ? last * 10 : last))
}
