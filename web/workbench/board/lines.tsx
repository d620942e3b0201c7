import type { ReactElement } from 'react'
import { Link } from 'wouter'
import { useCopy } from '../app/lang.ts'
import { copy } from './copy.ts'
import { type BoardLine, lineOf, type Tab } from './data.ts'

interface LinesProps {
  readonly title: string
  readonly first: string
  readonly lines: readonly BoardLine[]
  readonly chosen: string | null
  /** Shows the list behind a number; without it the numbers are only read. */
  readonly onShow?: (tab: Tab, unit: string) => void
}

const columns = ['late', 'near', 'returned', 'reopened'] as const

// All in hand have a list of their own: the search, already filtered.
const openList = (line: BoardLine): string =>
  `/matters?${new URLSearchParams({ scope: 'open', ...(line.street === undefined ? { unit: lineOf(line).id } : { area: lineOf(line).id }) }).toString()}`

/** Figures by unit or street; a number leads to its list. In the order of the directory: this is no ranking. */
export const Lines = ({ title, first, lines, chosen, onShow }: LinesProps): ReactElement => {
  const say = useCopy(copy)
  return (
    <section>
      <h2>{title}</h2>
      <div className="table-scroll board-table">
        <table className="table">
          <thead>
            <tr>
              <th>{first}</th>
              <th className="num">{say('open')}</th>
              {columns.map((name) => (
                <th key={name} className="num">
                  {say(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => {
              const { id, name } = lineOf(line)
              return (
                <tr key={id} className={id === chosen ? 'is-selected' : ''}>
                  <th scope="row" className="board-name">
                    {name}
                  </th>
                  <td className="num">{line.open > 0 && id !== '' ? <Link href={openList(line)}>{line.open}</Link> : line.open}</td>
                  {columns.map((column) => (
                    <td
                      key={column}
                      className={`num ${line[column] > 0 && column === 'late' ? 'late' : line[column] > 0 && column === 'near' ? 'near' : ''}`}
                    >
                      {onShow && line[column] > 0 && id !== '' ? (
                        <button type="button" className="cell" onClick={() => onShow(column, id)}>
                          {line[column]}
                        </button>
                      ) : (
                        line[column]
                      )}
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}
