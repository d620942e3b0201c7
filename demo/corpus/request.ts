import { chance, pick, weighted } from './random.ts'
import type { Random } from './random.ts'
import type { Corpus, Leaf, Nature } from './load.ts'
import { roughen } from './rough.ts'
import { slotsFor } from './slots.ts'
import type { Moment, PlaceWords } from './slots.ts'
import { choose, fill, weave } from './weave.ts'

/** Who holds the pen: the resident, an agent on the line, the city's hotline, a grid worker, a clerk at a station. */
export type Voice = 'self' | 'agent' | 'upstream' | 'grid' | 'station'

export interface RequestContext {
  readonly category: string
  readonly place: PlaceWords
  readonly nature: Nature
  readonly voice: Voice
  readonly moment: Moment
  /** How the resident is spoken of: 王女士. */
  readonly caller: string
  /** Written in English, where the corpus has English for the category. */
  readonly english: boolean
}

type Slots = (name: string) => string | undefined
interface Pen {
  readonly corpus: Corpus
  readonly leaf: Leaf
  readonly slots: Slots
  readonly random: Random
  readonly context: RequestContext
}

const asking = /请问|想问|想了解|[吗？?]|怎么|哪里|哪儿|哪天|多少|什么时候/
const proposing = /建议|希望|能不能|能否|最好|可以/

/** The leaf's lines of this kind for whom `category` stands; a category nobody wrote for is a fault of the corpus. */
export const leafOf = (corpus: Corpus, category: string): Leaf => {
  const leaf = corpus.leaves.get(category)
  if (!leaf) throw new Error(`no texts for ${category}`)
  return leaf
}

/** Lines of tone by name, made and filled. */
export const say = (corpus: Corpus, kind: string, slots: Slots, random: Random): string => {
  const lines = corpus.tone[kind]
  if (!lines) throw new Error(`no tone ${kind}`)
  return weave(pick(random, lines), slots, random)
}

/** Templates that go with the nature: questions for a consult, wishes for a suggestion, neither for a complaint. */
const suiting = (lines: readonly string[], nature: Nature): readonly string[] => {
  const fits = (line: string): boolean => {
    if (nature === 'consult') return asking.test(line)
    if (nature === 'suggestion') return proposing.test(line)
    return !/^(?:请问|想问|想了解|建议)/.test(line)
  }
  const found = lines.filter(fits)
  return found.length > 0 ? found : lines
}

/** Ends in a question, so that what would follow a grievance does not follow. */
const isQuestion = (fact: string): boolean => /[吗呢？?]$|(?:怎么|什么|哪|多少|多久|几点|几号|第几)[^，。]{0,8}$/.test(fact)

const ended = (text: string): string => (/[。！？?!”"]$/.test(text) ? text : `${text}${isQuestion(text) ? '？' : '。'}`)
const factOf = (pen: Pen): string => weave(pick(pen.random, suiting(pen.leaf.facts, pen.context.nature)), pen.slots, pen.random)
const tell = (pen: Pen, kind: string): string => say(pen.corpus, kind, pen.slots, pen.random)
const troubled = (nature: Nature): boolean => nature === 'complaint' || nature === 'help' || nature === 'accusation'

const shortText = (pen: Pen): string => {
  const line = weave(pick(pen.random, suiting(pen.leaf.shorts, pen.context.nature)), pen.slots, pen.random)
  return chance(pen.random, 0.3) ? `${line}，${tell(pen, `ask.${pen.context.nature}`)}` : line
}

const plainText = (pen: Pen): string => {
  const first = factOf(pen)
  const middle = troubled(pen.context.nature) && !isQuestion(first) && chance(pen.random, 0.35) ? `，${tell(pen, 'effectBad')}` : ''
  const end = chance(pen.random, 0.75) ? tell(pen, `ask.${pen.context.nature}`) : ''
  return ended(first + middle) + (end ? ended(end) : '')
}

const fullText = (pen: Pen): string => {
  const { random, context } = pen
  const fact = factOf(pen)
  const parts = [chance(random, 0.8) ? tell(pen, 'opening') + fact : fact]
  if (troubled(context.nature) && !isQuestion(fact)) {
    for (const [kind, share] of [
      ['since', 0.45],
      ['effectBad', 0.6],
      ['tried', 0.6],
    ] as const)
      if (chance(random, share)) parts.push(tell(pen, kind))
  }
  parts.push(tell(pen, `ask.${context.nature}`))
  return parts.map(ended).join('') + (chance(random, 0.3) ? tell(pen, 'thanks') : '')
}

/** Some of the lines of a tone, each at most once. */
const several = (pen: Pen, kind: string, count: number): string[] => {
  const left = [...(pen.corpus.tone[kind] ?? [])]
  return Array.from({ length: count }, () => {
    const [line] = left.splice(Math.floor(pen.random() * left.length), 1)
    return weave(line ?? '', pen.slots, pen.random)
  })
}

const listText = (pen: Pen): string => {
  const [one, two] = several(pen, 'listItem', 2)
  const line = choose(pick(pen.random, pen.corpus.tone['list'] ?? []), pen.random)
  return fill(line, (name) => ({ one, two })[name])
}

const longText = (pen: Pen): string => {
  const { random, context } = pen
  const facts = suiting(pen.leaf.facts, context.nature)
  const from = Math.floor(random() * facts.length)
  const told = Array.from(
    { length: Math.min(facts.length, chance(random, 0.35) ? 3 : 2) },
    (_, n) => facts[(from + n) % facts.length] ?? '',
  )
  const [first = '', ...others] = told.map((line) => ended(weave(line, pen.slots, random)))
  const troubles = troubled(context.nature) ? ['since', 'tried', 'effectBad'].map((kind) => tell(pen, kind)) : []
  const [before = '', ...after] = several(pen, 'story', chance(random, 0.3) ? 5 : 3)
  const also = pick(random, ['另外，', '还有，', '顺便说一下，', '再一个，'])
  const parts = [tell(pen, 'opening') + first, before, ...troubles, ...others.map((line) => also + line), ...after]
  parts.push(chance(random, 0.4) ? listText(pen) : tell(pen, `ask.${context.nature}`), tell(pen, 'thanks'))
  return [...new Set(parts.map(ended))].join(chance(random, 0.25) ? '\n' : '')
}

/** Turns what a caller said of himself into what a clerk writes of him. */
const thirdPerson = (text: string): string =>
  text
    .replaceAll(/^(?:请问|想问一下|想问问|想问|你好！|您好，)/g, '咨询')
    .replaceAll(/我们家|我家/g, '其家中')
    .replaceAll('我们', '其')
    .replaceAll('我妈', '其母亲')
    .replaceAll(/我(?=奶奶|爷爷|姥姥|岳母)/g, '其')
    .replaceAll('我', '来电人')
    .replaceAll(/[！]+/g, '。')

const clerkText = (pen: Pen): string => {
  const nature = pen.context.nature
  const fact = ended(thirdPerson(factOf(pen))).replace('？', '。')
  const second = troubled(nature) && !isQuestion(fact.slice(0, -1)) && chance(pen.random, 0.3) ? ended(`称${tell(pen, 'since')}`) : ''
  return tell(pen, 'agentOpening') + fact + second + tell(pen, `agentAsk.${nature}`)
}

const upstreamText = (pen: Pen): string => {
  const fact = thirdPerson(factOf(pen))
    .replaceAll('来电人', '市民')
    .replace(/[。！？]+$/, '')
  const goal = tell(pen, 'goal')
  const line = choose(pick(pen.random, pen.corpus.tone['upstream'] ?? []), pen.random)
  return fill(line, (name) => (name === 'fact' ? fact : name === 'goal' ? goal : pen.slots(name)))
}

const englishText = (pen: Pen): string => {
  const { random, leaf } = pen
  const fact = weave(leaf.english ?? '', pen.slots, random)
  const start = chance(random, 0.6) ? `${tell(pen, 'enOpening')} ` : ''
  const end = chance(random, 0.6) ? ` ${tell(pen, 'enClosing')}` : ''
  return start + fact + end
}

const selfText = (pen: Pen): string => {
  const make = weighted(pen.random, [
    [shortText, 14],
    [plainText, 34],
    [fullText, 34],
    [longText, 18],
  ] as const)
  return roughen(make(pen), pen.random).slice(0, 600)
}

/** What was said when the matter was filed, in the words of who held the pen: 4–400 characters or so. */
export const requestText = (corpus: Corpus, context: RequestContext, random: Random): string => {
  const slots = slotsFor(context.place, context.moment, context.caller, random)
  const pen: Pen = { corpus, leaf: leafOf(corpus, context.category), slots, random, context }
  if (context.english && pen.leaf.english !== null) return englishText(pen)
  switch (context.voice) {
    case 'agent':
      return clerkText(pen)
    case 'upstream':
      return upstreamText(pen)
    case 'grid':
      return chance(random, 0.25) ? shortText(pen).replace(/，.*$/, '') : ended(factOf(pen))
    case 'station':
      return ended(factOf(pen))
    case 'self':
      return selfText(pen)
  }
}
