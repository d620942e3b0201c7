import type { CategoryRow } from '../api/types.ts'

/** How the matters of one top category look on the map: a colour and a letter, so that neither carries the meaning alone. */
export interface Group {
  readonly code: string
  readonly name: string
  readonly mark: string
  /** Of `palette`. */
  readonly slot: number
}

/** Fill and letter of each slot: eight hues, dark and light. No red, amber or green among them, for those say late, near and done. */
export const palette: readonly (readonly [fill: string, letter: string])[] = [
  ['#0b5f61', '#ffffff'],
  ['#2f5fa8', '#ffffff'],
  ['#6a4c9c', '#ffffff'],
  ['#76502f', '#ffffff'],
  ['#8c3a78', '#ffffff'],
  ['#4a5560', '#ffffff'],
  ['#1f7193', '#ffffff'],
  ['#5d6420', '#ffffff'],
  ['#9fd0cd', '#10302f'],
  ['#a9c6ec', '#142a4a'],
  ['#cbbbe6', '#2c1f47'],
  ['#dcc2a6', '#3a2614'],
  ['#e4bcd9', '#451c3b'],
  ['#c2cbd3', '#222a31'],
  ['#a6d6e8', '#0f3442'],
  ['#ccd292', '#2d310d'],
]

/** The top categories in their order, each with the first letter of its name that no other has taken. */
export const groupsOf = (categories: readonly CategoryRow[]): readonly Group[] => {
  const taken = new Set<string>()
  return categories
    .filter((each) => each.parent === null)
    .map(({ code, name }, index) => {
      const letters = Array.from(name).filter((letter) => /[\p{L}\p{N}]/u.test(letter))
      const mark = letters.find((letter) => !taken.has(letter)) ?? letters[0] ?? '·'
      taken.add(mark)
      return { code, name, mark, slot: index % palette.length }
    })
}

/** Finds the group of a category, at the top of its tree; null for an unknown one. */
export const groupFinder = (categories: readonly CategoryRow[], groups: readonly Group[]): ((code: string | null) => Group | null) => {
  const parents = new Map(categories.map((each) => [each.code, each.parent]))
  const byCode = new Map(groups.map((group) => [group.code, group]))
  return (code) => {
    let at = code
    // No tree is deeper; a ring in the data must not hang the screen.
    for (let depth = 0; at !== null && depth < 10; depth++) {
      const group = byCode.get(at)
      if (group) return group
      at = parents.get(at) ?? null
    }
    return null
  }
}
