import { Button } from 'antd'
import { type ReactElement, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { address } from '../api/send.ts'
import { copy as frame } from '../app/copy.ts'
import { useCopy } from '../app/lang.ts'
import { MatterTable } from '../parts/matter-table.tsx'
import { Paged } from '../parts/paged.tsx'
import { Shown } from '../parts/states.tsx'
import { TabList } from '../parts/tab-list.tsx'
import { Lines } from './lines.tsx'
import { copy } from './copy.ts'
import { type Board as BoardData, everybody, lineOf, type Only, type Tab, tabs, useBoard, useBoardRows } from './data.ts'
import './style.css'
import { Trend } from './trend.tsx'
import { Urge } from './urge.tsx'

/** What is late or about to be, by unit and street, as lists that can be worked. */
export const Board = (): ReactElement => {
  const say = useCopy(copy)
  const board = useBoard()
  const params = new URLSearchParams(useSearch())
  const [, go] = useLocation()
  const only: Only = { unit: params.get('unit'), street: params.get('street') }
  const show = (next: Tab, whose: Only): void => {
    const search = Object.entries({ tab: next, ...whose }).filter((pair): pair is [string, string] => pair[1] !== null)
    go(`/board?${new URLSearchParams(search).toString()}`)
  }
  return (
    <div className="page">
      <h1>{say('title')}</h1>
      <Shown of={board}>
        {(data) => {
          const tab = tabs.find((each) => each === params.get('tab')) ?? (data.late > 0 ? 'late' : 'near')
          const name = [...data.byUnit, ...data.byStreet].map(lineOf).find((each) => each.id === (only.unit ?? only.street))?.name ?? null
          return (
            <>
              <div className="board-top">
                <div className="stack-2">
                  <Figures board={data} tab={tab} onShow={(next) => show(next, everybody)} />
                  <Lines
                    title={say('units')}
                    first={say('unit')}
                    lines={data.byUnit}
                    chosen={only.unit}
                    onShow={(next, unit) => show(next, { unit, street: null })}
                  />
                </div>
                <div className="stack-2">
                  <Trend trend={data.trend} />
                  <Lines
                    title={say('streets')}
                    first={say('street')}
                    lines={data.byStreet}
                    chosen={only.street}
                    onShow={(next, street) => show(next, { unit: null, street })}
                  />
                </div>
              </div>
              <Rows tab={tab} only={only} name={name} onShow={show} />
            </>
          )
        }}
      </Shown>
    </div>
  )
}

const Figures = ({
  board,
  tab,
  onShow,
}: {
  readonly board: BoardData
  readonly tab: Tab
  readonly onShow: (tab: Tab) => void
}): ReactElement => {
  const say = useCopy(copy)
  const sum = (name: 'returned' | 'reopened'): number => board.byUnit.reduce((total, line) => total + line[name], 0)
  const figures = { late: board.late, near: board.near, returned: sum('returned'), reopened: sum('reopened') } as const
  return (
    <ul className="board-figures">
      {(['late', 'near', 'returned', 'reopened'] as const).map((name) => (
        <li key={name}>
          <button
            type="button"
            className={`figure ${figures[name] > 0 ? `is-${name}` : ''}`}
            aria-pressed={tab === name}
            onClick={() => onShow(name)}
          >
            <b>{figures[name]}</b>
            <span>{say(name)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

interface RowsProps {
  readonly tab: Tab
  readonly only: Only
  /** Whose matters alone are shown. */
  readonly name: string | null
  readonly onShow: (tab: Tab, only: Only) => void
}

const Rows = ({ tab, only, name, onShow }: RowsProps): ReactElement => {
  const say = useCopy(copy)
  const sayFrame = useCopy(frame)
  const pages = useBoardRows(tab, only)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const turn = (next: Tab): void => {
    setSelected(new Set())
    onShow(next, only)
  }
  return (
    <section aria-label={say('tabs')}>
      <TabList label={say('tabs')} tabs={tabs} at={tab} title={(each) => say(each)} onTurn={turn} />
      <div className="spread board-tools no-print">
        <span className="row">
          <Urge ids={[...selected]} onDone={() => setSelected(new Set())} />
        </span>
        <span className="row">
          {name !== null && (
            <>
              <span className="tag is-accent">{say('only', { unit: name })}</span>
              <Button size="small" type="link" onClick={() => onShow(tab, everybody)}>
                {say('all')}
              </Button>
            </>
          )}
          <Button size="small" href={address('/api/board/rows.xlsx', { tab, ...only })}>
            {sayFrame('excel')}
          </Button>
          <Button size="small" onClick={() => window.print()}>
            {sayFrame('print')}
          </Button>
        </span>
      </div>
      <Paged pages={pages} empty={say('empty')}>
        {(rows) => <MatterTable rows={rows} selected={selected} onSelect={setSelected} />}
      </Paged>
    </section>
  )
}
