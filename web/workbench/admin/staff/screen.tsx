import { App, Button, Checkbox } from 'antd'
import { type ReactElement, useState } from 'react'
import type { Field } from '../../../../src/kernel/form/model.ts'
import type { Text } from '../../../../src/kernel/i18n.ts'
import { useUnits } from '../../api/shared.ts'
import { useCopy, useLang } from '../../app/lang.ts'
import { asText, type Draft } from '../../forms/values.ts'
import { dayBefore } from '../../parts/moment.ts'
import { Fault, Loading } from '../../parts/states.tsx'
import { copy as admin, roleNames } from '../copy.ts'
import { choicesOf, textField } from '../fields.ts'
import { RowForm } from '../row-form.tsx'
import { Sheet } from '../register/sheet.tsx'
import { AdminTable } from '../table.tsx'
import { Acts } from './acts.tsx'
import { copy } from './copy.ts'
import { type StaffRow, useStaff, useStaffAct } from './data.ts'

const personFields: readonly Field[] = [
  textField('name', copy.name.zh, copy.name.en, { required: true, max: 80 }),
  textField('phone', copy.phone.zh, copy.phone.en, { max: 40, hint: copy.phoneHint }),
]
const newFields: readonly Field[] = [
  textField('login', copy.login.zh, copy.login.en, { required: true }),
  textField('name', copy.name.zh, copy.name.en, { required: true, max: 80 }),
  textField('phone', copy.phone.zh, copy.phone.en, { max: 40 }),
  { field: 'unit', kind: 'unit', label: copy.unit, required: true },
  { field: 'role', kind: 'choice', label: copy.role, required: true, of: choicesOf(roleNames) },
  { field: 'since', kind: 'date', label: copy.since, required: true },
]

/** People who act, with the offices they hold. */
export const Staff = (): ReactElement => {
  const say = useCopy(copy)
  const sayAdmin = useCopy(admin)
  const lang = useLang()
  const { modal } = App.useApp()
  const [withLeft, setWithLeft] = useState(false)
  const staff = useStaff(withLeft)
  const act = useStaffAct()
  const [today] = useState(() => dayBefore(Date.now(), 0))
  const units = useUnits().data ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const roleName = (role: string): string => (roleNames as Readonly<Record<string, Text>>)[role]?.[lang] ?? role
  const unitName = (id: string): string => units.find((unit) => unit.id === id)?.name ?? id
  const posts = (row: StaffRow): string => row.memberships.map((post) => `${unitName(post.unit)} ${roleName(post.role)}`).join('；')
  if (staff.error && !staff.data) return <Fault fault={staff.error} onRetry={() => void staff.refetch()} />
  if (!staff.data) return <Loading />
  const rows = staff.data.pages.flatMap((page) => page.staff)
  const person = rows.find((row) => row.id === chosen)
  const close = (): void => setChosen(null)
  const save = async (draft: Draft): Promise<void> => {
    const text = (name: string): string => asText(draft[name]).trim()
    if (person) {
      await act.mutateAsync({
        path: `/api/staff/${person.id}`,
        method: 'PUT',
        body: { version: person.version, name: text('name'), phone: text('phone') || null },
      })
    } else {
      const body = Object.fromEntries(['login', 'name', 'phone', 'unit', 'role', 'since'].map((name) => [name, text(name)]))
      const made = await act.mutateAsync({ path: '/api/staff', body })
      modal.success({ title: say('password', { name: text('name') }), content: <p className="mono admin-secret">{made?.password}</p> })
    }
    close()
  }
  return (
    <>
      <p className="soft">{say('hint')}</p>
      <div className="admin-columns">
        <div className="stack">
          <AdminTable
            rows={rows}
            keyOf={(row) => row.id}
            chosen={chosen}
            onChoose={(row) => setChosen(row.id)}
            onAdd={() => setChosen('')}
            columns={[
              { key: 'name', label: say('name') },
              { key: 'login', label: say('login') },
              { key: 'memberships', label: say('posts'), words: posts },
              {
                key: 'state',
                label: say('state'),
                words: (row) =>
                  [say(`state-${row.state}`), row.locked ? say('locked') : '', row.mustChange ? say('fresh') : '']
                    .filter(Boolean)
                    .join('、'),
              },
            ]}
            tools={
              <>
                <Checkbox checked={withLeft} onChange={(event) => setWithLeft(event.target.checked)}>
                  {say('left')}
                </Checkbox>
                <Sheet name="staff" />
              </>
            }
          />
          {staff.hasNextPage && (
            <Button loading={staff.isFetchingNextPage} onClick={() => void staff.fetchNextPage()}>
              {say('more')}
            </Button>
          )}
        </div>
        {chosen === null ? (
          <p className="panel soft">{sayAdmin('pick')}</p>
        ) : (
          <RowForm
            key={chosen}
            title={person ? sayAdmin('changing', { name: person.name }) : sayAdmin('adding')}
            fields={person ? personFields : newFields}
            defaults={person ? { name: person.name } : { since: today }}
            onSave={save}
            onCancel={close}
          >
            {person && <Acts person={person} roleName={roleName} unitName={unitName} />}
          </RowForm>
        )}
      </div>
    </>
  )
}
