import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { createZone, instantOfLocal, parseDay } from './day.ts'
import type { District } from './due.ts'
import { loadNotices } from './load.ts'
import type { OfficeHours } from './office.ts'
import { buildWorkingCalendar, type HolidayNotice } from './working.ts'

// For tests: the shipped notices, a district in China, one in New York, and the folder of real data that may stand beside the project.

export const notices = loadNotices()

/** Monday to Friday 9:00 to 12:00 and 13:30 to 18:00. */
export const hours: OfficeHours = {
  byWeekday: [0, 1, 2, 3, 4, 5, 6].map((weekday) =>
    weekday === 0 || weekday === 6
      ? []
      : [
          [540, 720],
          [810, 1080],
        ],
  ),
  makeUpAs: 1,
}

export const china: District = { zone: createZone('Asia/Shanghai'), calendar: buildWorkingCalendar(notices), hours }

export const newYork: District = { ...china, zone: createZone('America/New_York') }

/** What a notice for 2027 could say; invented, for 2027 is not announced. */
export const notice2027: HolidayNotice = {
  year: 2027,
  source: ['an invented notice'],
  days: [
    { name: '元旦', date: '2026-12-27', isOffDay: false },
    { name: '元旦', date: '2027-01-01', isOffDay: true },
    { name: '元旦', date: '2027-01-04', isOffDay: true },
  ],
}

/** `2026-10-01 09:30` or with seconds, on the wall clock of a district. */
export const at = (text: string, { zone }: Pick<District, 'zone'> = china): Date => {
  const [date = '', time = '00:00'] = text.split(' ')
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number)
  return new Date(instantOfLocal(parseDay(date) * 86_400_000 + ((hour * 60 + minute) * 60 + second) * 1000, zone))
}

/** A file of the shared real data; undefined where the data are absent, so that the test is skipped. */
export const sharedFile = (path: string): URL | undefined => {
  const configured = process.env['LINLI_SHARED']
  const base = configured ? pathToFileURL(`${configured}/`) : new URL('../../../../shared/', import.meta.url)
  const file = new URL(`data/${path}`, base)
  return existsSync(file) ? file : undefined
}
