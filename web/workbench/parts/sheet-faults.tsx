import type { ReactElement } from 'react'
import { useCopy } from '../app/lang.ts'
import { copy } from './sheet-copy.ts'

interface FaultLine {
  readonly row: number | null
  readonly column: string | null
  readonly message: string
}

/** Faults of a sheet by row and column, as they stand in Excel. */
export const SheetFaults = ({ faults }: { readonly faults: readonly FaultLine[] }): ReactElement | null => {
  const say = useCopy(copy)
  if (faults.length === 0) return null
  return (
    <div className="table-scroll" style={{ maxHeight: 360, overflowY: 'auto' }}>
      <table className="table">
        <thead>
          <tr>
            <th className="num">{say('row')}</th>
            <th>{say('column')}</th>
            <th>{say('fault')}</th>
          </tr>
        </thead>
        <tbody>
          {faults.map((fault) => (
            <tr key={`${fault.row ?? ''} ${fault.column ?? ''} ${fault.message}`}>
              <td className="num">{fault.row}</td>
              <td className="nowrap">{fault.column}</td>
              <td>{fault.message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
