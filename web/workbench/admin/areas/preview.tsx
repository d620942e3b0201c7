import { Button } from 'antd'
import { type ReactElement, useEffect, useRef } from 'react'
import type { Text } from '../../../../src/kernel/i18n.ts'
import { useCopy, useLang } from '../../app/lang.ts'
import { copy } from './copy.ts'
import type { Report } from './data.ts'
import type { Grid } from './draft.ts'

interface Props {
  readonly report: Report
  readonly grids: readonly Grid[]
  readonly busy: boolean
  readonly onConfirm: () => void
  readonly onCancel: () => void
}

/** What a change would do, before anything is written. */
export const Preview = ({ report, grids, busy, onConfirm, onCancel }: Props): ReactElement => {
  const say = useCopy(copy)
  const top = useRef<HTMLHeadingElement>(null)
  useEffect(() => top.current?.focus(), [])
  const names = new Map([...grids, ...report.added].map(({ code, name }) => [code, name]))
  const nameOf = (code: string | null): string => (code === null ? say('nowhere') : (names.get(code) ?? code))
  return (
    <section className="panel stack grids-preview" aria-labelledby="grids-preview">
      <h2 id="grids-preview" ref={top} tabIndex={-1}>
        {say('preview')}
      </h2>
      <p>{say('from', { day: report.day })}</p>
      <dl className="grids-areas">
        <Areas title={say('ends')} areas={report.ended} />
        <Areas title={say('begins')} areas={report.added} />
        <Areas title={say('changes')} areas={report.redrawn} />
      </dl>
      <h3>{say('moves')}</h3>
      <Moves report={report} nameOf={nameOf} />
      {report.warnings.length > 0 && (
        <>
          <h3>{say('warnings')}</h3>
          <ul>
            {report.warnings.map(({ path, message }) => (
              <li key={`${path} ${message}`} className="near">
                {nameOf(path)}：{message}
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="row">
        <Button type="primary" loading={busy} onClick={onConfirm}>
          {say('confirm')}
        </Button>
        <Button onClick={onCancel}>{say('cancel')}</Button>
      </div>
    </section>
  )
}

const Areas = ({ title, areas }: { readonly title: string; readonly areas: Report['added'] }): ReactElement | null =>
  areas.length === 0 ? null : (
    <div>
      <dt className="soft">{title}</dt>
      {areas.map(({ code, name }) => (
        <dd key={code}>
          {name} <span className="mono soft small">{code}</span>
        </dd>
      ))}
    </div>
  )

const Moves = ({ report, nameOf }: { readonly report: Report; readonly nameOf: (code: string | null) => string }): ReactElement => {
  const say = useCopy(copy)
  const lang = useLang()
  const rows = report.moves.flatMap(({ thing, moved }) => moved.map((each) => ({ thing, ...each })))
  const thingName = (thing: string): string => (copy as Readonly<Record<string, Text>>)[thing]?.[lang] ?? thing
  if (rows.length === 0) return <p className="soft">{say('nothingMoves')}</p>
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th>{say('thing')}</th>
            <th className="num">{say('count')}</th>
            <th>{say('toward')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ thing, from, to, count }) => (
            <tr key={`${thing} ${from} ${to ?? ''}`}>
              <td>{thingName(thing)}</td>
              <td className="num">{count}</td>
              <td>
                {nameOf(from)} → {nameOf(to)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
