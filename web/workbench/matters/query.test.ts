import { expect, test } from 'vitest'
import { asked, askedOfServer, emptyQuery, readQuery } from './query.ts'

test('the address is read as far as it is understood', () => {
  expect(readQuery('scope=open&q=路灯&from=2026-11-01&to=yesterday&late=true&other=1')).toEqual({
    ...emptyQuery,
    scope: 'open',
    q: '路灯',
    from: '2026-11-01',
    late: true,
  })
  expect(readQuery('scope=none')).toEqual(emptyQuery)
})

test('what is as usual is not written', () => {
  expect(asked(emptyQuery)).toEqual({})
  const query = { ...emptyQuery, scope: 'closed' as const, area: '990101001', late: true }
  expect(readQuery(new URLSearchParams(asked(query)).toString())).toEqual(query)
})

test('days of the district are sent as moments, both days whole', () => {
  expect(askedOfServer({ ...emptyQuery, from: '2026-11-01', to: '2026-11-02' })).toEqual({
    from: '2026-10-31T16:00:00.000Z',
    to: '2026-11-02T15:59:59.999Z',
  })
})
