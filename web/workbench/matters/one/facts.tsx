import type { ReactElement } from 'react'
import type { MatterView } from '../../api/types.ts'
import { useCopy, useLang } from '../../app/lang.ts'
import { channelWords } from '../../parts/channel.ts'
import { fullMoment } from '../../parts/moment.ts'
import { copy } from './copy.ts'

/** When and how it came, and how it ended. */
export const Facts = ({ matter }: { readonly matter: MatterView }): ReactElement => {
  const say = useCopy(copy)
  const lang = useLang()
  const { rating } = matter
  const rated = rating && [
    rating.solved === null ? null : say(rating.solved ? 'solvedYes' : 'solvedNo'),
    rating.satisfaction === null ? null : say('ratingOf', { n: rating.satisfaction, max: rating.scale === 'three' ? 3 : 5 }),
  ]
  const lines: readonly (readonly [string, string | null | undefined])[] = [
    [say('filed'), fullMoment(matter.filedAt, lang)],
    [say('door'), [matter.door.name, matter.channel && channelWords(matter.channel, lang)].filter(Boolean).join(' · ')],
    [say('upstream'), matter.upstream && `${matter.upstream.source} ${matter.upstream.number}`],
    [say('about'), matter.about?.name],
    [say('closed'), matter.closedAt && [fullMoment(matter.closedAt, lang), matter.outcome].filter(Boolean).join(' · ')],
    [say('rating'), rated && rated.filter(Boolean).join('，')],
  ]
  return (
    <section className="panel stack">
      <h2>{say('facts')}</h2>
      <dl className="facts">
        {lines.map(
          ([label, text]) =>
            text && (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{text}</dd>
              </div>
            ),
        )}
      </dl>
      {matter.released && (
        <>
          <h3>{say('released')}</h3>
          <p className="small">{matter.released.title}</p>
          <p className="small soft">{matter.released.text}</p>
          <p className="small soft">{matter.released.answer}</p>
        </>
      )}
    </section>
  )
}
