import type { Actor } from '../../kernel/actor.ts'
import type { Lang } from '../../kernel/i18n.ts'
import { isId } from '../../kernel/ids.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { refuse, type Result } from '../../kernel/result.ts'
import { act, fileMatter, loadCatalogue, type Acted, type Category, type Facts, type Filed, type Procedure } from '../../matters/api.ts'
import { suggestCategories } from '../../triage/api.ts'

/** What the portal needs of the kind of matter that residents file. */
export interface PortalForm {
  readonly procedure: Procedure
  readonly categories: readonly Category[]
  /** Categories that the words point to, at most four: the machine suggests, the resident or staff decide. */
  readonly suggest: (text: string) => Promise<readonly Category[]>
}

/** The form of a kind of matter in force; null when there is none or the portal is not among its doors. */
export const portalForm = async (kernel: Kernel, id: string): Promise<PortalForm | null> => {
  const catalogue = await loadCatalogue(kernel)
  const current = catalogue.inForce(id)
  if (!current?.procedure.intake.doors.includes('portal')) return null
  const tree = current.procedure.intake.categories
  const suggest = async (text: string): Promise<readonly Category[]> =>
    (await suggestCategories(kernel, tree, text, 4)).flatMap(({ code }) => catalogue.category(code) ?? [])
  return { procedure: current.procedure, categories: catalogue.categories(tree), suggest }
}

/** What a filing form's conditions see before there is a matter. */
export const filingFacts = (known: { readonly nature: string; readonly category: string; readonly anonymous: boolean }): Facts => ({
  ...known,
  door: 'portal',
  channel: 'web',
  sensitivity: 'ordinary',
  located: false,
})

export interface PortalRequest {
  readonly operation: string
  readonly procedure: string
  readonly nature: string | null
  readonly category: string | null
  readonly anonymous: boolean
  readonly input: Readonly<Record<string, unknown>>
  /** The language in which the portal was used: notices are written in it. Kept with the contact, sealed and erased with it. */
  readonly lang: Lang
}

/**
 * Files what a resident wrote on the portal. An anonymous one is filed by nobody, also when somebody is signed in; one of a signed-in
 * resident is kept under that person's own key. Refusals: those of `fileMatter`, and `http.malformed` for an operation id that is none.
 */
export const fileFromPortal = async (
  kernel: Kernel,
  actor: Actor,
  { lang, ...request }: PortalRequest,
  now: Date,
): Promise<Result<Filed>> => {
  if (!isId(request.operation)) return refuse('invalid', 'http.malformed')
  const resident = actor.kind === 'resident' && !request.anonymous ? actor : null
  const who: Actor = resident ?? { kind: 'anonymous' }
  const input = inLanguage(request.input, lang)
  return fileMatter(kernel, who, { ...request, input, door: 'portal', channel: 'web', ...(resident ? { subject: resident.id } : {}) }, now)
}

/** A contact with the language in which its owner used the portal; Chinese is what is written anyway. */
export const inLanguage = (input: Readonly<Record<string, unknown>>, lang: Lang): Readonly<Record<string, unknown>> => {
  const contact = input['contact']
  return lang === 'zh' || typeof contact !== 'object' || contact === null ? input : { ...input, contact: { ...contact, lang } }
}

/** Takes one of the resident's own actions. */
export const actAsResident = async (
  kernel: Kernel,
  actor: Actor,
  id: string,
  command: { readonly operation: string; readonly action: string; readonly input: unknown },
  now: Date,
): Promise<Result<Acted>> => (isId(command.operation) ? act(kernel, actor, id, command, now) : refuse('invalid', 'http.malformed'))
