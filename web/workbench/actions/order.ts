import type { AllowedView } from '../api/types.ts'

const weights = { primary: 0, normal: 1, danger: 2 } as const

/** Most likely first: the procedure's own before the standing ones, the weighty before the rest, else as the server says. */
export const orderAllowed = (allowed: readonly AllowedView[]): readonly AllowedView[] =>
  [...allowed].sort((a, b) => Number(a.standing) - Number(b.standing) || weights[a.weight] - weights[b.weight])

/** What stands open as buttons and what waits under "other": the procedure's own and signing stand open. */
export const splitAllowed = (
  allowed: readonly AllowedView[],
): { readonly first: readonly AllowedView[]; readonly other: readonly AllowedView[] } => {
  const ordered = orderAllowed(allowed)
  const first = ordered.filter((each) => !each.standing || each.weight === 'primary' || each.action === 'sign')
  if (first.length > 0)
    return {
      first: [...first].sort((a, b) => weights[a.weight] - weights[b.weight]),
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
