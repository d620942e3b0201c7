import { App, Button, Modal } from 'antd'
import { type ChangeEvent, type ReactElement, type ReactNode, useRef, useState } from 'react'
import { ApiFault } from '../api/send.ts'
import { useCopy } from '../app/lang.ts'
import { readExcel, saveExcel } from '../parts/excel.ts'
import { SheetFaults } from '../parts/sheet-faults.tsx'
import { copy } from './copy.ts'
import { rowsOf, type SheetColumn, sheetFaults } from './rows.ts'

interface RowsSheetProps<T> {
  readonly name: string
  readonly columns: readonly SheetColumn[]
  readonly rows: readonly Readonly<Record<string, string>>[]
  /** Writes all rows or none. */
  readonly onWrite: (rows: readonly object[]) => Promise<T>
  /** What the answer told that must be seen once, such as first passwords. */
  readonly after?: (answer: T) => ReactNode
}

/** A table out to Excel and back, read in the browser and written as a whole: with faults nothing is written. */
export const RowsSheet = <T,>({ name, columns, rows, onWrite, after }: RowsSheetProps<T>): ReactElement => {
  const say = useCopy(copy)
  const { message, modal } = App.useApp()
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<{ readonly title: string; readonly faults: ReturnType<typeof sheetFaults> } | null>(null)
  const save = (): Promise<void> => saveExcel([columns.map((column) => column.label), ...rows.map((row) => columns.map((column) => row[column.key] ?? ''))], name)
  const write = async (file: File): Promise<void> => {
    setBusy(true)
    try {
      const read = rowsOf(await readExcel(file), columns)
      const answer = await onWrite(read.rows)
      const content = after?.(answer)
      if (content) modal.success({ title: say('sheetDone'), content, width: 560 })
      else void message.success(say('sheetDone'))
    } catch (fault) {
      const faults = fault instanceof ApiFault ? sheetFaults(fault.fields, columns) : []
      if (faults.length > 0) setTold({ title: file.name, faults })
      else void message.error(fault instanceof Error ? fault.message : String(fault))
    }
    setBusy(false)
  }
  const choose = (event: ChangeEvent<HTMLInputElement>): void => {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (file) void write(file)
  }
  return (
    <>
      <Button onClick={() => void save()}>{say('sheetOut')}</Button>
      <Button loading={busy} onClick={() => input.current?.click()}>
        {say('sheetIn')}
      </Button>
      <input ref={input} type="file" hidden accept=".xlsx" onChange={choose} />
      {told && (
        <Modal open width={720} title={told.title} footer={null} onCancel={() => setTold(null)}>
          <div className="stack">
            <p className="near">{say('sheetMend')}</p>
            <SheetFaults faults={told.faults} />
          </div>
        </Modal>
      )}
    </>
  )
}
