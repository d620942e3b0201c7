import { namesOf } from '../../access/api.ts'
import type { Call } from '../../kernel/http/route.ts'
import { refuse, ok, type Result } from '../../kernel/result.ts'
import { isId } from '../../kernel/ids.ts'
import { surroundings } from '../actions/circumstances.ts'
import { allowedActions } from '../domain/decide.ts'
import type { MatterEvent } from '../domain/events.ts'
import type { Procedure } from '../domain/procedure.ts'
import { can, factsOf, matterRules } from '../domain/relations.ts'
import type { MatterState } from '../domain/state.ts'
import { readCodes } from '../store/lists.ts'
import { readEvents, readState } from '../store/read.ts'
import type { MatterView } from '../views.ts'
import { presentAllowed } from './allowed.ts'
import { readFileViews } from './files.ts'
import { leftOf, limitWords, namesFor, type Names } from './names.ts'
import { officialClock } from '../domain/listed.ts'
import { presentTimeline } from './timeline.ts'
import { titleOf } from '../actions/words.ts'
import { valueWords } from './words.ts'

/** One matter as its reader may see it: masked, with the acts they may take. Others' matters are answered like unknown ones. */
export const readMatter = async (call: Call, id: string): Promise<Result<MatterView>> => {
  const { kernel, actor, now } = call
  const state = isId(id) ? await readState(kernel.db.sql, id) : null
  if (!state || !can(actor, matterRules['matter.read'], factsOf(state))) return refuse('not-found', 'matter.not-found')
  const [events, names, around] = await Promise.all([readEvents(kernel.db.sql, kernel.keys, id), namesFor(call), surroundings(kernel)])
  const procedure = around.catalogue.procedure(state.procedure.digest)
  const circumstances = around.of(actor, now, procedure, state)
  const [staff, files, codes] = await Promise.all([
    namesOf(
      kernel,
      events.flatMap((event) => (event.actor.startsWith('staff:') ? [event.actor.slice(6)] : [])),
    ),
    readFileViews(
      kernel.db.sql,
      events.flatMap((event) => (event.kind === 'filed' || event.kind === 'acted' ? event.facts.files : [])),
    ),
    readCodes(kernel.db.sql, state.mergedInto ? [state.mergedInto] : []),
  ])
  const knowsComplainant = can(actor, matterRules['matter.reveal'], factsOf(state))
  const timeline = presentTimeline(events, { state, procedure, names, staff, files, knowsComplainant })
  const filed = events[0]
  return ok({
    ...headOf(state, procedure, names),
    ...wordsOfFiling(filed, procedure, names),
    contact: contactOf(state, events, knowsComplainant),
    files: filed?.kind === 'filed' ? files.of(filed.facts.files) : [],
    assignments: assignmentsOf(state, names),
    clocks: clocksOf(state, procedure, names),
    requests: requestsOf(state, events, names),
    asked: state.asked ? { at: state.asked.at, question: wordIn(events, state.asked.n, 'question') } : null,
    rating: state.rating ? { solved: state.rating.solved, satisfaction: state.rating.satisfaction, scale: procedure.rating ?? null } : null,
    counts: { ...state.counts },
    mergedInto: state.mergedInto ? { id: state.mergedInto, code: codes.get(state.mergedInto) ?? '' } : null,
    released: releasedOf(state, events),
    timeline,
    allowed: presentAllowed(allowedActions(state, circumstances), state, events, procedure, names),
  })
}

const headOf = (state: MatterState, procedure: Procedure, names: Names) => {
  const { text, category, unit, say, places, area } = names
  const nature = procedure.intake.natures.find((each) => each.id === state.nature)
  const outcome = state.outcome ? procedure.outcomes[state.outcome] : undefined
  return {
    id: state.id,
    code: state.code,
    seen: state.actN,
    procedure: { id: procedure.id, name: text(procedure.title) },
    nature: nature ? { id: nature.id, name: text(nature.title) } : null,
    category: category(state.category),
    sealed: state.sensitivity === 'sealed',
    restricted: state.restricted,
    area: places.pathOf(state.areaCode).map((each) => area(each.code)),
    located: state.located,
    point: state.point,
    door: { id: state.door, name: say(`matter.door.${state.door}`) },
    channel: state.channel,
    upstream: state.upstream ? { source: state.upstream.source, number: state.upstream.number } : null,
    about: state.aboutUnit ? unit(state.aboutUnit) : null,
    filedAt: state.filedAt,
    closedAt: state.closedAt,
    outcome: outcome ? text(outcome) : state.outcome && say(`matter.outcome.${state.outcome}`),
    path: pathOf(state, procedure, names),
  }
}

// The usual way through the stages: those with a forward step, the present one marked; side stages appear only while the matter is in them.
const pathOf = (state: MatterState, procedure: Procedure, { text }: Names): MatterView['path'] => {
  const ids = Object.keys(procedure.stages)
  const main = mainPath(procedure)
  const shown = ids.filter((id) => main.includes(id) || id === state.stage)
  const at = shown.indexOf(state.stage)
  return shown.map((id, index) => ({
    id,
    title: text(procedure.stages[id]?.title ?? { zh: id, en: id }),
    state: index < at || state.closedAt !== null ? 'done' : index === at ? 'now' : 'ahead',
  }))
}

/** From the first stage along each stage's primary action to the end. */
const mainPath = (procedure: Procedure): string[] => {
  const path: string[] = []
  let stage: string | undefined = procedure.start.at(-1)?.stage
  while (stage !== undefined && !path.includes(stage)) {
    path.push(stage)
    const definition: Procedure['stages'][string] | undefined = procedure.stages[stage]
    const actions = Object.values(definition?.actions ?? {})
    stage = (actions.find((action) => action.weight === 'primary' && action.to) ?? definition?.then)?.to
  }
  return path
}

const wordsOfFiling = (
  filed: MatterEvent | undefined,
  procedure: Procedure,
  names: Names,
): Pick<MatterView, 'title' | 'text' | 'address' | 'extra'> => {
  const text = filed?.text ?? {}
  const body = typeof text['text'] === 'string' ? text['text'] : null
  const place = text['place'] as { address?: string } | undefined
  const form: Readonly<Record<string, unknown>> = filed?.kind === 'filed' ? { ...filed.facts.form, ...text } : {}
  const extra = procedure.intake.form
    .filter((field) => !['text', 'place', 'contact', 'photos', 'aboutUnit'].includes(field.field) && field.kind !== 'contact')
    .map((field) => ({ label: names.text(field.label), text: valueWords(field, form[field.field], names) }))
    .filter((each) => each.text !== '')
  return { title: titleOf(body ?? ''), text: body, address: place?.address ?? null, extra }
}

/** Masked: the family name and the telephone's ends. Nothing at all for who may not know the complainant. */
const contactOf = (state: MatterState, events: readonly MatterEvent[], known: boolean): MatterView['contact'] => {
  const none = { anonymous: state.anonymous, name: null, phone: null, wish: null, revealable: false }
  if (!known) return { sealed: true, ...none }
  const contact = events[0]?.contact?.['contact'] as { name?: string; phone?: string; wish?: string } | undefined
  if (!contact) return { sealed: false, ...none }
  return {
    sealed: false,
    anonymous: state.anonymous,
    name: contact.name ? maskName(contact.name) : null,
    phone: contact.phone ? maskPhone(contact.phone) : null,
    wish: contact.wish ?? null,
    revealable: true,
  }
}

export const maskName = (name: string): string => {
  const [first = '', ...rest] = Array.from(name)
  return first + '*'.repeat(Math.max(1, Math.min(2, rest.length)))
}

export const maskPhone = (phone: string): string => (phone.length < 8 ? '****' : `${phone.slice(0, 3)}****${phone.slice(-4)}`)

const assignmentsOf = (state: MatterState, names: Names): MatterView['assignments'] =>
  state.assignments.map((each) => {
    const clock = state.clocks.findLast((one) => one.assignment === each.id) ?? (each.part === 'lead' ? officialClock(state) : null)
    return {
      id: each.id,
      unit: names.unit(each.unit),
      part: each.part,
      order: each.order,
      state: { id: each.state, name: names.say(`matter.assignment.${each.state}`) },
      assignedAt: each.assignedAt,
      signedAt: each.signedAt,
      endedAt: each.endedAt,
      listItem: each.listItem,
      left:
        clock && !each.endedAt && !state.closedAt && (clock.state === 'running' || clock.state === 'paused') ? leftOf(clock, names) : null,
    }
  })

const clocksOf = (state: MatterState, procedure: Procedure, names: Names): MatterView['clocks'] =>
  state.clocks.flatMap((clock) => {
    const definition = procedure.clocks[clock.name]
    if (!definition) return []
    const running = clock.state === 'running' || clock.state === 'paused'
    const rule =
      typeof definition.limit === 'object'
        ? definition.limit.source
        : (names.catalogue.category(state.category ?? '')?.source ?? definition.fallback?.source)
    return [
      {
        id: clock.id,
        name: clock.name,
        title: names.text(definition.title),
        limit: limitWords(clock.limit, names),
        source: rule ?? null,
        state: clock.state,
        startedAt: clock.startedAt,
        due: clock.due,
        provisional: clock.provisional,
        extended: clock.extensions.length,
        left: running ? leftOf(clock, names) : null,
      },
    ]
  })

const requestsOf = (state: MatterState, events: readonly MatterEvent[], names: Names): MatterView['requests'] =>
  state.requests.map((request) => {
    const asked = events.findLast((event) => event.kind === 'acted' && event.at === request.at && event.actor === request.by)
    const words = asked?.text?.['reason']
    return {
      id: request.id,
      kind: request.kind,
      unit: names.unit(request.unit),
      at: request.at,
      extra: request.extra ? limitWords(request.extra, names) : null,
      words: typeof words === 'string' ? words : null,
    }
  })

const wordIn = (events: readonly MatterEvent[], n: number, name: string): string | null => {
  const word = events.find((event) => event.n === n)?.text?.[name]
  return typeof word === 'string' ? word : null
}

const releasedOf = (state: MatterState, events: readonly MatterEvent[]): MatterView['released'] => {
  if (!state.released) return null
  const last = events.findLast((event) => event.kind === 'acted' && (event.facts.action === 'release' || event.facts.action === 'redact'))
  const word = (name: string): string => (typeof last?.text?.[name] === 'string' ? (last.text[name] as string) : '')
  return { title: word('publicTitle'), text: word('publicText'), answer: word('publicAnswer') }
}
