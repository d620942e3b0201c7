import { App, Button, Modal } from 'antd'
import { type ChangeEvent, type ReactElement, useRef, useState } from 'react'
import { useCopy } from '../../app/lang.ts'
import { SheetFaults } from '../../parts/sheet-faults.tsx'
import { copy } from '../copy.ts'
import { type SheetAnswer, sheetAddress, useSheet } from './data.ts'

/** The whole table out to Excel and back: checked first, with faults by row, then written. */
export const Sheet = ({ name }: { readonly name: string }): ReactElement => {
  const say = useCopy(copy)
  const { message } = App.useApp()
  const input = useRef<HTMLInputElement>(null)
  const [checked, setChecked] = useState<{ readonly file: File; readonly answer: SheetAnswer } | null>(null)
  const sheet = useSheet(name)
  const choose = (event: ChangeEvent<HTMLInputElement>): void => {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (file) sheet.mutate({ file, dry: true }, { onSuccess: (answer) => setChecked({ file, answer }), onError: (fault) => void message.error(fault.message) })
  }
  const write = (): void => {
    if (!checked) return
    sheet.mutate(
      { file: checked.file, dry: false },
      {
        onSuccess: () => {
          setChecked(null)
          void message.success(say('sheetDone'))
        },
        onError: (fault) => void message.error(fault.message),
      },
    )
  }
  const faults = checked?.answer.faults ?? []
  const rows = checked?.answer.rows
  return (
    <>
      <Button href={sheetAddress(name)}>{say('sheetOut')}</Button>
      <Button loading={sheet.isPending && !checked} onClick={() => input.current?.click()}>
        {say('sheetIn')}
      </Button>
      <input ref={input} type="file" hidden accept=".xlsx" onChange={choose} />
      {checked && (
        <Modal
          open
          width={720}
          title={say('sheetIn')}
          okText={say('sheetWrite')}
          cancelText={say('cancel')}
          okButtonProps={{ disabled: faults.length > 0, loading: sheet.isPending }}
          onOk={write}
          onCancel={() => setChecked(null)}
        >
          <div className="stack">
            <p>{say('sheetChecked', { name: checked.file.name, rows: typeof rows === 'number' ? rows : (rows?.length ?? 0), faults: faults.length })}</p>
            <p className={faults.length > 0 ? 'near' : 'done'}>{faults.length > 0 ? say('sheetMend') : say('sheetGood')}</p>
            <SheetFaults faults={faults} />
          </div>
        </Modal>
      )}
    </>
  )
}
