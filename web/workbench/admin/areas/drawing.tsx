import { App, Button, Checkbox } from 'antd'
import { type ReactElement, useMemo, useState } from 'react'
import { ApiFault } from '../../api/send.ts'
import { useCopy } from '../../app/lang.ts'
import { TabList } from '../../parts/tab-list.tsx'
import { copy } from './copy.ts'
import { type Drawn, type Report, useChange } from './data.ts'
import { addPoint, askedOf, chooseGrid, type Draft, emptyDraft, type Grid, modes, movedGrids, nameAt, piecesOf } from './draft.ts'
import { DraftForm } from './form.tsx'
import { GridsMap } from './grids-map.tsx'
import { Preview } from './preview.tsx'

/** One community's grids on a day; today's can be changed. */
export const Drawing = ({ drawn }: { readonly drawn: Drawn }): ReactElement => {
  const say = useCopy(copy)
  const { message } = App.useApp()
  const [draft, setDraft] = useState<Draft>(emptyDraft('split'))
  const [report, setReport] = useState<Report | null>(null)
  const change = useChange()
  const { grids } = drawn
  const isToday = drawn.day === drawn.today
  const pieces = useMemo(() => piecesOf(draft, grids), [draft, grids])
  const named = useMemo(
    () => (pieces.length > 1 ? pieces.map((surface, at) => ({ surface, name: nameAt(draft, grids, at) })) : []),
    [pieces, draft, grids],
  )
  const shown = useMemo(() => movedGrids(draft, grids), [draft, grids])
  const asked = useMemo(() => askedOf(draft, grids, drawn.community.code), [draft, grids, drawn.community.code])
  const set = (next: Draft): void => {
    setDraft(next)
    setReport(null)
    change.reset()
  }
  const look = (): void => {
    if (asked) change.mutate({ asked, dry: true }, { onSuccess: setReport })
  }
  const confirm = (): void => {
    if (!asked || !report) return
    const onSuccess = (): void => {
      set(emptyDraft(draft.mode))
      void message.success(say('done'))
    }
    change.mutate({ asked: { ...asked, version: report.version }, dry: false }, { onSuccess, onError: () => setReport(null) })
  }
  return (
    <div className="grids-columns">
      {report ? (
        <Preview report={report} grids={grids} busy={change.isPending} onConfirm={confirm} onCancel={() => setReport(null)} />
      ) : (
        <div className="stack">
          {!isToday && <p className="near">{say('past', { day: drawn.day })}</p>}
          {isToday && (
            <>
              <TabList label={say('what')} tabs={modes} at={draft.mode} title={say} onTurn={(mode) => set(emptyDraft(mode))} />
              <p className="soft">{say(`${draft.mode}Hint`)}</p>
            </>
          )}
          <GridList
            grids={grids}
            draft={isToday && draft.mode !== 'redraw' ? draft : null}
            onChoose={(code) => set(chooseGrid(draft, code))}
          />
          {isToday && <DraftForm draft={draft} grids={grids} pieces={pieces.length} onChange={set} />}
          {isToday && (
            <p>
              <Button type="primary" disabled={!asked} loading={change.isPending} onClick={look}>
                {say('look')}
              </Button>
            </p>
          )}
          {change.error && <Faults fault={change.error} />}
        </div>
      )}
      <GridsMap
        grids={shown}
        chosen={draft.chosen}
        mode={isToday && !report ? draft.mode : null}
        line={draft.line}
        pieces={named}
        onChoose={(code) => set(chooseGrid(draft, code))}
        onPoint={(point) => set(addPoint(draft, point))}
        onEnd={() => set({ ...draft, ended: draft.line.length > 1 })}
        onCorner={(from, to) => set({ ...draft, corners: [...draft.corners, { from, to }] })}
      />
    </div>
  )
}

interface ListProps {
  readonly grids: readonly Grid[]
  /** Null when none is to be chosen. */
  readonly draft: Draft | null
  readonly onChoose: (code: string) => void
}

const GridList = ({ grids, draft, onChoose }: ListProps): ReactElement => {
  const say = useCopy(copy)
  if (grids.length === 0) return <p className="empty">{say('none')}</p>
  return (
    <section aria-label={say('grids', { count: grids.length })}>
      <h2>{say('grids', { count: grids.length })}</h2>
      <ul className="grids-list">
        {grids.map(({ code, name, kind, boundary }) => {
          const words = (
            <>
              {name} <span className="mono soft small">{code.slice(-3)}</span>
              {kind === 'dedicated' && <span className="tag">{say('dedicated')}</span>}
              {!boundary && <span className="soft small">{say('undrawn')}</span>}
            </>
          )
          return (
            <li key={code}>
              {draft ? (
                <Checkbox checked={draft.chosen.includes(code)} onChange={() => onChoose(code)}>
                  {words}
                </Checkbox>
              ) : (
                words
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

const Faults = ({ fault }: { readonly fault: Error }): ReactElement => {
  const say = useCopy(copy)
  const fields = fault instanceof ApiFault ? fault.fields : []
  return (
    <div className="panel stack" role="alert">
      <p className="near">{fields.length > 0 ? say('faults') : fault.message}</p>
      <ul>
        {fields.map(({ path, message }) => (
          <li key={`${path} ${message}`}>{message}</li>
        ))}
      </ul>
    </div>
  )
}
