import { App, Button, Modal } from 'antd'
import { type ChangeEvent, type ReactElement, useRef, useState } from 'react'
import { useCopy } from '../../app/lang.ts'
import { SheetFaults } from '../../parts/sheet-faults.tsx'
import { copy } from '../copy.ts'
import { type SheetReport, sheetAddress, useSheet } from './data.ts'

/** The whole table out to Excel and back: checked first, with faults by row, then written. */
export const Sheet = ({ name }: { readonly name: string }): ReactElement => {
  const say = useCopy(copy)
  const { message } = App.useApp()
  const input = useRef<HTMLInputElement>(null)
  const [checked, setChecked] = useState<{ readonly file: File; readonly report: SheetReport } | null>(null)
  const sheet = useSheet(name)
  const onError = (fault: Error): void => void message.error(fault.message)
  const choose = (event: ChangeEvent<HTMLInputElement>): void => {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (file) sheet.mutate({ file, dry: true }, { onSuccess: (report) => setChecked({ file, report }), onError })
  }
  const write = (): void => {
    if (!checked) return
    const onSuccess = (report: SheetReport): void => {
      if (report.passwords) download(report.passwords, say('passwordsFile'))
      setChecked(null)
      void message.success(report.passwords ? say('sheetPasswords') : say('sheetDone'))
    }
    sheet.mutate({ file: checked.file, dry: false }, { onSuccess, onError })
  }
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
          okButtonProps={{ disabled: checked.report.faults.length > 0, loading: sheet.isPending }}
          onOk={write}
          onCancel={() => setChecked(null)}
        >
          <Report name={checked.file.name} report={checked.report} />
        </Modal>
      )}
    </>
  )
}

const Report = ({ name, report }: { readonly name: string; readonly report: SheetReport }): ReactElement => {
  const say = useCopy(copy)
  const { rows, added, changed, removed, faults, warnings } = report
  return (
    <div className="stack">
      <p>{say('sheetChecked', { name, rows, added, changed, removed, faults: faults.length })}</p>
      <p className={faults.length > 0 ? 'near' : 'done'}>{faults.length > 0 ? say('sheetMend') : say('sheetGood')}</p>
      {warnings.map((warning) => (
        <p key={warning} className="near">
          {warning}
        </p>
      ))}
      <SheetFaults faults={faults} />
    </div>
  )
}

const download = (base64: string, name: string): void => {
  const link = document.createElement('a')
  link.href = `data:application/vnd.openxmlformats-officedocument.spreadsheetml.sheet;base64,${base64}`
  link.download = `${name}.xlsx`
  link.click()
}
