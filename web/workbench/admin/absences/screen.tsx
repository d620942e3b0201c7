import { Button, Select } from 'antd'
import { type ReactElement, useState } from 'react'
import type { Field } from '../../../../src/kernel/form/model.ts'
import { useCopy, useLang } from '../../app/lang.ts'
import { asText } from '../../forms/values.ts'
import { momentWords } from '../../parts/moment.ts'
import { Shown } from '../../parts/states.tsx'
import { copy as admin } from '../copy.ts'
import { RowForm } from '../row-form.tsx'
import { useStaff } from '../staff/data.ts'
import { AdminTable } from '../table.tsx'
import { copy } from './copy.ts'
import { type Absence, instantOf, useAbsenceAct, useAbsences } from './data.ts'

/** Who is away and who stands in. */
export const Absences = (): ReactElement => {
  const say = useCopy(copy)
  const sayAdmin = useCopy(admin)
  const lang = useLang()
  const people = useStaff(false).data?.pages.flatMap((page) => page.staff) ?? []
  const [account, setAccount] = useState<string | null>(null)
  const absences = useAbsences(account)
  const act = useAbsenceAct()
  const [chosen, setChosen] = useState<Absence | 'new' | null>(null)
  const choices = people.map((person) => ({ value: person.id, label: { zh: person.name, en: person.name } }))
  const fields: readonly Field[] = [
    ...(choices.length > 0 ? [{ field: 'account', kind: 'choice' as const, label: copy.account, required: true, of: choices }] : []),
    { field: 'substitute', kind: 'choice', label: copy.substitute, required: true, of: choices },
    { field: 'since', kind: 'datetime', label: copy.since, required: true },
    { field: 'until', kind: 'datetime', label: copy.until, required: true },
    { field: 'note', kind: 'text', label: copy.note, max: 500 },
  ]
  const close = (): void => setChosen(null)
  return (
    <>
      <p className="soft">{say('hint')}</p>
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: 220 }}
        aria-label={say('account')}
        placeholder={say('account')}
        value={account}
        options={people.map((person) => ({ value: person.id, label: person.name }))}
        onChange={(id: string | undefined) => setAccount(id ?? null)}
      />
      <Shown of={absences}>
        {(rows) => (
          <div className="admin-columns">
            <AdminTable
              rows={rows}
              keyOf={(row) => row.id}
              chosen={chosen !== 'new' && chosen ? chosen.id : null}
              onChoose={setChosen}
              onAdd={() => setChosen('new')}
              columns={[
                { key: 'accountName', label: say('account') },
                { key: 'substituteName', label: say('substitute') },
                { key: 'since', label: say('since'), words: (row) => momentWords(row.since, lang) },
                { key: 'until', label: say('until'), words: (row) => momentWords(row.until, lang) },
                { key: 'note', label: say('note') },
              ]}
            />
            {chosen === 'new' && (
              <RowForm
                title={sayAdmin('adding')}
                fields={fields}
                defaults={account ? { account } : {}}
                onSave={(draft) =>
                  act
                    .mutateAsync({
                      path: '/api/absences',
                      body: {
                        ...(draft['account'] ? { account: draft['account'] } : {}),
                        substitute: draft['substitute'],
                        since: instantOf(draft['since']),
                        until: instantOf(draft['until']),
                        note: asText(draft['note']),
                      },
                    })
                    .then(close)
                }
                onCancel={close}
              />
            )}
            {chosen && chosen !== 'new' && (
              <section className="panel stack">
                <h2>{chosen.accountName}</h2>
                <p>{chosen.note}</p>
                <Button
                  danger
                  loading={act.isPending}
                  onClick={() => act.mutate({ path: `/api/absences/${chosen.id}/end` }, { onSuccess: close })}
                >
                  {say('end')}
                </Button>
              </section>
            )}
            {chosen === null && <p className="panel soft">{sayAdmin('pick')}</p>}
          </div>
        )}
      </Shown>
    </>
  )
}
