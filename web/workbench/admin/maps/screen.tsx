import { App, Button } from 'antd'
import { type ChangeEvent, type ReactElement, useRef, useState } from 'react'
import { useCopy } from '../../app/lang.ts'
import { copy } from './copy.ts'
import { type MapReport, useMapFile } from './data.ts'

/** Boundaries of areas and outlines of buildings, from GeoJSON files. */
export const Maps = (): ReactElement => {
  const say = useCopy(copy)
  return (
    <>
      <p className="soft">{say('hint')}</p>
      <div className="admin-halves">
        <MapFile what="boundaries" title={say('areas')} hint={say('areasHint')} />
        <MapFile what="buildings" title={say('buildings')} hint={say('buildingsHint')} />
      </div>
    </>
  )
}

interface MapFileProps {
  readonly what: 'boundaries' | 'buildings'
  readonly title: string
  readonly hint: string
}

const MapFile = ({ what, title, hint }: MapFileProps): ReactElement => {
  const say = useCopy(copy)
  const { message } = App.useApp()
  const input = useRef<HTMLInputElement>(null)
  const [checked, setChecked] = useState<{ readonly file: File; readonly report: MapReport } | null>(null)
  const send = useMapFile(what)
  const onError = (fault: Error): void => void message.error(fault.message)
  const choose = (event: ChangeEvent<HTMLInputElement>): void => {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (file) send.mutate({ file, dry: true }, { onSuccess: (report) => setChecked({ file, report }), onError })
  }
  const write = (): void => {
    if (!checked) return
    const onSuccess = (): void => {
      setChecked(null)
      void message.success(say('done'))
    }
    send.mutate({ file: checked.file, dry: false }, { onSuccess, onError })
  }
  return (
    <section className="panel stack" aria-label={title}>
      <h2>{title}</h2>
      <p className="soft">{hint}</p>
      <p>
        <Button loading={send.isPending && !checked} onClick={() => input.current?.click()}>
          {say('choose')}
        </Button>
        <input ref={input} type="file" hidden accept=".geojson,.json" aria-label={title} onChange={choose} />
      </p>
      {checked && (
        <>
          <Report name={checked.file.name} report={checked.report} />
          <div className="row">
            <Button type="primary" disabled={checked.report.faults.length > 0} loading={send.isPending} onClick={write}>
              {say('write')}
            </Button>
            <Button onClick={() => setChecked(null)}>{say('cancel')}</Button>
          </div>
        </>
      )}
    </section>
  )
}

const Report = ({ name, report }: { readonly name: string; readonly report: MapReport }): ReactElement => {
  const say = useCopy(copy)
  const { features, added, changed, skipped, faults, changes } = report
  return (
    <div className="stack" role="status">
      <p>{say('checked', { name, features, added, changed, faults: faults.length })}</p>
      {skipped > 0 && <p className="soft">{say('skipped', { count: skipped })}</p>}
      <p className={faults.length > 0 ? 'near' : 'done'}>{faults.length > 0 ? say('mend') : say('good')}</p>
      {faults.length > 0 ? <Faults faults={faults} /> : <Changes changes={changes} />}
    </div>
  )
}

const Faults = ({ faults }: Pick<MapReport, 'faults'>): ReactElement => {
  const say = useCopy(copy)
  return (
    <div className="table-scroll admin-preview">
      <table className="table">
        <thead>
          <tr>
            <th className="num">{say('feature')}</th>
            <th>{say('fault')}</th>
          </tr>
        </thead>
        <tbody>
          {faults.map((fault) => (
            <tr key={`${fault.path} ${fault.message}`}>
              <td className="num">{fault.feature}</td>
              <td>{fault.message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const Changes = ({ changes }: Pick<MapReport, 'changes'>): ReactElement => {
  const say = useCopy(copy)
  return (
    <div className="table-scroll admin-preview">
      <table className="table">
        <thead>
          <tr>
            <th>{say('code')}</th>
            <th>{say('name')}</th>
            <th>{say('what')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.code}>
              <td className="mono">{change.code}</td>
              <td>{change.name}</td>
              <td>{say(change.what, { before: change.before ?? '' })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
