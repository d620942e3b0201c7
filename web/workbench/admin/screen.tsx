import type { ReactElement } from 'react'
import { Link } from 'wouter'
import type { Role } from '../../../src/kernel/actor.ts'
import { useCopy } from '../app/lang.ts'
import { useSelf } from '../app/me.ts'
import { Absences } from './absences/screen.tsx'
import { copy } from './copy.ts'
import { Duties } from './duties/screen.tsx'
import { registers } from './register/definitions.ts'
import { RegisterPage } from './register/register.tsx'
import { Staff } from './staff/screen.tsx'
import './style.css'
import { Units } from './units/screen.tsx'

const own = { units: Units, staff: Staff, absences: Absences, duties: Duties } as const
const pages = ['units', 'staff', 'duties', 'absences', 'areas', 'categories', 'routing', 'hours', 'holidays', 'texts', 'settings'] as const
type PageName = (typeof pages)[number]

// The security officer and the auditor see people and units; the rest is the administrator's.
const forAll: ReadonlySet<PageName> = new Set(['units', 'staff'])
const pagesFor = (roles: readonly Role[]): readonly PageName[] =>
  roles.includes('administrator') ? pages : pages.filter((page) => forAll.has(page))

/** Setting the district up: one page for each thing. */
export const Admin = ({ page }: { readonly page: string | null }): ReactElement => {
  const say = useCopy(copy)
  const allowed = pagesFor(useSelf().roles)
  const current = allowed.find((each) => each === page) ?? allowed[0] ?? 'units'
  const Own = current in own ? own[current as keyof typeof own] : null
  const register = registers.find((each) => each.name === current)
  return (
    <div className="page admin">
      <nav className="admin-nav" aria-label={say('title')}>
        {allowed.map((each) => (
          <Link key={each} href={`/admin/${each}`} aria-current={each === current ? 'page' : undefined}>
            {say(each)}
          </Link>
        ))}
      </nav>
      <div className="admin-page">
        <h1>{say(current)}</h1>
        {Own && <Own />}
        {register && <RegisterPage key={register.name} register={register} />}
      </div>
    </div>
  )
}
