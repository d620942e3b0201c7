import { ok, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { Change, Circumstances } from './command.ts'
import type { LinkDefinition, Register } from './definition.ts'
import { overlap, stepLinks, type Content, type Day, type Link, type LinkStep, type RecordState } from './record.ts'

interface Working {
  readonly before: RecordState | null
  readonly id: string
  readonly register: string
  content: Content
  from: Day
  steps: LinkStep[]
}

/** What an act is about to change, gathered record by record; the first refusal is kept and wins. */
export class Draft {
  #refusal: Refusal | null = null
  readonly #changed = new Map<string, Working>()
  readonly #around: Circumstances

  constructor(around: Circumstances) {
    this.#around = around
  }

  get around(): Circumstances {
    return this.#around
  }

  /** Keeps the first refusal. */
  refuse(kind: Refusal['kind'], code: string, params?: Refusal['params']): void {
    this.take(refuse(kind, code, params))
  }

  /** The value of a result; its refusal is kept, and gives undefined. */
  take<T>(result: Result<T>): T | undefined {
    if (result.ok) return result.value
    this.#refusal ??= result.error
    return undefined
  }

  register(id: string): Register {
    const found = this.#around.registers.find((register) => register.id === id)
    if (!found) throw new Error(`no register ${id}`)
    return found
  }

  /** A record as the draft has it by now; told as not found when it was not loaded. */
  record(id: string): RecordState | undefined {
    const working = this.#changed.get(id)
    const before = working?.before ?? this.#around.records.get(id)
    if (!working) return before ?? this.take<RecordState>(refuse('not-found', 'register.not-found'))
    const n = (working.before?.n ?? 0) + 1
    const links = stepLinks(working.before?.links ?? [], { n, links: working.steps })
    return { id, register: working.register, n, from: working.from, ...working.content, links }
  }

  add(register: string, content: Content): string {
    const id = this.#around.newId()
    this.#changed.set(id, { before: null, id, register, content, from: content.since, steps: [] })
    return id
  }

  /** Changes a record's content from a day on; a version never holds from before the last one. */
  change(id: string, patch: Partial<Content>, from: Day): void {
    const working = this.#work(id)
    if (!working) return
    working.content = { ...working.content, ...patch }
    if (from > working.from) working.from = from
  }

  /** Takes a step with the links of a record; the content holds from the same day as before. */
  step(id: string, step: LinkStep): void {
    this.#work(id)?.steps.push(step)
  }

  link(id: string, role: string, to: string, since: Day, until?: Day): void {
    const [from, target] = [this.record(id), this.record(to)]
    if (!from || !target) return
    const definition = this.register(from.register).links.find((link) => link.role === role)
    if (!definition || !definition.to.includes(target.register)) return this.refuse('invalid', 'register.no-such-link', { role })
    if (target.state !== 'current' || from.state !== 'current') return this.refuse('conflict', 'register.not-current')
    if (since > this.#around.today || (until !== undefined && (until > this.#around.today || until <= since)))
      return this.refuse('invalid', 'register.bad-day', { day: until ?? since })
    this.step(id, { do: 'add', id: this.#around.newId(), to, role, since, ...(until === undefined ? {} : { until }) })
  }

  end(id: string, link: Link, until: Day): void {
    if (until > this.#around.today || until < link.since) return this.refuse('invalid', 'register.bad-day', { day: until })
    // Ended on the day it began: it never was.
    this.step(id, until === link.since ? { do: 'void', id: link.id } : { do: 'end', id: link.id, until })
  }

  /** Ends all open links of a record in these roles. */
  endAll(id: string, until: Day, roles?: readonly string[]): void {
    for (const link of this.record(id)?.links ?? [])
      if (link.until === null && (!roles || roles.includes(link.role))) this.end(id, link, until)
  }

  /** The changes, unless something was refused or links would stand beside others that exclude them. */
  finish(): Result<readonly Change[]> {
    if (!this.#refusal) this.#checkLinks()
    if (this.#refusal) return { ok: false, error: this.#refusal }
    return ok(
      [...this.#changed.values()].map(({ id, register, before, content, from, steps }) => ({
        id,
        register,
        n: (before?.n ?? 0) + 1,
        from,
        content,
        links: steps,
      })),
    )
  }

  #work(id: string): Working | undefined {
    const known = this.#changed.get(id)
    if (known) return known
    const before = this.record(id)
    if (!before) return undefined
    const { values, place, state, since, until, from } = before
    const working = { before, id, register: before.register, content: { values, place, state, since, until }, from, steps: [] }
    this.#changed.set(id, working)
    return working
  }

  #checkLinks(): void {
    for (const { id, register, steps } of this.#changed.values()) {
      if (!steps.some((step) => step.do === 'add' || step.do === 'reopen')) continue
      const links = this.record(id)?.links ?? []
      for (const definition of this.register(register).links) {
        const own = links.filter((link) => link.role === definition.role)
        if (!this.#fits(own, definition)) return this.refuse('conflict', 'register.link-taken', { role: definition.role })
      }
    }
  }

  // The same target twice at once says nothing new; beyond that the definition counts.
  #fits(own: readonly Link[], { role, ours, theirs }: LinkDefinition): boolean {
    return own.every((link, at) => {
      const others = own.slice(at + 1).filter((other) => ours === 'one' || other.to === link.to)
      if (others.some((other) => overlap(link, other))) return false
      if (theirs === 'many') return true
      return this.#linksTo(link.to, role).every((other) => other.id === link.id || !overlap(link, other))
    })
  }

  #linksTo(to: string, role: string): readonly Link[] {
    const untouched = this.#around.incoming.filter((link) => !this.#changed.has(link.from))
    const touched = [...this.#changed.keys()].flatMap((id) => this.record(id)?.links ?? [])
    return [...untouched, ...touched].filter((link) => link.to === to && link.role === role)
  }
}
