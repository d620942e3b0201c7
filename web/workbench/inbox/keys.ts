export type KeyCommand = 'next' | 'previous' | 'open' | 'select' | 'help' | 'search' | 'act' | 'leave' | 'refresh'

/** What is known of a key press: enough to decide without a browser. */
export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly isComposing: boolean
  /** Tag of the element that has the focus, in capitals. */
  readonly tag: string
  /** Whether that element is typed into or is a button or link that takes Enter itself. */
  readonly editable: boolean
}

const commands: Readonly<Record<string, KeyCommand>> = {
  j: 'next',
  ArrowDown: 'next',
  k: 'previous',
  ArrowUp: 'previous',
  Enter: 'open',
  x: 'select',
  '?': 'help',
  '？': 'help',
  '/': 'search',
  a: 'act',
  Escape: 'leave',
  r: 'refresh',
}

const takesEnter: ReadonlySet<string> = new Set(['BUTTON', 'A', 'SUMMARY', 'INPUT'])

/**
 * What a key press means in the inbox, or null. While somebody types, and while an input method composes Chinese, only Escape counts: `j` in
 * a search box is a letter.
 */
export const keyCommand = (press: KeyPress): KeyCommand | null => {
  if (press.isComposing || press.ctrlKey || press.metaKey || press.altKey) return null
  const command = commands[press.key] ?? commands[press.key.length === 1 ? press.key.toLowerCase() : ''] ?? null
  if (press.editable) return command === 'leave' ? command : null
  if (command === 'open' && takesEnter.has(press.tag)) return null
  return command
}

/** The place of the row to go to: within the list, and from nowhere to the first. */
export const moved = (at: number, by: 1 | -1, length: number): number =>
  length === 0 ? -1 : at < 0 ? 0 : Math.min(length - 1, Math.max(0, at + by))

/** The row that comes up when one has left the list: the next, or else the one before. */
export const following = (ids: readonly string[], gone: string): string | null => {
  const at = ids.indexOf(gone)
  return at < 0 ? (ids[0] ?? null) : (ids[at + 1] ?? ids[at - 1] ?? null)
}
