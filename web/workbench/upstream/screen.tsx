import { Button, Input, Steps } from 'antd'
import { type ChangeEvent, type ReactElement, useRef, useState } from 'react'
import { Link } from 'wouter'
import { address } from '../api/send.ts'
import { useCopy } from '../app/lang.ts'
import { matterPath } from '../app/paths.ts'
import { Code } from '../parts/marks.tsx'
import { dayBefore } from '../parts/moment.ts'
import { SheetFaults } from '../parts/sheet-faults.tsx'
import { copy } from './copy.ts'
import { type Imported, useImport } from './data.ts'

/** Orders from above: the sheet in, checked before it counts; the replies out. */
export const Upstream = (): ReactElement => {
  const say = useCopy(copy)
  return (
    <div className="page" style={{ maxWidth: 960 }}>
      <div>
        <h1>{say('title')}</h1>
        <p className="soft">{say('hint')}</p>
      </div>
      <Import />
      <Export />
    </div>
  )
}

const Import = (): ReactElement => {
  const say = useCopy(copy)
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File | null>(null)
  const check = useImport()
  const run = useImport()
  const choose = (event: ChangeEvent<HTMLInputElement>): void => {
    const chosen = event.target.files?.[0]
    event.target.value = ''
    if (!chosen) return
    run.reset()
    setFile(chosen)
    check.mutate({ file: chosen, dry: true })
  }
  const step = run.data ? 2 : file ? 1 : 0
  const found = check.data
  return (
    <section className="panel stack-2">
      <h2>{say('import')}</h2>
      <Steps size="small" current={step} items={[{ title: say('step1') }, { title: say('step2') }, { title: say('step3') }]} />
      <input ref={input} type="file" hidden accept=".xlsx" onChange={choose} />
      {step === 0 && <p className="soft">{say('chooseHint')}</p>}
      {check.isPending && file && <p role="status">{say('checking', { name: file.name })}</p>}
      {[check.error, run.error].map(
        (fault) =>
          fault && (
            <p key={fault.message} className="faults" role="alert">
              {fault.message}
            </p>
          ),
      )}
      {found && file && !run.data && (
        <>
          <p role="status">
            {say('checked', {
              name: file.name,
              rows: found.rows,
              accepted: found.accepted,
              duplicates: found.duplicates.length,
              faults: found.faults.length + found.moreFaults,
            })}
          </p>
          {found.warnings.map((warning) => (
            <p key={warning} className="soft">
              {warning}
            </p>
          ))}
          {found.faults.length === 0 ? <p className="done">✓ {say('allGood')}</p> : <p className="near">{say('partial')}</p>}
          <SheetFaults faults={found.faults} />
        </>
      )}
      {run.data && (
        <>
          <p className="done" role="status">
            ✓ {say('done', { accepted: run.data.filed.length, duplicates: run.data.duplicates.length })}{' '}
            <Link href="/">{say('inbox')}</Link>
          </p>
          <Filed filed={run.data.filed} />
        </>
      )}
      <div className="row">
        {found && file && !run.data && (
          <Button type="primary" disabled={found.accepted === 0} loading={run.isPending} onClick={() => run.mutate({ file, dry: false })}>
            {say('confirm', { accepted: found.accepted })}
          </Button>
        )}
        {!file && <Button href="/api/upstream/form.xlsx">{say('blank')}</Button>}
        <Button type={file ? 'default' : 'primary'} onClick={() => input.current?.click()}>
          {file ? say('other') : say('choose')}
        </Button>
      </div>
    </section>
  )
}

const Filed = ({ filed }: { readonly filed: Imported['filed'] }): ReactElement => (
  <ul className="upstream-filed">
    {filed.map((each) => (
      <li key={each.id} className="spread">
        <span>{each.number}</span>
        <Link href={matterPath(each.id)}>
          <Code code={each.code} />
        </Link>
      </li>
    ))}
  </ul>
)

const Export = (): ReactElement => {
  const say = useCopy(copy)
  const [days, setDays] = useState(() => ({ from: dayBefore(Date.now(), 30), to: dayBefore(Date.now(), 0) }))
  return (
    <section className="panel stack-2">
      <h2>{say('export')}</h2>
      <div className="row">
        <label className="row">
          {say('from')}
          <Input
            type="date"
            style={{ width: 160 }}
            value={days.from}
            onChange={(event) => setDays({ ...days, from: event.target.value })}
          />
        </label>
        <label className="row">
          {say('to')}
          <Input type="date" style={{ width: 160 }} value={days.to} onChange={(event) => setDays({ ...days, to: event.target.value })} />
        </label>
        <Button href={address('/api/upstream/export', { ...days, by: 'answered' })}>{say('download')}</Button>
      </div>
    </section>
  )
}
