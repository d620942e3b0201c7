import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { dayOfInstant } from './day.ts'
import { computeDue } from './due.ts'
import { at, newYork, sharedFile } from './fixtures.ts'

// Ten thousand real requests with the due times that their city gave them. They are promised in local days: the same wall-clock time n days later, whatever weekday it
// is and however long the days are. The city wrote two due times that the change of clocks skipped; both sides read such a time alike.

const file = sharedFile('requests_311/baltimore_311_10000.csv')

interface Request {
  readonly type: string
  readonly created: Date
  readonly due: Date | undefined
  readonly closed: Date | undefined
  readonly dueText: string
}

const splitRow = (line: string): string[] =>
  Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '')

const readStamp = (text: string): Date | undefined => {
  const match = /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d):(\d\d:\d\d) ([AP])M$/.exec(text)
  if (!match) return undefined
  const [, month, date, year, hour, rest, half] = match
  const hours = (Number(hour) % 12) + (half === 'P' ? 12 : 0)
  return at(`${year}-${month}-${date} ${hours}:${rest}`, newYork)
}

const readRequests = (source: URL): Request[] => {
  const [head = '', ...lines] = readFileSync(source, 'utf8').split(/\r?\n/).filter(Boolean)
  const columns = splitRow(head)
  return lines.map((line) => {
    const row = splitRow(line)
    const cell = (name: string): string => row[columns.indexOf(name)] ?? ''
    const created = readStamp(cell('CreatedDate'))
    if (!created || row.length !== columns.length) throw new Error(`broken row: ${line}`)
    return {
      type: cell('SRType'),
      created,
      due: readStamp(cell('DueDate')),
      closed: readStamp(cell('CloseDate')),
      dueText: cell('DueDate'),
    }
  })
}

describe.skipIf(!file)('the due times of Baltimore', () => {
  const requests = file ? readRequests(file) : []
  const limits = new Map<string, number>()
  for (const { type, created, due } of requests) {
    if (due && !limits.has(type))
      limits.set(type, dayOfInstant(due.getTime(), newYork.zone) - dayOfInstant(created.getTime(), newYork.zone))
  }
  const dueBy = (request: Request): Date =>
    computeDue({ value: limits.get(request.type) ?? Number.NaN, unit: 'localday' }, request.created, newYork).due

  test('all 9,714 follow from the first of each of 209 types', () => {
    const promised = requests.filter(({ due }) => due)
    expect([requests.length, promised.length, limits.size]).toEqual([10_000, 9714, 209])
    expect(promised.filter((request) => dueBy(request).getTime() !== request.due?.getTime())).toEqual([])
  })

  test('days of 24 hours would not do', () => {
    const hourly = requests.filter(
      ({ type, created, due }) => due && created.getTime() + (limits.get(type) ?? 0) * 86_400_000 !== due.getTime(),
    )
    expect(hourly).toHaveLength(853)
  })

  test('two fall into the hour that New York skipped', () => {
    const skipped = requests.filter(({ dueText }) => dueText.startsWith('03/11/2018 02:'))
    expect(skipped.map((request) => [dueBy(request).toISOString(), request.dueText])).toEqual([
      ['2018-03-11T07:43:56.000Z', '03/11/2018 02:43:56 AM'],
      ['2018-03-11T07:23:08.000Z', '03/11/2018 02:23:08 AM'],
    ])
  })

  test('1,567 of 9,555 were closed late', () => {
    const closed = requests.filter(({ due, closed: end }) => due && end)
    const late = closed.filter((request) => (request.closed?.getTime() ?? 0) > dueBy(request).getTime())
    expect([late.length, closed.length]).toEqual([1567, 9555])
  })
})
