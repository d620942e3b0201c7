import { actorRef } from '../../src/kernel/actor.ts'
import { localParts, DAY } from '../../src/kernel/calendar/day.ts'
import { type Html, html } from '../../src/kernel/html.ts'
import { type Call, type PageReply } from '../../src/kernel/http/route.ts'
import { showCode } from '../../src/kernel/ids.ts'
import type { Result } from '../../src/kernel/result.ts'
import { presentRows, readInbox, readList, type RowView } from '../../src/matters/api.ts'
import { t } from './copy.ts'
import { showStaff, type StaffSetting } from './frame.ts'

/** What waits for the worker, and what the worker has reported today. */
export const todayPage = async (call: Call, setting: StaffSetting): Promise<Result<PageReply>> => {
  const { kernel, actor, lang, now } = call
  const { zone } = await kernel.district()
  const midnight = localParts(now, zone).day * DAY
  const from = new Date(midnight - zone.offsetAt(midnight)).toISOString()
  const [inbox, reported] = [
    await readInbox(kernel.db.sql, { actor, queue: 'todo', now }, null),
    await readList(kernel.db.sql, actor, { door: 'field', from }, null, 200),
  ]
  const mine = reported.rows.filter((row) => row.listed.filedBy === actorRef(actor))
  const [tasks, filed] = await Promise.all([presentRows(call, inbox.rows.slice(0, 30)), presentRows(call, mine)])
  const name = actor.kind === 'staff' ? actor.name : ''
  return showStaff(call, setting, {
    title: t(lang, 'field.today'),
    kind: 'field-page',
    bar: 'today',
    signedIn: true,
    body: html`<h1>${t(lang, 'field.hello', { name })}</h1>
      <ul class="tiles-big one">
        <li><a class="main" href="/field/report">${t(lang, 'field.new')}<small>${t(lang, 'field.new-hint')}</small></a></li>
      </ul>
      <h2>${t(lang, 'field.tasks')}</h2>
      ${tasks.length === 0 ? html`<p class="meta">${t(lang, 'field.no-tasks')}</p>` : list(tasks)}
      <h2>${t(lang, 'field.mine')}</h2>
      ${filed.length === 0 ? html`<p class="meta">${t(lang, 'field.no-mine')}</p>` : list(filed)}`,
  })
}

const list = (rows: readonly RowView[]): Html =>
  html`<ul class="rows">
    ${rows.map(
      (row) =>
        html`<li>
          <a href="/workbench/matters/${row.id}">
            <span class="title">${row.title}</span>
            <span class="meta">${(row.task ?? row.stage).name} · ${row.category?.name ?? row.procedure.name} · ${showCode(row.code)}</span>
            ${row.left ? html`<span class="${row.left.late ? 'late' : row.left.near ? 'near' : 'meta'}">${row.left.words}</span>` : null}
          </a>
        </li>`,
    )}
  </ul>`
