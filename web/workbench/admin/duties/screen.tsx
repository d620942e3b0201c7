import { Button } from 'antd'
import { type ReactElement, useState } from 'react'
import type { Field } from '../../../../src/kernel/form/model.ts'
import type { Text } from '../../../../src/kernel/i18n.ts'
import { useUnits } from '../../api/shared.ts'
import { useCopy, useLang } from '../../app/lang.ts'
import { asText } from '../../forms/values.ts'
import { Shown } from '../../parts/states.tsx'
import { copy as admin, roleNames } from '../copy.ts'
import { choicesOf, textField } from '../fields.ts'
import { RowForm } from '../row-form.tsx'
import { AdminTable } from '../table.tsx'
import { copy } from './copy.ts'
import { type Duty, useDuties, useSetDuty } from './data.ts'

const fields: readonly Field[] = [
  { field: 'role', kind: 'choice', label: copy.role, required: true, of: choicesOf(roleNames) },
  textField('prefix', copy.prefix.zh, copy.prefix.en, { required: true, max: 15 }),
  { field: 'unit', kind: 'unit', label: copy.unit, required: true },
]

const fresh: Duty = { role: '', prefix: '', unit: '' }

/** Which unit does a role's common work in which area. */
export const Duties = (): ReactElement => {
  const say = useCopy(copy)
  const sayAdmin = useCopy(admin)
  const lang = useLang()
  const duties = useDuties()
  const set = useSetDuty()
  const units = useUnits().data ?? []
  const [chosen, setChosen] = useState<Duty | null>(null)
  const keyOf = (duty: Duty): string => `${duty.role}@${duty.prefix}`
  const roleName = (role: string): string => (roleNames as Readonly<Record<string, Text>>)[role]?.[lang] ?? role
  const close = (): void => setChosen(null)
  return (
    <>
      <p className="soft">{say('hint')}</p>
      <Shown of={duties}>
        {(rows) => (
          <div className="admin-columns">
            <AdminTable
              rows={rows}
              keyOf={keyOf}
              chosen={chosen ? keyOf(chosen) : null}
              onChoose={setChosen}
              onAdd={() => setChosen(fresh)}
              columns={[
                { key: 'role', label: say('role'), words: (duty) => roleName(duty.role) },
                { key: 'prefix', label: say('prefix') },
                { key: 'unit', label: say('unit'), words: (duty) => units.find((unit) => unit.id === duty.unit)?.name ?? duty.unit },
              ]}
            />
            {chosen ? (
              <RowForm
                key={keyOf(chosen)}
                title={chosen === fresh ? sayAdmin('adding') : sayAdmin('changing', { name: roleName(chosen.role) })}
                fields={fields}
                defaults={{ ...chosen }}
                onSave={(draft) =>
                  set
                    .mutateAsync({ role: asText(draft['role']), prefix: asText(draft['prefix']).trim(), unit: asText(draft['unit']) })
                    .then(close)
                }
                onCancel={close}
              >
                {chosen !== fresh && (
                  <Button
                    danger
                    loading={set.isPending}
                    onClick={() => set.mutate({ role: chosen.role, prefix: chosen.prefix, unit: null }, { onSuccess: close })}
                  >
                    {say('end')}
                  </Button>
                )}
              </RowForm>
            ) : (
              <p className="panel soft">{sayAdmin('pick')}</p>
            )}
          </div>
        )}
      </Shown>
    </>
  )
}
