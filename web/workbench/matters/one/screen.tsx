import { type ReactElement, useState } from 'react'
import { Link } from 'wouter'
import { useMatter } from '../../actions/data.ts'
import { splitAllowed } from '../../actions/order.ts'
import { ActionPanel } from '../../actions/panel.tsx'
import type { MatterView } from '../../api/types.ts'
import { useCopy } from '../../app/lang.ts'
import { matterPath } from '../../app/paths.ts'
import { keyCommand } from '../../inbox/keys.ts'
import { pressOf, useKeys } from '../../parts/key-press.ts'
import { Code } from '../../parts/marks.tsx'
import { Shown } from '../../parts/states.tsx'
import { Assignments } from './assignments.tsx'
import { Clocks } from './clocks.tsx'
import { Contact } from './contact.tsx'
import { copy } from './copy.ts'
import { Facts } from './facts.tsx'
import { Photos } from './photos.tsx'
import { Place } from './place.tsx'
import { StagePath } from './stage-path.tsx'
import './style.css'
import { Timeline } from './timeline.tsx'

/** One matter: what was said, what happened, what can be done now. */
export const Matter = ({ id }: { readonly id: string }): ReactElement => {
  const matter = useMatter(id)
  return <div className="page matter">{<Shown of={matter}>{(data) => <Page matter={data} />}</Shown>}</div>
}

const Page = ({ matter }: { readonly matter: MatterView }): ReactElement => {
  const say = useCopy(copy)
  const [action, setAction] = useState<string | null>(null)
  useKeys((event) => {
    const command = keyCommand(pressOf(event))
    if (command === 'act') {
      event.preventDefault()
      setAction(splitAllowed(matter.allowed).first[0]?.action ?? null)
    }
    if (command === 'leave' && action !== null) setAction(null)
  })
  return (
    <>
      <Head matter={matter} />
      <div className="matter-columns">
        <div className="matter-left stack-2">
          <section className="panel stack">
            <h2>{matter.door.id === 'portal' || matter.door.id === 'desk' ? say('said') : say('saidByStaff')}</h2>
            <p className="matter-text">{matter.text ?? <span className="soft">{say('erasedText')}</span>}</p>
            {matter.extra.map((each) => (
              <p key={each.label} className="small">
                <span className="soft">{each.label}：</span>
                {each.text}
              </p>
            ))}
            <Photos files={matter.files} />
          </section>
          <Contact matter={matter} />
          <Place matter={matter} />
          <Facts matter={matter} />
        </div>
        <div className="matter-right stack-2">
          <section className="panel matter-actions">
            {action === null && <h2>{say('actions')}</h2>}
            <ActionPanel matter={matter} open={action} onOpen={setAction} />
          </section>
          <Requests matter={matter} />
          <Assignments matter={matter} />
          <Clocks clocks={matter.clocks} />
        </div>
        <div className="matter-middle">
          <Timeline entries={matter.timeline} />
        </div>
      </div>
    </>
  )
}

const Head = ({ matter }: { readonly matter: MatterView }): ReactElement => {
  const say = useCopy(copy)
  return (
    <header className="matter-head stack">
      <div className="spread">
        <p className="matter-code">
          <span className="unseen">{say('code')} </span>
          <Code code={matter.code} />
          {matter.sealed && <span className="tag is-accent">{say('sealedMark')}</span>}
          {matter.restricted && <span className="tag is-near">{say('restricted')}</span>}
        </p>
        <a className="no-print" href={`/api/matters/${encodeURIComponent(matter.id)}/work-order`} target="_blank" rel="noreferrer">
          {say('workOrder')}
        </a>
      </div>
      <h1>{matter.title}</h1>
      <p className="soft">{[matter.procedure.name, matter.nature?.name, matter.category?.name].filter(Boolean).join(' · ')}</p>
      {matter.mergedInto && (
        <p>
          {say('merged')}{' '}
          <Link href={matterPath(matter.mergedInto.id)}>
            <Code code={matter.mergedInto.code} />
          </Link>
        </p>
      )}
      <StagePath path={matter.path} />
    </header>
  )
}

const Requests = ({ matter }: { readonly matter: MatterView }): ReactElement | null => {
  const say = useCopy(copy)
  if (matter.requests.length === 0 && !matter.asked) return null
  return (
    <section className="panel stack matter-requests">
      {matter.requests.length > 0 && <h2>{say('requests')}</h2>}
      {matter.requests.map((each) => (
        <div key={each.id}>
          <b>{each.unit.name}</b> {say(`request-${each.kind}`)} {each.extra}
          {each.words && <p className="said">{each.words}</p>}
        </div>
      ))}
      {matter.asked && (
        <div>
          <b>{say('asked')}</b>
          <p className="said">{matter.asked.question}</p>
        </div>
      )}
    </section>
  )
}
