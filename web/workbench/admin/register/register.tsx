import { App, Button } from 'antd'
import { type ReactElement, useMemo, useState } from 'react'
import { useUnits } from '../../api/shared.ts'
import { useCopy, useLang } from '../../app/lang.ts'
import { Shown } from '../../parts/states.tsx'
import { cellWords } from '../cells.ts'
import { copy } from '../copy.ts'
import { RowForm } from '../row-form.tsx'
import { AdminTable, type Column } from '../table.tsx'
import { type RegisterRow, useRegister, useRemoveRow, useSaveRow } from './data.ts'
import { draftOfRow, type Register, rowOfDraft } from './definitions.ts'
import { History } from './history.tsx'
import { Sheet } from './sheet.tsx'

/** What codes of categories and areas stand for; a code that is not known is shown as it is. */
const useNames = (wanted: boolean): ((of: 'category' | 'area', code: string) => string) => {
  const say = useCopy(copy)
  const categories = useRegister('categories', wanted).data
  const areas = useRegister('areas', wanted).data
  const lang = useLang()
  const names = useMemo(() => {
    const named = (rows: readonly RegisterRow[] | undefined): ReadonlyMap<string, string> =>
      new Map(rows?.map(({ key, value }) => [key, String((lang === 'en' && value['nameEn']) || value['name'])]))
    return { category: named(categories), area: named(areas) }
  }, [categories, areas, lang])
  return (of, code) => {
    if (of === 'category' && code === '') return ''
    return code === '' || code === '*' ? say('everything') : (names[of].get(code) ?? code)
  }
}

const fresh: RegisterRow = { key: '', version: '', value: {} }

/** One thing that an administrator keeps: its rows left, the chosen one's form right, the whole in and out as a sheet. */
export const RegisterPage = ({ register }: { readonly register: Register }): ReactElement => {
  const say = useCopy(copy)
  const lang = useLang()
  const rows = useRegister(register.name)
  const save = useSaveRow(register.name)
  const units = useUnits().data ?? []
  const nameOf = useNames(register.columns.some(({ of }) => of))
  const [chosen, setChosen] = useState<RegisterRow | null>(null)
  const unitName = (id: unknown): string => units.find((unit) => unit.id === id)?.name ?? (id === 'district' ? say('district') : String(id))
  // Units are kept by id and read by name; the hours of a day and the count of a year are made for the form.
  const words = (row: RegisterRow, key: string): string => {
    if (key === register.key && register.names) return register.names[row.key]?.[lang] ?? row.key
    const value =
      key === 'count'
        ? (row.value['days'] as readonly unknown[] | undefined)?.length
        : (row.value[key] ?? register.toDraft?.(row.value)[key])
    const of = register.columns.find((column) => column.key === key)?.of
    if (of) return nameOf(of, typeof value === 'string' ? value : '')
    if (register.form.find((field) => field.field === key)?.kind !== 'unit' || !value) return cellWords(value, lang)
    return Array.isArray(value) ? value.map(unitName).join('、') : unitName(value)
  }
  const columns: readonly Column<RegisterRow>[] = register.columns.map(({ key, label }) => ({
    key,
    label: label[lang],
    words: (row) => words(row, key),
  }))
  const title = (row: RegisterRow): string =>
    words(row, register.columns.find((column) => column.key === 'name')?.key ?? register.key) || row.key
  const close = (): void => setChosen(null)
  return (
    <>
      <p className="soft">{register.hint[lang]}</p>
      <Shown of={rows}>
        {(data) => (
          <div className="admin-columns">
            <AdminTable
              rows={data}
              columns={columns}
              keyOf={(row) => row.key}
              chosen={chosen?.key ?? null}
              onChoose={setChosen}
              {...(register.addable ? { onAdd: () => setChosen(fresh) } : {})}
              tools={
                <>
                  <Sheet name={register.name} />
                  <History name={register.name} />
                </>
              }
            />
            {chosen ? (
              <RowForm
                key={chosen.key}
                title={chosen === fresh ? say('adding') : say('changing', { name: title(chosen) })}
                fields={register.form}
                defaults={draftOfRow(register, chosen.value)}
                onSave={async (draft) => {
                  await save.mutateAsync({ value: rowOfDraft(register, draft, chosen.value), before: chosen === fresh ? null : chosen })
                  close()
                }}
                onCancel={close}
              >
                {chosen !== fresh && <Remove register={register} row={chosen} onDone={close} />}
              </RowForm>
            ) : (
              <p className="panel soft">{say(register.addable ? 'pick' : 'pickOnly')}</p>
            )}
          </div>
        )}
      </Shown>
    </>
  )
}

const Remove = ({
  register,
  row,
  onDone,
}: {
  readonly register: Register
  readonly row: RegisterRow
  readonly onDone: () => void
}): ReactElement => {
  const say = useCopy(copy)
  const { message, modal } = App.useApp()
  const remove = useRemoveRow(register.name)
  const words = register.addable ? say('remove') : say('restore')
  const ask = (): void => {
    const onOk = (): Promise<void> =>
      remove.mutateAsync(row).then(onDone, (fault: Error) => {
        void message.error(fault.message)
      })
    modal.confirm({ title: `${words}：${row.key}`, okText: words, okButtonProps: { danger: register.addable }, onOk })
  }
  return (
    <Button size="small" danger={register.addable} onClick={ask}>
      {words}
    </Button>
  )
}
