import type { ReactElement } from 'react'
import { Link } from 'wouter'
import { useCopy, useLang } from '../app/lang.ts'
import { matterPath } from '../app/paths.ts'
import { Code, Left, Marks } from '../parts/marks.tsx'
import { dayWords } from '../parts/moment.ts'
import { copy } from './copy.ts'
import { useLookup } from './data.ts'

/** What was filed from this number or address before, as far as the reader may see. */
export const Earlier = ({ phone, address }: { readonly phone: string; readonly address: string }): ReactElement => {
  const say = useCopy(copy)
  const lang = useLang()
  const lookup = useLookup(phone, address)
  const found = lookup.data
  return (
    <aside className="panel stack desk-earlier" aria-live="polite">
      <h2>{say('earlier')}</h2>
      {!found && <p className="soft">{say('lookupHint')}</p>}
      {found?.wish && <p className="tag is-near">{say('wish', { wish: found.wish })}</p>}
      {found && found.matters.length === 0 && <p className="soft">{say('noEarlier')}</p>}
      <ul className="stack-2">
        {found?.matters.map((row) => (
          <li key={row.id}>
            <Link href={matterPath(row.id)} target="_blank">
              {row.title}
            </Link>
            <p className="row soft small">
              <Code code={row.code} /> {row.stage.name} · {dayWords(row.filedAt, lang)} <Marks marks={row.marks} />
            </p>
            {row.left && !row.closedAt && <Left left={row.left} />}
          </li>
        ))}
      </ul>
      {found && found.places.length > 0 && (
        <>
          <h3>{say('places')}</h3>
          <ul>
            {found.places.map((place) => (
              <li key={place.id} className="small">
                {place.name} <span className="soft">{place.area?.name}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </aside>
  )
}
