import { type ReactElement, useState } from 'react'
import { Link } from 'wouter'
import { useMatter } from '../actions/data.ts'
import { splitAllowed } from '../actions/order.ts'
import { ActionPanel } from '../actions/panel.tsx'
import type { MatterView, RowView } from '../api/types.ts'
import { useCopy } from '../app/lang.ts'
import { matterPath } from '../app/paths.ts'
import { following } from '../inbox/keys.ts'
import { Contact } from '../matters/one/contact.tsx'
import { Code, Left } from '../parts/marks.tsx'
import { Count, Paged } from '../parts/paged.tsx'
import { Shown } from '../parts/states.tsx'
import { copy } from './copy.ts'
import { useCallbacks } from './data.ts'
import './style.css'

/** Whom to call: the list, and beside it the answer given, the number, and what to note down. */
export const Callbacks = (): ReactElement => {
  const say = useCopy(copy)
  const pages = useCallbacks()
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <div className="page">
      <div className="spread">
        <div>
          <h1>{say('title')}</h1>
          <p className="soft">{say('hint')}</p>
        </div>
        <Count pages={pages} />
      </div>
      <Paged pages={pages} empty={say('empty')} emptyHint={say('emptyHint')}>
        {(rows) => {
          const current = rows.some((row) => row.id === chosen) ? chosen : (rows[0]?.id ?? null)
          const next = (): void =>
            setChosen(
              current === null
                ? null
                : following(
                    rows.map((row) => row.id),
                    current,
                  ),
            )
          return (
            <div className="callbacks">
              <ul className="callbacks-list panel">
                {rows.map((row) => (
                  <Row key={row.id} row={row} current={row.id === current} onChoose={() => setChosen(row.id)} />
                ))}
              </ul>
              {current !== null && <Call key={current} id={current} onDone={next} />}
            </div>
          )
        }}
      </Paged>
    </div>
  )
}

const Row = ({
  row,
  current,
  onChoose,
}: {
  readonly row: RowView
  readonly current: boolean
  readonly onChoose: () => void
}): ReactElement => (
  <li>
    <button type="button" className="callback-row" aria-current={current ? 'true' : undefined} onClick={onChoose}>
      <span>{row.title}</span>
      <span className="soft small">
        <Code code={row.code} /> · {row.lead?.name}
      </span>
      {row.left && <Left left={row.left} />}
    </button>
  </li>
)

const Call = ({ id, onDone }: { readonly id: string; readonly onDone: () => void }): ReactElement => (
  <Shown of={useMatter(id)}>{(matter) => <CallBody matter={matter} onDone={onDone} />}</Shown>
)

const CallBody = ({ matter, onDone }: { readonly matter: MatterView; readonly onDone: () => void }): ReactElement => {
  const say = useCopy(copy)
  // The form of the call stands open: that is what the agent came for.
  const [action, setAction] = useState<string | null>(() => splitAllowed(matter.allowed).first[0]?.action ?? null)
  const answer = matter.timeline.findLast(
    (entry) => entry.action === 'submit-answer' || entry.action === 'solved' || entry.kind === 'answered',
  )
  return (
    <div className="callbacks-call stack-2">
      <section className="panel stack">
        <p className="spread">
          <Code code={matter.code} />
          <Link href={matterPath(matter.id)}>{say('open')}</Link>
        </p>
        <h2>{matter.title}</h2>
        <blockquote className="said">{matter.text ?? matter.title}</blockquote>
        <h3>{say('answer')}</h3>
        {answer ? (
          answer.words.map((word) => (
            <p key={word.label} className="matter-text">
              <span className="soft">{word.label}：</span>
              {word.text}
            </p>
          ))
        ) : (
          <p className="soft">{say('noAnswer')}</p>
        )}
      </section>
      <div className="stack-2">
        <Contact matter={matter} />
        <section className="panel matter-actions">
          <ActionPanel matter={matter} open={action} onOpen={setAction} onDone={onDone} />
        </section>
      </div>
    </div>
  )
}
