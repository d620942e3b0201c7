import type { ReactElement } from 'react'
import type { MatterView } from '../../api/types.ts'
import { useCopy, useLang } from '../../app/lang.ts'
import { Left } from '../../parts/marks.tsx'
import { momentWords } from '../../parts/moment.ts'
import { copy } from './copy.ts'

/** Who works on it: lead and assistants, each with its state and due time. */
export const Assignments = ({ matter }: { readonly matter: MatterView }): ReactElement => {
  const say = useCopy(copy)
  const lang = useLang()
  const ordered = [...matter.assignments].sort(
    (a, b) => Number(a.endedAt !== null) - Number(b.endedAt !== null) || a.part.localeCompare(b.part) * -1 || a.order - b.order,
  )
  return (
    <section className="panel stack">
      <h2>{say('units')}</h2>
      {ordered.length === 0 && <p className="soft">{say('noUnits')}</p>}
      <ul className="assignments">
        {ordered.map((each) => (
          <li key={each.id} className={each.endedAt === null ? '' : 'is-ended'}>
            <p className="spread">
              <b>{each.unit.name}</b>
              <span className={`tag ${each.part === 'lead' ? 'is-accent' : ''}`}>{say(each.part)}</span>
            </p>
            <p className="small soft">
              {[each.state.name, each.signedAt && say('signedAt', { at: momentWords(each.signedAt, lang) }), each.listItem]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {each.left && each.endedAt === null && <Left left={each.left} />}
          </li>
        ))}
      </ul>
    </section>
  )
}
