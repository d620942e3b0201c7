import { type ReactElement, useState } from 'react'
import { useUnits } from '../../api/shared.ts'
import { useCopy, useLang } from '../../app/lang.ts'
import { Shown } from '../../parts/states.tsx'
import { cellWords } from '../cells.ts'
import { copy } from '../copy.ts'
import { RowForm } from '../row-form.tsx'
import { AdminTable, type Column } from '../table.tsx'
import { type RegisterRow, useRegister, useSaveRow } from './data.ts'
import { draftOfRow, type Register, rowOfDraft } from './definitions.ts'
import { Sheet } from './sheet.tsx'

const nobody: RegisterRow = {}

/** One thing that an administrator keeps: its rows left, the chosen one's form right, the whole in and out as a sheet. */
export const RegisterPage = ({ register }: { readonly register: Register }): ReactElement => {
  const say = useCopy(copy)
  const lang = useLang()
  const rows = useRegister(register.name)
  const save = useSaveRow(register.name)
  const units = useUnits().data ?? []
  const [chosen, setChosen] = useState<RegisterRow | null>(null)
  const keyOf = (row: RegisterRow): string => cellWords(row[register.key], lang)
  const unitName = (id: unknown): string => units.find((unit) => unit.id === id)?.name ?? String(id)
  // What the form calls its parts may be shown too: the hours of a day, the count of a year.
  const cellOf = (row: RegisterRow, key: string): unknown => (key === 'count' ? (row['days'] as readonly unknown[] | undefined)?.length : (row[key] ?? register.toDraft?.(row)[key]))
  // Units are kept by id and read by name.
  const inWords = (key: string, value: unknown): string => {
    if (register.form.find((field) => field.field === key)?.kind !== 'unit' || !value) return cellWords(value, lang)
    return Array.isArray(value) ? value.map(unitName).join('、') : unitName(value)
  }
  const columns: readonly Column<RegisterRow>[] = register.columns.map(({ key, label }) => ({ key, label: label[lang], words: (row) => inWords(key, cellOf(row, key)) }))
  return (
    <>
      <p className="soft">{register.hint[lang]}</p>
      <Shown of={rows}>
        {(data) => (
          <div className="admin-columns">
            <AdminTable
              rows={data}
              columns={columns}
              keyOf={keyOf}
              chosen={chosen && chosen !== nobody ? keyOf(chosen) : null}
              onChoose={setChosen}
              {...(register.addable ? { onAdd: () => setChosen(nobody) } : {})}
              tools={register.sheet ? <Sheet name={register.name} /> : null}
            />
            {chosen ? (
              <RowForm
                key={chosen === nobody ? '' : keyOf(chosen)}
                title={chosen === nobody ? say('adding') : say('changing', { name: keyOf(chosen) })}
                fields={register.form}
                defaults={draftOfRow(register, chosen)}
                onSave={(draft) => save.mutateAsync(rowOfDraft(register, draft, chosen)).then(() => setChosen(null))}
                onCancel={() => setChosen(null)}
              />
            ) : (
              <p className="panel soft">{say('pick')}</p>
            )}
          </div>
        )}
      </Shown>
    </>
  )
}
