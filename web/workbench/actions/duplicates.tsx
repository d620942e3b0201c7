import { Button, Input } from 'antd'
import { type KeyboardEvent, type ReactElement, useState } from 'react'
import { Link } from 'wouter'
import type { MatterView, RowView } from '../api/types.ts'
import { useCopy } from '../app/lang.ts'
import { matterPath } from '../app/paths.ts'
import { Code } from '../parts/marks.tsx'
import { ActFault } from './action-form.tsx'
import { copy } from './copy.ts'
import { useAct } from './data.ts'

interface DuplicatesProps {
  readonly matter: MatterView
  /** Likeliest first. */
  readonly rows: readonly RowView[]
  /** Called when the matter was merged into one of them. */
  readonly onMerged: (fresh: MatterView) => void
}

/** Matters that may be the same as the one to be dispatched, and a way to merge it into one of them. */
export const Duplicates = ({ matter, rows, onMerged }: DuplicatesProps): ReactElement | null => {
  const say = useCopy(copy)
  const [into, setInto] = useState<RowView | null>(null)
  const mayMerge = matter.allowed.some((each) => each.action === 'merge')
  if (rows.length === 0) return null
  return (
    <section className="dispatch-same stack">
      <h3>{say('duplicates')}</h3>
      <ul className="stack">
        {rows.map((row) => (
          <li key={row.id} className="small">
            <Link href={matterPath(row.id)}>
              <Code code={row.code} /> {row.title}
            </Link>
            <p className="soft">{[row.stage.name, row.address ?? row.area.name, row.lead?.name].filter(Boolean).join(' · ')}</p>
            {mayMerge && into?.id !== row.id && (
              <Button size="small" onClick={() => setInto(row)} aria-label={`${say('merge')} ${row.code}`}>
                {say('merge')}
              </Button>
            )}
            {into?.id === row.id && <Merge matter={matter} into={row} onCancel={() => setInto(null)} onMerged={onMerged} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

interface MergeProps {
  readonly matter: MatterView
  readonly into: RowView
  readonly onCancel: () => void
  readonly onMerged: (fresh: MatterView) => void
}

const Merge = ({ matter, into, onCancel, onMerged }: MergeProps): ReactElement => {
  const say = useCopy(copy)
  const act = useAct(matter)
  const [why, setWhy] = useState(say('mergeWhyUsual'))
  const send = (): void => {
    if (why.trim() === '' || act.isPending) return
    act.send({ action: 'merge', input: { into: into.code, reason: why.trim() }, files: [] }, onMerged)
  }
  // The keys of the dispatch form around it are not meant here.
  const keys = (event: KeyboardEvent): void => {
    event.stopPropagation()
    if (event.key === 'Escape') onCancel()
    if (event.key === 'Enter') send()
  }
  return (
    <div className="stack" onKeyDown={keys}>
      <ActFault fault={act.error} />
      <label className="dispatch-line">
        <span>{say('mergeWhy')}</span>
        <Input autoFocus value={why} maxLength={200} onChange={(event) => setWhy(event.target.value)} />
      </label>
      <p className="soft">{say('mergeHint')}</p>
      <div className="row">
        <Button size="small" type="primary" loading={act.isPending} onClick={send}>
          {say('mergeSend')}
        </Button>
        <Button size="small" onClick={onCancel}>
          {say('cancel')}
        </Button>
      </div>
    </div>
  )
}
