import type { ReactElement } from 'react'
import { Link } from 'wouter'
import { useProcedures } from '../api/shared.ts'
import { useCopy } from '../app/lang.ts'
import { Empty, Shown } from '../parts/states.tsx'
import { copy } from './copy.ts'
import { useDiagram, useWords } from './data.ts'
import './style.css'

/** How each kind of matter runs, drawn and in words. */
export const Procedures = ({ id }: { readonly id: string | null }): ReactElement => {
  const say = useCopy(copy)
  const procedures = useProcedures()
  return (
    <div className="page">
      <div>
        <h1>{say('title')}</h1>
        <p className="soft">{say('hint')}</p>
      </div>
      <Shown of={procedures}>
        {(list) => {
          const chosen = list.find((each) => each.id === id) ?? list[0]
          if (!chosen) return <Empty title={say('empty')} />
          return (
            <div className="procedures">
              <nav className="panel procedures-list" aria-label={say('title')}>
                {list.map((each) => (
                  <Link key={each.id} href={`/procedures/${each.id}`} aria-current={each.id === chosen.id ? 'page' : undefined}>
                    {each.title}
                  </Link>
                ))}
              </nav>
              <Procedure key={chosen.id} id={chosen.id} title={chosen.title} />
            </div>
          )
        }}
      </Shown>
    </div>
  )
}

const Procedure = ({ id, title }: { readonly id: string; readonly title: string }): ReactElement => {
  const say = useCopy(copy)
  const diagram = useDiagram(id)
  const words = useWords(id)
  return (
    <div className="stack-2">
      <section className="panel">
        <h2>{`${title} · ${say('diagram')}`}</h2>
        <div className="procedure-diagram">
          <img src={diagram} alt={`${title} ${say('diagram')}`} />
        </div>
      </section>
      <section className="panel">
        <h2>{say('words')}</h2>
        <Shown of={words}>{(text) => <p className="procedure-words">{text}</p>}</Shown>
      </section>
    </div>
  )
}
