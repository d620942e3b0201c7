import { Segmented } from 'antd'
import { type ReactElement, useState } from 'react'
import type { EntryView } from '../../api/types.ts'
import { useCopy, useLang } from '../../app/lang.ts'
import { fullMoment, momentWords } from '../../parts/moment.ts'
import { copy } from './copy.ts'
import { Photos } from './photos.tsx'
import { type Group, groups, isAct, storyOf } from './story.ts'

/** What happened, newest first, in the words people wrote. Clocks that begin and end by themselves wait behind their own filter. */
export const Timeline = ({ entries }: { readonly entries: readonly EntryView[] }): ReactElement => {
  const say = useCopy(copy)
  const [group, setGroup] = useState<Group>('main')
  const shown = storyOf(entries, group)
  return (
    <section className="panel">
      <div className="spread timeline-head">
        <h2>{say('timeline')}</h2>
        <Segmented
          size="small"
          aria-label={say('groups')}
          value={group}
          onChange={setGroup}
          options={groups.map((each) => ({ value: each, label: say(`group-${each}`) }))}
        />
      </div>
      {shown.length === 0 && <p className="soft">{say('emptyGroup')}</p>}
      <ol className="timeline">
        {shown.map((entry) => (
          <Entry key={entry.n} entry={entry} />
        ))}
      </ol>
    </section>
  )
}

const Entry = ({ entry }: { readonly entry: EntryView }): ReactElement => {
  const say = useCopy(copy)
  const lang = useLang()
  return (
    <li className={`entry is-${entry.group}`}>
      <p className="entry-title">
        <span>{entry.title}</span>
        <time dateTime={entry.at} title={fullMoment(entry.at, lang)}>
          {momentWords(entry.at, lang)}
        </time>
      </p>
      {isAct(entry) && <p className="soft small">{[entry.unit, entry.by].filter(Boolean).join(' · ')}</p>}
      {entry.words.map((word) => (
        <p key={word.label} className="entry-words">
          <span className="soft">{word.label}：</span>
          {word.text}
        </p>
      ))}
      {entry.erased && <p className="soft small">{say('erasedEntry')}</p>}
      <Photos files={entry.files} />
    </li>
  )
}
