import { Button } from 'antd'
import { type ReactElement, useState } from 'react'
import type { RowView } from '../api/types.ts'
import { copy as frame } from '../app/copy.ts'
import { useCopy, useLang } from '../app/lang.ts'
import { type Heads, saveExcel, sheetOf } from './excel.ts'
import { copy } from './excel-copy.ts'

/** Saves the rows on the screen as an Excel sheet. */
export const ExcelButton = ({ rows, name }: { readonly rows: readonly RowView[]; readonly name: string }): ReactElement => {
  const say = useCopy(copy)
  const sayFrame = useCopy(frame)
  const lang = useLang()
  const [busy, setBusy] = useState(false)
  const save = async (): Promise<void> => {
    setBusy(true)
    const heads = Object.fromEntries(Object.keys(copy).map((key) => [key, say(key as keyof typeof copy)])) as Heads
    await saveExcel(sheetOf(rows, heads, lang), name).finally(() => setBusy(false))
  }
  return (
    <Button size="small" loading={busy} disabled={rows.length === 0} onClick={() => void save()}>
      {sayFrame('excel')}
    </Button>
  )
}
