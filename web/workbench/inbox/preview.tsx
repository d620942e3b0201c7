import { Button } from 'antd'
import type { ReactElement } from 'react'
import { useLocation } from 'wouter'
import { useMatter } from '../actions/data.ts'
import { ActionPanel } from '../actions/panel.tsx'
import type { MatterView } from '../api/types.ts'
import { useCopy, useLang } from '../app/lang.ts'
import { matterPath } from '../app/paths.ts'
import { channelWords } from '../parts/channel.ts'
import { Code, Left } from '../parts/marks.tsx'
import { momentWords } from '../parts/moment.ts'
import { Shown } from '../parts/states.tsx'
import { copy } from './copy.ts'

interface PreviewProps {
  readonly id: string | null
  readonly action: string | null
  readonly onAction: (action: string | null) => void
  readonly onDone: () => void
}

/** The chosen matter in short, with what can be done now. */
export const Preview = ({ id, action, onAction, onDone }: PreviewProps): ReactElement => {
  const say = useCopy(copy)
  const matter = useMatter(id)
  if (id === null) return <p className="empty">{say('pick')}</p>
  return (
    <Shown of={matter} rows={4}>
      {(data) => <Body matter={data} action={action} onAction={onAction} onDone={onDone} />}
    </Shown>
  )
}

const Body = ({ matter, action, onAction, onDone }: { readonly matter: MatterView } & Omit<PreviewProps, 'id'>): ReactElement => {
  const say = useCopy(copy)
  const lang = useLang()
  const [, go] = useLocation()
  const clock = matter.clocks.find((each) => each.left && each.state === 'running') ?? matter.clocks.find((each) => each.left)
  const latest = matter.timeline.at(-1)
  return (
    <div className="preview stack-2">
      <header className="stack">
        <p className="spread">
          <Code code={matter.code} />
          <Button size="small" onClick={() => go(matterPath(matter.id))}>
            {say('open')} <kbd>Enter</kbd>
          </Button>
        </p>
        <h2>{matter.title}</h2>
        <p className="soft small">
          {[
            matter.procedure.name,
            matter.nature?.name,
            matter.category?.name,
            matter.channel ? channelWords(matter.channel, lang) : matter.door.name,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {clock && <Left left={clock.left} />}
      </header>
      <section className="preview-actions">
        <ActionPanel matter={matter} open={action} onOpen={onAction} onDone={onDone} />
      </section>
      <section>
        <blockquote className="said">{matter.text ?? matter.title}</blockquote>
        <p className="small preview-facts">
          <span>{matter.located ? (matter.address ?? matter.area.at(-1)?.name) : say('unlocated')}</span>
          <span>{contactWords(matter, say)}</span>
        </p>
        {matter.files.length > 0 && (
          <ul className="preview-photos">
            {matter.files
              .filter((file) => file.thumbnail)
              .map((file) => (
                <li key={file.digest}>
                  <img src={file.thumbnail ?? file.url} alt={file.shows ?? file.name ?? ''} loading="lazy" />
                </li>
              ))}
          </ul>
        )}
      </section>
      {latest && (
        <section>
          <h3>{say('latest')}</h3>
          <p className="small">
            {latest.title} <span className="soft">{momentWords(latest.at, lang)}</span>
          </p>
          {latest.words.map((word) => (
            <p key={word.label} className="small soft">
              {word.label}：{word.text}
            </p>
          ))}
        </section>
      )}
    </div>
  )
}

const contactWords = (matter: MatterView, say: (key: keyof typeof copy) => string): string => {
  if (matter.contact.sealed) return say('sealedContact')
  if (matter.contact.anonymous) return say('anonymous')
  return [matter.contact.name, matter.contact.phone].filter(Boolean).join(' ') || say('resident')
}
