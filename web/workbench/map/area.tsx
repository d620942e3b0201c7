import type { ReactElement } from 'react'
import { Link } from 'wouter'
import { useCopy } from '../app/lang.ts'
import { copy } from './copy.ts'
import { useAreaFacts } from './data.ts'

/** A grid that was clicked: who serves it, and what is open there. */
export const AreaPanel = ({ code, onClose }: { readonly code: string; readonly onClose: () => void }): ReactElement | null => {
  const say = useCopy(copy)
  const { data } = useAreaFacts(code)
  if (!data) return null
  return (
    <section className="map-area stack" role="status">
      <div className="spread">
        <h2>{data.name}</h2>
        <button type="button" className="link small" onClick={onClose}>
          {say('closeGrid')}
        </button>
      </div>
      <p className="soft small">{data.path.map((each) => each.name).join(' / ')}</p>
      {data.units.map((each) => (
        <p key={each.role} className="small">
          {each.unit.name}
        </p>
      ))}
      <p>
        <Link href={`/matters?scope=open&area=${data.code}`}>{say('openHere', { count: data.open ?? 0 })}</Link>　
        <Link href={`/matters?scope=closed&area=${data.code}`}>{say('doneHere')}</Link>
      </p>
    </section>
  )
}
