import { Button, Input } from 'antd'
import { type ReactElement, type ReactNode, useState } from 'react'
import { useCopy, useLang } from '../app/lang.ts'
import { Empty } from '../parts/states.tsx'
import { cellWords, found } from './cells.ts'
import { copy } from './copy.ts'

export interface Column<T> {
  readonly key: string
  readonly label: string
  /** The cell's words where they are not simply the value. */
  readonly words?: (row: T) => ReactNode
}

interface TableProps<T> {
  readonly rows: readonly T[]
  readonly columns: readonly Column<T>[]
  readonly keyOf: (row: T) => string
  readonly chosen: string | null
  readonly onChoose: (row: T) => void
  readonly onAdd?: () => void
  readonly tools?: ReactNode
  /** What to say when there is nothing at all: what to do next. */
  readonly empty?: string
}

// More rows than anybody reads; the search narrows them.
const most = 300

/** The rows of one thing, searched and chosen. */
export const AdminTable = <T extends object>({
  rows,
  columns,
  keyOf,
  chosen,
  onChoose,
  onAdd,
  tools,
  empty,
}: TableProps<T>): ReactElement => {
  const say = useCopy(copy)
  const lang = useLang()
  const [words, setWords] = useState('')
  const shown = found(rows, words, lang)
  return (
    <section className="stack">
      <div className="spread">
        <span className="row">
          <Input
            style={{ width: 220 }}
            allowClear
            placeholder={say('find')}
            aria-label={say('find')}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          <span className="soft small">{say('count', { count: shown.length })}</span>
        </span>
        <span className="row">
          {tools}
          {onAdd && (
            <Button type="primary" onClick={onAdd}>
              {say('add')}
            </Button>
          )}
        </span>
      </div>
      {shown.length === 0 ? (
        <Empty title={rows.length > 0 ? say('notFound') : (empty ?? say(onAdd ? 'emptyAdd' : 'empty'))} />
      ) : (
        <div className="table-scroll admin-rows">
          <table className="table">
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column.key}>{column.label}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.slice(0, most).map((row) => (
                <tr key={keyOf(row)} aria-selected={keyOf(row) === chosen} onClick={() => onChoose(row)}>
                  {columns.map((column, i) => {
                    const cell = column.words ? column.words(row) : cellWords((row as Record<string, unknown>)[column.key], lang)
                    return (
                      <td key={column.key}>
                        {i === 0 ? (
                          <button type="button" className="cell" onClick={() => onChoose(row)}>
                            {cell}
                          </button>
                        ) : (
                          cell
                        )}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
