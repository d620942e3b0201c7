import type { Procedure } from '../procedure.ts'
import { checkClocks } from './clocks.ts'
import { checkExpressions } from './expressions.ts'
import type { Finding, Known } from './finding.ts'
import { checkFlow } from './flow.ts'
import { checkForms } from './forms.ts'
import { checkNames } from './names.ts'
import { shapeProcedure } from './shape.ts'

/** Everything wrong with a procedure, errors first. An empty list means that it may run: none of its matters can get stuck or lost. */
export const checkProcedure = (procedure: Procedure, known: Known): readonly Finding[] => {
  const findings = [
    ...checkNames(procedure, known),
    ...checkFlow(procedure, known),
    ...checkClocks(procedure),
    ...checkExpressions(procedure),
    ...checkForms(procedure),
  ]
  return [...findings.filter(isError), ...findings.filter((each) => !isError(each))]
}

/** Whether a finding refuses the procedure. */
export const isError = ({ severity }: Finding): boolean => severity === 'error'

/** Reads a value (a parsed file, an editor's draft) and checks it. `procedure` is null when its words are not those of the vocabulary. */
export const readProcedure = (
  value: unknown,
  known: Known,
): { readonly procedure: Procedure | null; readonly findings: readonly Finding[] } => {
  const shaped = shapeProcedure(value)
  if (!shaped.ok) return { procedure: null, findings: shaped.findings }
  return { procedure: shaped.procedure, findings: checkProcedure(shaped.procedure, known) }
}
