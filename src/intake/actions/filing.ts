import type { Actor } from '../../kernel/actor.ts'
import { isId } from '../../kernel/ids.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { refuse, type Result } from '../../kernel/result.ts'
import { act, type Acted } from '../../matters/actions/act.ts'
import { fileMatter, type Filed } from '../../matters/actions/file.ts'
import { loadCatalogue, type Category } from '../../matters/catalogue.ts'
import { conditionFacts, type Facts } from '../../matters/domain/conditions.ts'
import { joinFields } from '../../matters/domain/joining.ts'
import type { Procedure } from '../../matters/domain/procedure.ts'
import { noCounts } from '../../matters/domain/state.ts'
import { suggestCategories } from '../domain/similar.ts'

export { joinFields }

/** What the portal needs of the kind of matter that residents file. */
export interface PortalForm {
  readonly procedure: Procedure
  readonly categories: readonly Category[]
  /** Categories that the words point to, at most four. */
  readonly suggest: (text: string) => readonly Category[]
}

/** The form of a kind of matter in force; null when there is none or the portal is not among its doors. */
export const portalForm = async (kernel: Kernel, id: string): Promise<PortalForm | null> => {
  const catalogue = await loadCatalogue(kernel)
  const current = catalogue.inForce(id)
  if (!current?.procedure.intake.doors.includes('portal')) return null
  const categories = catalogue.categories(current.procedure.intake.categories)
  return { procedure: current.procedure, categories, suggest: (text) => suggestCategories(text, categories) }
}

/** What a filing form's conditions see before there is a matter. */
export const filingFacts = (known: {
  readonly nature: string | null
  readonly category: string | null
  readonly anonymous: boolean
}): Facts =>
  conditionFacts({
    ...known,
    door: 'portal',
    channel: 'web',
    sensitivity: 'ordinary',
    located: false,
    counts: noCounts,
    assignments: [],
    form: {},
    reached: {},
  })

export interface PortalRequest {
  readonly operation: string
  readonly procedure: string
  readonly nature: string | null
  readonly category: string | null
  readonly anonymous: boolean
  readonly input: Readonly<Record<string, unknown>>
}

/**
 * Files what a resident wrote on the portal. An anonymous one is filed by nobody, also when somebody is signed in; one of a signed-in
 * resident is kept under that person's own key. Refusals: those of `fileMatter`, and `http.malformed` for an operation id that is none.
 */
export const fileFromPortal = async (kernel: Kernel, actor: Actor, request: PortalRequest, now: Date): Promise<Result<Filed>> => {
  if (!isId(request.operation)) return refuse('invalid', 'http.malformed')
  const resident = actor.kind === 'resident' && !request.anonymous ? actor : null
  const who: Actor = resident ?? { kind: 'anonymous' }
  return fileMatter(kernel, who, { ...request, door: 'portal', channel: 'web', ...(resident ? { subject: resident.id } : {}) }, now)
}

/** Takes one of the resident's own actions. */
export const actAsResident = async (
  kernel: Kernel,
  actor: Actor,
  id: string,
  command: { readonly operation: string; readonly action: string; readonly input: unknown },
  now: Date,
): Promise<Result<Acted>> => (isId(command.operation) ? act(kernel, actor, id, command, now) : refuse('invalid', 'http.malformed'))
