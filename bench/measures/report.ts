import { sql } from 'kysely'
import type { Kernel } from '../../src/kernel/kernel.ts'
import { monthFigures } from '../../src/oversight/actions/report.ts'
import { times, type Times } from './timing.ts'

const months = 12
/** As many cells as a month of one large district has: 42,000 matters over 60 communities, 50 categories and 3 doors. */
const cells = 9000

/** The report of a month by street, category and door from the roll-ups, beside counting the matters themselves. */
export const monthReport = async (kernel: Kernel, rounds: number): Promise<{ own: Times; plain: Times }> => {
  const db = kernel.db.sql
  await sql`insert into monthly_figure (day, area_code, category, door, procedure_id, excluded, received, due, on_time, late, answered, rated, satisfied, solved, closed)
    select ('2015-01-01'::date + make_interval(months => month))::date, '990101' || lpad((1 + cell % 6)::text, 3, '0') || lpad((1 + cell % 60)::text, 3, '0'),
      'bench.' || (cell / 60) % 50, (array['portal', 'desk', 'field'])[1 + cell / 3000], 'resident-request', false, 5, 5, 4, 1, 5, 3, 2, 3, 5
    from generate_series(0, ${months - 1}::int) month, generate_series(0, ${cells - 1}::int) cell on conflict do nothing`.execute(db)
  await sql`analyze monthly_figure`.execute(db)
  const asked = { kernel, lang: 'zh', now: kernel.clock() } as const
  const own = await times(rounds, (round) =>
    monthFigures(asked, `2015-${String(1 + (round % months)).padStart(2, '0')}`, '990101', ['street', 'category', 'door']),
  )
  const plain = await times(Math.max(5, rounds / 5), () =>
    sql`select left(area_code, 9), category, door, count(*), count(*) filter (where late), count(answered_at), avg(satisfaction) from matter group by grouping sets ((left(area_code, 9)), (category), (door), ())`.execute(
      db,
    ),
  )
  return { own, plain }
}
