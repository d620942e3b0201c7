import { z } from 'zod'
import { route } from '../../src/kernel/http/route.ts'
import { readSent } from '../portal/sent.ts'
import { frameRoutes, type StaffSetting } from './frame.ts'
import { reportPage, sendReport } from './report.ts'
import { todayPage } from './today.ts'
import { asWorker, signInRoutes } from './who.ts'

/** The grid worker's pages: today, and the quick form. They are public as routes, for who is not signed in is led to the sign-in and back. */
export const fieldRoutes = (setting: StaffSetting = {}) =>
  ({
    ...frameRoutes,
    ...signInRoutes(setting),
    'field.today': route({
      method: 'GET',
      path: '/field',
      summary: 'The grid worker’s day: what waits, and what was reported',
      permission: 'public',
      output: 'page',
      handle: (call) => asWorker(call, setting, () => todayPage(call, setting)),
    }),
    'field.report': route({
      method: 'GET',
      path: '/field/report',
      summary: 'The grid worker’s quick form, step by step',
      permission: 'public',
      query: z.object({
        kind: z.string().max(60).optional(),
        category: z.string().max(60).optional(),
        how: z.string().max(20).optional(),
        nature: z.string().max(40).optional(),
        q: z.string().max(60).optional(),
      }),
      output: 'page',
      handle: (call, { query }) => asWorker(call, setting, (posts) => reportPage(call, setting, posts, query)),
    }),
    'field.send': route({
      method: 'POST',
      path: '/field/report',
      summary: 'File what the grid worker found',
      permission: 'public',
      perMinute: 60,
      output: 'page',
      handle: (call) => asWorker(call, setting, async (posts) => sendReport(call, setting, posts, await readSent(call))),
    }),
  }) as const
