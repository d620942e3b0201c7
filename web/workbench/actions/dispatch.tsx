import { Button, Input, Segmented } from 'antd'
import { type KeyboardEvent, type ReactElement, useEffect, useRef, useState } from 'react'
import { useUnits } from '../api/shared.ts'
import { useCopy } from '../app/lang.ts'
import { UnitPick } from '../forms/choose.tsx'
import { useDraft } from '../forms/draft.ts'
import { ActFault, type ActionFormProps } from './action-form.tsx'
import { adopt, assignInput, type Chosen, chosenOf, draftOf } from './assign.ts'
import { Chips } from './chips.tsx'
import { copy } from './copy.ts'
import { Duplicates } from './duplicates.tsx'
import { type Suggestion, type Suggestions, useAct, useSuggestions } from './data.ts'

/** Routing a matter: the suggested unit is already chosen, so that Enter alone sends it; everything may be changed. */
export const DispatchForm = ({ matter, allowed, onCancel, onDone }: ActionFormProps): ReactElement => {
  const say = useCopy(copy)
  const act = useAct(matter)
  const units = useUnits()
  const suggestions = useSuggestions(matter.id)
  const { draft, touched, change, clear } = useDraft(`${matter.id}-${allowed.action}`, allowed.defaults)
  const [missing, setMissing] = useState(false)
  const sendButton = useRef<HTMLButtonElement>(null)
  const first = suggestions.data?.units[0]
  const chosen = first && !touched ? adopt(chosenOf(draft), first) : chosenOf(draft)
  const set = (next: Chosen): void => {
    setMissing(false)
    change(draftOf(next))
  }
  // Also after a unit was added or taken away: what had the focus is gone, and Enter must send.
  useEffect(() => sendButton.current?.focus(), [first, chosen.lead, chosen.assistants.length])
  const send = (): void => {
    setMissing(chosen.lead === null)
    if (chosen.lead === null || act.isPending) return
    act.send({ action: allowed.action, input: assignInput(chosen), files: [] }, (fresh) => {
      clear()
      onDone(fresh)
    })
  }
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onCancel()
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
  }
  const known = [units.data ?? [], suggestions.data?.units.flatMap((each) => [each.unit, ...each.assistants]) ?? []]
  const forecast = suggestions.data?.units.find((each) => each.unit.id === chosen.lead) ?? first
  return (
    <div className="dispatch stack-2" onKeyDown={keys}>
      <h2>{allowed.title}</h2>
      {missing ? (
        <p className="faults" role="alert">
          {say('needLead')}
        </p>
      ) : (
        <ActFault fault={act.error} />
      )}
      <Duplicates matter={matter} rows={suggestions.data?.duplicates ?? []} onMerged={onDone} />
      <Suggested suggestions={suggestions.data} lead={chosen.lead} onUse={(each) => set(adopt(chosen, each))} />
      <Chips chosen={chosen} onChange={set} known={known} />
      <Adding chosen={chosen} onChange={set} />
      {chosen.assistants.length > 1 && (
        <div className="spread">
          <span>{say('order')}</span>
          <Segmented
            value={chosen.order}
            onChange={(order) => set({ ...chosen, order })}
            options={[
              { value: 'parallel' as const, label: say('parallel') },
              { value: 'sequence' as const, label: say('sequence') },
            ]}
          />
        </div>
      )}
      {forecast?.limit && (
        <p>
          <b>{say('limit')}</b> {[forecast.limit, forecast.due].filter(Boolean).join(' · ')}
          {forecast.source && <span className="soft small dispatch-source">{say('limitSource', { source: forecast.source })}</span>}
        </p>
      )}
      <label className="dispatch-line">
        <span>{say('listItem')}</span>
        <Input value={chosen.listItem} maxLength={60} onChange={(event) => set({ ...chosen, listItem: event.target.value })} />
      </label>
      <label className="dispatch-line">
        <span>{say('note')}</span>
        <Input.TextArea
          value={chosen.note}
          maxLength={500}
          autoSize={{ minRows: 2, maxRows: 6 }}
          placeholder={say('noteHint')}
          onChange={(event) => set({ ...chosen, note: event.target.value })}
        />
      </label>
      <div className="row">
        <Button ref={sendButton} type="primary" loading={act.isPending} onClick={send}>
          {say('dispatch')}
        </Button>
        <Button onClick={onCancel}>{say('cancel')}</Button>
      </div>
    </div>
  )
}

const Adding = ({ chosen, onChange }: { readonly chosen: Chosen; readonly onChange: (chosen: Chosen) => void }): ReactElement => {
  const say = useCopy(copy)
  const add = (id: string | undefined): void => {
    if (id === undefined || id === chosen.lead || chosen.assistants.includes(id)) return
    onChange(chosen.lead === null ? { ...chosen, lead: id } : { ...chosen, assistants: [...chosen.assistants, id] })
  }
  const words = chosen.lead === null ? say('leadChoose') : say('assistantAdd')
  return (
    <UnitPick
      key={chosen.assistants.length + (chosen.lead ?? '')}
      value={undefined}
      onChange={add}
      placeholder={words}
      described={{ 'aria-label': words }}
    />
  )
}

const Suggested = ({
  suggestions,
  lead,
  onUse,
}: {
  readonly suggestions: Suggestions | undefined
  readonly lead: string | null
  readonly onUse: (each: Suggestion) => void
}): ReactElement | null => {
  const say = useCopy(copy)
  if (!suggestions) return null
  if (suggestions.units.length === 0) return <p className="soft">{suggestions.note ?? say('noSuggestion')}</p>
  return (
    <section className="stack">
      <h3>{say('suggested')}</h3>
      <ul className="suggestions">
        {suggestions.units.map((each) => (
          <li key={each.unit.id}>
            <button type="button" className="suggestion" aria-pressed={each.unit.id === lead} onClick={() => onUse(each)}>
              <b>
                {each.unit.id === lead && '✓ '}
                {each.unit.name}
              </b>
              <span className="soft small">{each.reason}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
