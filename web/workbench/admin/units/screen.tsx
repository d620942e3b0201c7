import { type ReactElement, useState } from 'react'
import type { Field } from '../../../../src/kernel/form/model.ts'
import type { Text } from '../../../../src/kernel/i18n.ts'
import { useCopy, useLang } from '../../app/lang.ts'
import { dayBefore } from '../../parts/moment.ts'
import { Shown } from '../../parts/states.tsx'
import { copy as admin, unitKindNames } from '../copy.ts'
import { choicesOf, textField } from '../fields.ts'
import { RowForm } from '../row-form.tsx'
import { Sheet } from '../register/sheet.tsx'
import { AdminTable } from '../table.tsx'
import { copy } from './copy.ts'
import { type UnitRow, useSaveUnit, useUnitRows } from './data.ts'

const fields: readonly Field[] = [
  textField('name', copy.name.zh, copy.name.en, { required: true, max: 80 }),
  textField('nameEn', copy.nameEn.zh, copy.nameEn.en),
  { field: 'kind', kind: 'choice', label: copy.kind, required: true, of: choicesOf(unitKindNames) },
  { field: 'parent', kind: 'unit', label: copy.parent },
  { field: 'areas', kind: 'text', label: copy.areas, hint: copy.areasHint, max: 4000 },
  { field: 'validFrom', kind: 'date', label: copy.validFrom, required: true },
  { field: 'validTo', kind: 'date', label: copy.validTo },
]
const newFields: readonly Field[] = [textField('id', copy.id.zh, copy.id.en, { required: true, max: 40, hint: copy.idHint }), ...fields]

/** Units in their tree, with the areas they serve. */
export const Units = (): ReactElement => {
  const say = useCopy(copy)
  const sayAdmin = useCopy(admin)
  const lang = useLang()
  const [today] = useState(() => dayBefore(Date.now(), 0))
  const units = useUnitRows()
  const save = useSaveUnit()
  const [chosen, setChosen] = useState<UnitRow | 'new' | null>(null)
  const kindName = (kind: string): string => (unitKindNames as Readonly<Record<string, Text>>)[kind]?.[lang] ?? kind
  const close = (): void => setChosen(null)
  const before = chosen === 'new' ? null : chosen
  const prefixes = (unit: UnitRow): string => unit.scopes.map((scope) => scope.prefix).join('、')
  return (
    <>
      <p className="soft">{say('hint')}</p>
      <Shown of={units}>
        {(rows) => (
          <div className="admin-columns">
            <AdminTable
              rows={rows}
              keyOf={(unit) => unit.id}
              chosen={before?.id ?? null}
              onChoose={setChosen}
              onAdd={() => setChosen('new')}
              columns={[
                { key: 'name', label: say('name') },
                { key: 'kind', label: say('kind'), words: (unit) => kindName(unit.kind) },
                { key: 'parent', label: say('parent'), words: (unit) => rows.find((each) => each.id === unit.parent)?.name ?? '' },
                { key: 'areas', label: say('areas'), words: prefixes },
                { key: 'validTo', label: say('validTo') },
              ]}
              tools={<Sheet name="units" />}
            />
            {chosen ? (
              <RowForm
                key={before?.id ?? ''}
                title={before ? sayAdmin('changing', { name: before.name }) : sayAdmin('adding')}
                fields={before ? fields : newFields}
                defaults={before ? { ...before, areas: prefixes(before) } : { validFrom: today }}
                onSave={(draft) => save.mutateAsync({ draft, before }).then(close)}
                onCancel={close}
              />
            ) : (
              <p className="panel soft">{sayAdmin('pick')}</p>
            )}
          </div>
        )}
      </Shown>
    </>
  )
}
