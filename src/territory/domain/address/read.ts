import { cleanAddress } from './clean.ts'
import { readNames, type KnownNames } from './names.ts'
import type { AddressParts } from './parts.ts'
import { readCounted, type Draft } from './tokens.ts'

/** What an address says. */
export interface AddressRead {
  readonly parts: AddressParts
  /** Words that say where it lies beside something else, or what it was called: `清枫里菜市场对面`, `原梅园甲楼`. */
  readonly hints: readonly string[]
  /** The words by which the place meant lies beside the place named (`旁边`, `北门`); null when the place named is meant. */
  readonly beside: string | null
  /** What was not understood, in the order of the text. */
  readonly rest: readonly string[]
}

/** More of a text than this is not looked at. */
const longestText = 200

/**
 * Reads an address as people write it: parts in any order, spelled in any of the usual ways, with or without areas. Names of areas, roads and compounds that
 * are known beforehand win over the rules of thumb by which unknown ones are told apart; `strict` leaves unknown counties and towns unread, for names of a district's own places. Never refuses: what is not understood is in `rest`.
 */
export const readAddress = (text: string, known?: KnownNames, strict = false): AddressRead => {
  const { address, hints, beside } = withoutHints(cleanAddress(text.slice(0, longestText)))
  const draft: Draft = { parts: {}, hints, rest: [], strict }
  let at = 0
  while (at < address.length) {
    const next = address[at] === ' ' ? at + 1 : readCounted(address, at, draft)
    if (next > at) {
      at = next
      continue
    }
    const end = endOfRun(address, at)
    readNames(address.slice(at, end), draft, known, address.slice(end, end + 5))
    at = end
  }
  return { parts: draft.parts, hints, beside, rest: draft.rest }
}

const begins =
  /(?<![第一-龥])[A-Z]?\d|\d+(?:号|幢|栋|座|单元|层|楼|室|户|组|弄|门|梯|#|-|$| |\d)|[A-Z]\d*(?:座|栋|幢|号楼|单元|楼)|B\d|[甲乙丙丁](?:单元|\d)|[东西中南北](?:单元|户)|地下[\d室]|负\d|底商|[底顶]层|商铺\d|[临附]\d/g

// A run of words goes on to the next counted part; 798艺术区 and A区 stay within it.
const endOfRun = (text: string, at: number): number => {
  const space = text.indexOf(' ', at + 1)
  begins.lastIndex = at + Math.max(1, /^[0-9A-Z]+(?=\p{Script=Han})/u.exec(text.slice(at, at + 8))?.[0].length ?? 0)
  const counted = begins.exec(text)?.index ?? text.length
  return Math.max(at + 1, Math.min(space < 0 ? text.length : space, counted))
}

const side =
  '(?:正|斜)?对(?:面|过|门)|隔壁|旁边|边上|旁|附近|周边|一带|[东西南北]{1,2}(?:侧|边|面|门口|门|头|角)|(?:大|正|后|侧)门口?|门口|门前|门外|楼下|楼前|楼后|后[面边]|前[面边]|路口|路边|里面|院内'
const relation = new RegExp(`^(.*?)((?:(?:的|那)?(?:${side})(?:那边|那里|处)?)+)(?:的|那个)*(.*)$`)
const nearby = /(?:靠近|临近|紧邻|毗邻|邻近|挨着|(?<=[号楼室元院( ])近(?=..))([^ ()的]+)的?/g
const crossing = /[与和][^ ()]{2,8}?(?:交叉口|路口|交汇处|交口)/g
const brackets = /\(([^()]*)\)?/g
const structured = /[0-9A-Z].*(?:[栋幢座楼号室#]|单元)|[0-9]-[0-9]|^[0-9A-Z]+$/

const withoutHints = (text: string): { address: string; hints: string[]; beside: string | null } => {
  const hints: string[] = []
  let address = text
  const toHint = (whole: string): string => {
    hints.push(whole.replace(/[()]/g, ''))
    return ' '
  }
  if (address.includes('(')) address = address.replace(brackets, (whole, inner: string) => (isPart(inner) ? inner : toHint(whole)))
  if (/[近邻挨]/.test(address)) address = address.replace(nearby, toHint)
  if (/[与和]/.test(address)) address = address.replace(crossing, toHint)
  let beside: string | null = null
  const [, before = '', words = '', after = ''] = maybeSide.test(address) ? (relation.exec(address) ?? []) : []
  if (words !== '') {
    if (isAddress(after)) {
      address = after
      hints.unshift(`${before}${words}`.trim())
    } else if (!/^(?:小区|社区|家园|街|路|村|里|苑|园)/.test(after)) {
      beside = words.replace(/^[的那]/, '')
      address = before
      if (after.trim() !== '') hints.push(after.trim())
    }
  }
  return { address, hints, beside }
}

const maybeSide = /[对旁边侧面门口近带隔头角]|楼[下前后]|院内/

// (3号楼) says a part; (原梅园甲楼) and (近菜市场) do not.
const isPart = (inner: string): boolean =>
  structured.test(inner) && !/^(?:原|旧|曾|靠|近|临|邻)/.test(inner) && !new RegExp(side).test(inner)

const isAddress = (text: string): boolean => structured.test(text) && /\p{Script=Han}{2}/u.test(text)
