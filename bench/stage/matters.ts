import { sql, type RawBuilder } from 'kysely'
import type { Kernel } from '../../src/kernel/kernel.ts'
import { indexMatters } from '../../src/matters/search/store.ts'
import { departments } from './district.ts'

const places = [
  '静苑小区三号楼',
  '学府路与文昌街路口',
  '林泉公园东门',
  '望河里菜市场',
  '东升桥下',
  '实验小学门口',
  '青年路公交站',
  '幸福里五单元',
  '纺织厂家属院',
  '河滨步道',
  '老年活动中心',
  '文昌塔广场',
  '二中北墙外',
]
const things = [
  '路灯不亮',
  '垃圾堆放多日',
  '井盖松动有响声',
  '下水道堵塞返味',
  '夜间施工噪音大',
  '电动车楼道充电',
  '树枝遮挡信号灯',
  '墙皮脱落',
  '消防通道被占',
  '自来水发黄',
  '暖气不热',
  '健身器材损坏',
  '广场舞音响扰民',
  '外墙漏水',
  '占道经营',
  '乱停共享单车',
  '路面塌陷积水',
  '宠物粪便无人清理',
  '电梯困人',
  '广告牌摇晃',
  '快递柜占用绿地',
]
const wishes = ['希望尽快处理', '已经反映过一次', '老人出行不便', '请给个答复', '夜里特别明显', '雨天更严重', '孩子上学要经过']
const areas = ['990101001001001', '990101001001002', '990101002001001']

const pick = (list: readonly string[], by: RawBuilder<unknown>): RawBuilder<string> =>
  sql<string>`(${list}::text[])[1 + (${by}) % ${list.length}::int]`
const i = sql`g.i`
const id = sql`md5('bench' || g.i)::uuid`
const unit = pick(departments, i)
const isOpen = sql`(g.i / ${departments.length}::int) % 10 = 0`
const due = sql`now() + make_interval(mins => (g.i * 37) % 14400 - 2400)`
const filedAt = sql`now() - make_interval(mins => g.i * 10)`

let grown = 0

/**
 * Generates matters as rows of the projection, without a journal: copies of a real one with other units, areas, times and words over the last two years,
 * every tenth open. The search is filled by the code that fills it in earnest.
 */
export const addMatters = async (kernel: Kernel, template: string, total: number): Promise<number> => {
  const db = kernel.db.sql
  const series = sql`generate_series(${grown}::int, ${total - 1}::int) as g(i)`
  const columns = await columnsOf(kernel)
  const changed: Readonly<Record<string, RawBuilder<unknown>>> = {
    id,
    code: sql`'B' || lpad(g.i::text, 11, '0')`,
    area_code: pick(areas, sql`g.i / 7`),
    filed_area: pick(areas, sql`g.i / 7`),
    lead_unit: unit,
    units: sql`case when ${isOpen} then array[${unit}] else '{}' end`,
    known_to: sql`array[${unit}]`,
    due_at: sql`case when ${isOpen} then ${due} end`,
    fire_at: sql`null`,
    filed_at: filedAt,
    closed_at: sql`case when ${isOpen} then null else ${filedAt} + interval '5 days' end`,
    receipt_digest: sql`null`,
    contact_index: sql`null`,
    listed: sql`replace(replace(t.listed::text, 'u-roads', ${unit}), t.id::text, ${id}::text)::jsonb`,
    state: sql`replace(replace(t.state::text, 'u-roads', ${unit}), t.id::text, ${id}::text)::jsonb`,
  }
  const values = columns.map((column) => changed[column] ?? sql`t.${sql.ref(column)}`)
  await sql`insert into matter (${sql.join(columns.map((column) => sql.ref(column)))})
    select ${sql.join(values)} from matter t cross join ${series} where t.id = ${template}::uuid`.execute(db)
  await sql`insert into task (matter_id, unit, role, kind, due_at) select ${id}, ${unit}, 'handler', 'handling', ${due} from ${series} where ${isOpen}`.execute(
    db,
  )
  const body = sql`${pick(places, i)} || ${pick(things, sql`g.i / 3`)} || '，' || ${pick(wishes, sql`g.i / 11`)} || '。'`
  await sql`insert into matter_words (matter_id, title, body, address) select ${id}, left(${body}, 30), ${body}, ${pick(places, i)} from ${series}`.execute(
    db,
  )
  await fillSearch(kernel, total)
  for (const table of ['matter', 'task', 'matter_words', 'matter_search']) await sql`analyze ${sql.ref(table)}`.execute(db)
  grown = total
  return total
}

const columnsOf = async (kernel: Kernel): Promise<string[]> => {
  const { rows } = await sql<{
    name: string
  }>`select attname as name from pg_attribute where attrelid = 'matter'::regclass and attnum > 0 and not attisdropped order by attnum`.execute(
    kernel.db.sql,
  )
  return rows.map((row) => row.name)
}

const fillSearch = async (kernel: Kernel, total: number): Promise<void> => {
  const db = kernel.db.sql
  await sql`drop index matter_search_terms`.execute(db)
  for (let from = grown; from < total; from += 2000) {
    const { rows } = await sql<{
      id: string
    }>`select md5('bench' || i)::uuid as id from generate_series(${from}::int, ${Math.min(total, from + 2000) - 1}::int) i`.execute(db)
    await indexMatters(
      db,
      rows.map((row) => row.id),
    )
  }
  await sql`create index matter_search_terms on matter_search using gin (terms) with (fastupdate = off)`.execute(db)
}
