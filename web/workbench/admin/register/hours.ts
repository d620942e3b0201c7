// Office hours as people write them: `09:00-12:00 13:00-18:00`, kept as minutes from midnight.

type Span = readonly [number, number]

export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

export const spansToWords = (spans: readonly Span[]): string => spans.map(([from, to]) => `${clock(from)}-${clock(to)}`).join(' ')

/** Reads spans; null when a piece of it is no span of a day. `24:00` is the end of the day. */
export const wordsToSpans = (words: string): Span[] | null => {
  const spans: Span[] = []
  for (const piece of words.replaceAll('：', ':').split(/[\s、，,;；]+/)) {
    if (piece === '') continue
    const [, fromHour, fromMinute, toHour, toMinute] = /^(\d{1,2}):(\d{2})[-—–~](\d{1,2}):(\d{2})$/.exec(piece) ?? []
    const [from, to] = [Number(fromHour) * 60 + Number(fromMinute), Number(toHour) * 60 + Number(toMinute)]
    if (!(from < to && to <= 24 * 60)) return null
    spans.push([from, to])
  }
  return spans
}
