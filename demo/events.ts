import { readFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { NewEvent } from '../src/matters/domain/events.ts'

/** An event of the scenario: at a moment of it, by somebody. */
export type DemoEvent = NewEvent & { readonly n: number; readonly actor: string; readonly at: number }

/** One matter as it stands in the event file: what its journal says, from which all else is made. */
export interface DemoMatter {
  readonly id: string
  readonly events: readonly DemoEvent[]
}

// One line: the id, then every event as [kind, actor, milliseconds since the one before, facts, text, contact].
type Cell = readonly [kind: string, actor: string, after: number, facts: unknown, text?: unknown, contact?: unknown]

const empty = (part: object | undefined): boolean => part === undefined || Object.keys(part).length === 0

const cellOf = (event: DemoEvent, before: number): Cell => {
  const head = [event.kind, event.actor, event.at - before, event.facts] as const
  if (!empty(event.contact)) return [...head, event.text ?? {}, event.contact]
  return empty(event.text) ? head : [...head, event.text]
}

/** The matters as lines of JSON. */
export const linesOf = (matters: readonly DemoMatter[]): string =>
  matters
    .map(({ id, events }) => `${JSON.stringify([id, ...events.map((event, index) => cellOf(event, events[index - 1]?.at ?? 0))])}\n`)
    .join('')

/** A line read back, its moments moved by `shift` milliseconds. */
export const matterOf = (line: string, shift = 0): DemoMatter => {
  const [id, ...cells] = JSON.parse(line) as [string, ...Cell[]]
  let at = shift
  const events = cells.map(([kind, actor, after, facts, text, contact], index) => {
    at += after
    return {
      kind,
      actor,
      at,
      facts,
      n: index + 1,
      ...(empty(text as object | undefined) ? {} : { text }),
      ...(contact ? { contact } : {}),
    } as unknown as DemoEvent
  })
  return { id, events }
}

const file = new URL('events.jsonl.gz', import.meta.url)

/** The committed file, line by line, in order of filing. */
export const readLines = (): string[] => gunzipSync(readFileSync(file)).toString().trimEnd().split('\n')

/** Bytes of the file. Level 9, and no time stamp, so that the same matters give the same bytes. */
export const packed = (matters: readonly DemoMatter[]): Buffer => gzipSync(linesOf(matters), { level: 9 })

export const eventFile = file
