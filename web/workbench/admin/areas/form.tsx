import { Button, Input } from 'antd'
import { type ReactElement, useId, useState } from 'react'
import { useCopy } from '../../app/lang.ts'
import { copy } from './copy.ts'
import { type Draft, type Grid, nameAt, pointsOf, redrawnOf, wordsOf } from './draft.ts'

interface Props {
  readonly draft: Draft
  readonly grids: readonly Grid[]
  readonly pieces: number
  readonly onChange: (draft: Draft) => void
}

/** What is still to be done and named, by what the person wants. */
export const DraftForm = (props: Props): ReactElement => {
  const { draft } = props
  if (draft.mode === 'split') return <Split {...props} />
  return draft.mode === 'merge' ? <Merge {...props} /> : <Redraw {...props} />
}

const Names = ({ draft, grids, count, onChange }: Omit<Props, 'pieces'> & { readonly count: number }): ReactElement => {
  const say = useCopy(copy)
  const id = useId()
  return (
    <>
      {Array.from({ length: count }, (_, at) => (
        <div key={`${id}-${at}`}>
          <label htmlFor={`${id}-${at}`}>{draft.mode === 'merge' ? say('nameOfMerged') : say('nameOf', { n: at + 1 })}</label>
          <Input
            id={`${id}-${at}`}
            maxLength={100}
            value={nameAt(draft, grids, at)}
            onChange={({ target }) =>
              onChange({
                ...draft,
                names: Array.from({ length: count }, (_each, n) => (n === at ? target.value : nameAt(draft, grids, n))),
              })
            }
          />
        </div>
      ))}
    </>
  )
}

const Split = ({ draft, grids, pieces, onChange }: Props): ReactElement => {
  const say = useCopy(copy)
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)
  if (draft.chosen.length === 0) return <p>{say('chooseOne')}</p>
  return (
    <div className="stack">
      <p role="status">{pieces > 1 ? say('pieces', { count: pieces }) : say('noCut')}</p>
      <details>
        <summary>{say('byNumbers')}</summary>
        <label htmlFor={id}>{say('line')}</label>
        <Input.TextArea
          id={id}
          rows={2}
          value={typed ?? wordsOf(draft.line)}
          onChange={({ target }) => {
            setTyped(target.value)
            onChange({ ...draft, line: pointsOf(target.value), ended: true })
          }}
          onBlur={() => setTyped(null)}
        />
      </details>
      {draft.line.length > 0 && (
        <Button onClick={() => onChange({ ...draft, line: [], ended: false, names: [] })}>{say('clearLine')}</Button>
      )}
      {pieces > 1 && <Names draft={draft} grids={grids} count={pieces} onChange={onChange} />}
    </div>
  )
}

const Merge = ({ draft, grids, onChange }: Props): ReactElement => {
  const say = useCopy(copy)
  return draft.chosen.length < 2 ? <p>{say('chooseMore')}</p> : <Names draft={draft} grids={grids} count={1} onChange={onChange} />
}

const Redraw = ({ draft, grids, onChange }: Props): ReactElement => {
  const say = useCopy(copy)
  const changed = redrawnOf(draft, grids)
  return (
    <div className="stack">
      <p role="status">
        {changed.length === 0
          ? say('notRedrawn')
          : say('redrawn', { count: changed.length, names: changed.map(({ name }) => name).join('、') })}
      </p>
      {draft.corners.length > 0 && (
        <Button onClick={() => onChange({ ...draft, corners: draft.corners.slice(0, -1) })}>{say('undo')}</Button>
      )}
    </div>
  )
}
