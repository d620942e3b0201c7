import type { AllowedView, MatterView } from '../api/types.ts'

const weights = { primary: 0, normal: 1, danger: 2 } as const

/** Most likely first: the procedure's own before the standing ones, the weighty before the rest, else as the server says. */
export const orderAllowed = (allowed: readonly AllowedView[]): readonly AllowedView[] =>
  [...allowed].sort((a, b) => Number(a.standing) - Number(b.standing) || weights[a.weight] - weights[b.weight])

// Who rules on a request sees both ways: only "granted" standing open would lean on them.
const isRuling = (action: string): boolean => /^(grant|refuse)-/.test(action)

/** What stands open as buttons and what waits under "other": the procedure's own, signing and rulings stand open. */
export const splitAllowed = (
  allowed: readonly AllowedView[],
): { readonly first: readonly AllowedView[]; readonly other: readonly AllowedView[] } => {
  const ordered = orderAllowed(allowed)
  const first = ordered.filter((each) => !each.standing || each.weight === 'primary' || each.action === 'sign' || isRuling(each.action))
  if (first.length > 0)
    return {
      // Who has not signed yet signs before anything else.
      first: [...first].sort((a, b) => Number(b.action === 'sign') - Number(a.action === 'sign') || weights[a.weight] - weights[b.weight]),
      other: ordered.filter((each) => !first.includes(each)),
    }
  return { first: ordered.slice(0, 4), other: ordered.slice(4) }
}

/** Whether the action asks for units to work on the matter: it has a form of its own. */
export const isDispatch = (each: AllowedView): boolean => {
  const names = each.form.map((field) => (field as { field?: string }).field)
  return names.includes('lead') && names.includes('dispatchNote')
}

/** Whether the action writes words that the resident reads. */
export const isAnswer = (each: AllowedView): boolean => each.form.some((field) => (field as { field?: string }).field === 'answer')

/** Names of the assistants whose reports the answer waits for; none when the matter waits for something else. */
export const awaited = ({ assignments }: Pick<MatterView, 'assignments'>): readonly string[] =>
  assignments
    .filter((each) => each.part === 'assistant' && each.endedAt === null && each.state.id !== 'reported')
    .map((each) => each.unit.name)
