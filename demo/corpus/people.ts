import { between, chance, pick, weighted } from './random.ts'
import type { Random } from './random.ts'

/** An invented resident. The numbers stand in a range in which no telephone company gives numbers out. */
export interface Person {
  readonly name: string
  /** How one speaks of this person: 王女士, 李先生, Ms Keller. */
  readonly caller: string
  readonly phone: string
  readonly email: string | null
  readonly foreign: boolean
}

const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝'
const elder =
  '桂英|秀兰|淑珍|玉兰|建国|国强|志明|德胜|凤英|文华|素芬|永福|春生|玉梅|长海|金凤|广林|桂芝|振东|世杰|福生|秀云|兰英|宝山|瑞芳|庆云|洪亮|月琴|凤霞|树林'
const middle =
  '丽|伟|敏|强|静|磊|军|艳|勇|芳|杰|涛|霞|鹏|红梅|晓东|海燕|立新|建华|志刚|雪梅|春燕|文斌|永强|海波|小红|国庆|玉萍|俊杰|爱民|慧|斌|燕|莉|刚|娟|辉|玲|超|平'
const younger =
  '子涵|欣怡|浩然|宇轩|思远|雨桐|佳琪|一鸣|梦洁|晨|雪|阳|天宇|嘉欣|诗雨|俊豪|婷婷|思琪|子豪|明轩|晓雯|瑞|凯|倩|航|萌|悦|睿|可欣|文轩|若曦|家豪|雅婷|志远|静怡'
const given = [elder, middle, younger].map((row) => row.split('|'))
const foreigners =
  'Anna Keller|Tomás Rivera|Priya Nair|Oliver Grant|Yuki Morita|Jae-won Lim|Marie Lefort|Ivan Petrenko|Amina Diallo|Lucas Almeida|Hannah Brandt|Omar Haddad|Elif Kaya|Daniel Osei|Sofia Lindqvist|Rahul Menon|Claire Dubois|Minh Tran|Nadia Rahmani|Peter Novak'.split(
    '|',
  )

const phoneOf = (random: Random): string =>
  `${weighted(random, [
    ['1990000', 3],
    ['1980000', 1],
  ])}${String(between(random, 0, 9999)).padStart(4, '0')}`

/** Someone who lives in the district. Names are put together by chance; like any such name they may also be somebody's. */
export const inventPerson = (random: Random, foreign = false): Person => {
  if (foreign) {
    const name = pick(random, foreigners)
    const mail = `${name
      .toLowerCase()
      .normalize('NFD')
      .replaceAll(/[^a-z]+/g, '.')}@example.org`
    return { name, caller: name, phone: phoneOf(random), email: mail, foreign }
  }
  // the first hundred surnames carry most people
  const surname = surnames.charAt(between(random, 0, (chance(random, 0.85) ? 100 : surnames.length) - 1))
  const name =
    surname +
    pick(
      random,
      weighted(
        random,
        given.map((names, age) => [names, age === 0 ? 3 : 4] as const),
      ),
    )
  const email = chance(random, 0.12) ? `user${between(random, 1000, 99_999)}@example.com` : null
  const caller = surname + pick(random, ['女士', '先生'])
  return { name, caller, phone: phoneOf(random), email, foreign }
}
