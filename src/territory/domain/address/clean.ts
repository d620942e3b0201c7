import { numberOf } from '../wording.ts'

const numeral = '[〇零一二三四五六七八九十百]+'
// Words that count a part of an address: before them a numeral is a number. 三里屯 and 五道口 keep theirs.
const counted = '号|幢|栋|座|单元|梯|层|室|户|组|弄|支弄|#|-|楼|门(?![口前外诊头面市])'
const rows = [
  [new RegExp(`(?<=[${'一二三四五六七八九十'}])杠(?=[一二三四五六七八九十])`, 'g'), '-'],
  [/号楼楼/g, '号楼'],
] as const

/**
 * One spelling of what is written in several, before an address is read: full-width forms, case, dashes and slashes, spaces; numerals that count a part become
 * figures (三号楼 → 3号楼), figures in names become numerals (2区 → 二区), leading zeros go. Punctuation becomes a space; brackets stay.
 */
export const cleanAddress = (text: string): string => {
  let clean = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[壹贰叁肆伍陆柒捌玖](?=[号幢栋座单])/g, (figure) => plain['壹贰叁肆伍陆柒捌玖'.indexOf(figure)] ?? figure)
  if (marks.test(clean)) clean = punctuation(clean)
  for (const [pattern, put] of rows) clean = clean.replace(pattern, put)
  return names(numbers(clean))
}

const plain = '一二三四五六七八九'
const marks = /[^\p{Script=Han}0-9A-Z]/u

const punctuation = (text: string): string =>
  text
    .replace(/(?<=[0-9A-Z一二三四五六七八九十])\s+(?=[号栋幢座楼单层室户弄院组门梯])/gu, '')
    .replace(/[\p{Pd}~—/\\|_.·](?=[0-9A-Z一-九])/gu, '-')
    .replace(/[【〔[{「]/g, '(')
    .replace(/[】〕\]}」]/g, ')')
    .replace(/[^\p{Script=Han}0-9A-Z#()-]+/gu, ' ')
    .replace(/(?<![0-9A-Z一二三四五六七八九十#号楼栋幢座元门梯层]) ?-|- ?(?![0-9A-Z一二三四五六七八九十])/gu, ' ')
    .replace(/ *([()#]) */g, '$1')
    .trim()

const ordinal = new RegExp(`第(\\d+|${numeral})(?=号楼|单元|[栋幢座层组弄])`, 'g')
const chinese = new RegExp(`(?<![第东西南北])${numeral}(?=${counted})`, 'g')
const spoken = new RegExp(
  `(?<=[号楼栋幢座元门梯层\\d#-])${numeral}$|(?<=[-#])${numeral}|[一二三四五六七八九]+[〇零][一二三四五六七八九〇零]+`,
  'g',
)

const numbers = (text: string): string => {
  const plain = hasNumeral.test(text)
    ? text
        .replace(ordinal, (_, number: string) => (/\d/.test(number) ? number : numberOf(number)))
        .replace(chinese, (word, at: number, whole: string) => (isName(whole, at, word) ? word : numberOf(word)))
        .replace(spoken, (word) => numberOf(word))
    : text
  return plain.replace(/(?<![0-9A-Z])0+(?=[1-9])/g, '')
}

const hasNumeral = /[〇零一二三四五六七八九十百]/

// 八一楼 is a name; 第三教学楼 is not reached, since 教 follows. Before 楼 and 门 a numeral must stand alone or after a part.
const isName = (whole: string, at: number, word: string): boolean => word === '八一' && whole.startsWith('楼', at + word.length)

const inNames = /(?<![0-9A-Z-])([1-9]\d?)(?=[区期巷条村街里段]|胡同|片区|教)|第(\d{1,2})(?!\d)/g

const names = (text: string): string =>
  /\d/.test(text)
    ? text.replace(inNames, (_, bare: string | undefined, after: string | undefined) =>
        bare === undefined ? `第${numeralOf(Number(after))}` : numeralOf(Number(bare)),
      )
    : text

const figures = '〇一二三四五六七八九'

/** 1 to 99 in Chinese numerals. */
export const numeralOf = (number: number): string => {
  const [tens, ones] = [Math.floor(number / 10), number % 10]
  return `${tens > 1 ? figures[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 ? figures[ones] : ''}`
}
