import { chance, pick } from './random.ts'
import type { Random } from './random.ts'

/** Slips that people make when they type pinyin: the right word, and what comes out. */
const slips: readonly (readonly [string, string])[] = [
  ['已经', '己经'],
  ['一直', '一只'],
  ['电动车', '电瓶车'],
  ['没有', '莫有'],
  ['希望', '希忘'],
  ['物业', '物业'],
  ['在路', '再路'],
  ['根本', '跟本'],
  ['垃圾', '拉圾'],
  ['影响', '影晌'],
  ['处理', '处里'],
  ['反映', '反应'],
  ['收费', '受费'],
  ['非常', '飞常'],
  ['解决', '解觉'],
  ['每天', '毎天'],
  ['什么', '神马'],
  ['麻烦', '麻凡'],
  ['半夜', '伴夜'],
  ['停车', '亭车'],
  ['楼道', '楼到'],
  ['做不了', '作不了'],
  ['帮忙', '邦忙'],
]

const slip = (text: string, random: Random): string => {
  const possible = slips.filter(([right]) => text.includes(right))
  if (possible.length === 0) return text
  const [right, wrong] = pick(random, possible)
  return text.replace(right, wrong)
}

/** The punctuation habits of people in a hurry. Each text gets at most one. */
const habits: readonly ((text: string) => string)[] = [
  (text) => text.replaceAll(/[，；]/g, ' ').replace(/。$/, ''),
  (text) => text.replaceAll('，', ',').replaceAll('。', '.'),
  (text) => text.replace(/[。！]$/, '！！！'),
  (text) => text.replace(/[。！]$/, ''),
  (text) => text.replaceAll('，', '。'),
  (text) => text.replace(/。$/, '。。。'),
  (text) => text.replace(/[？]/g, '???'),
]

/** A text as it would be typed on a phone: now and then a wrong character, a missing full stop, too many of them. */
export const roughen = (text: string, random: Random): string => {
  const typed = chance(random, 0.08) ? slip(text, random) : text
  return chance(random, 0.3) ? pick(random, habits)(typed) : typed
}
