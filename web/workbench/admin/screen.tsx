import { type ReactElement, useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { Role } from '../../../src/kernel/actor.ts'
import { useCopy } from '../app/lang.ts'
import { useSelf } from '../app/me.ts'
import { Absences } from './absences/screen.tsx'
import { Areas } from './areas/screen.tsx'
import { Clients } from './clients/screen.tsx'
import { copy } from './copy.ts'
import { Duties } from './duties/screen.tsx'
import { Failed } from './failed/screen.tsx'
import { Maps } from './maps/screen.tsx'
import { registers } from './register/definitions.ts'
import { RegisterPage } from './register/register.tsx'
import { Security } from './security/screen.tsx'
import { Staff } from './staff/screen.tsx'
import './style.css'
import { Units } from './units/screen.tsx'

const own = {
  units: Units,
  staff: Staff,
  absences: Absences,
  areas: Areas,
  duties: Duties,
  maps: Maps,
  failed: Failed,
  clients: Clients,
  security: Security,
} as const
const pages = [
  'units',
  'staff',
  'duties',
  'absences',
  'areas',
  'maps',
  'categories',
  'routing',
  'hours',
  'holidays',
  'texts',
  'settings',
  'failed',
  'clients',
  'security',
] as const
type PageName = (typeof pages)[number]

// The security officer and the auditor see people, units and the log, and the officer gives out keys; the rest is the administrator's.
const guarded: readonly PageName[] = ['units', 'staff', 'security']
const pagesFor = (roles: readonly Role[]): readonly PageName[] => {
  if (roles.includes('administrator')) return pages
  return roles.includes('security-officer') ? [...guarded, 'clients'] : guarded
}

/** Setting the district up: one page for each thing. */
export const Admin = ({ page }: { readonly page: string | null }): ReactElement => {
  const say = useCopy(copy)
  const allowed = pagesFor(useSelf().roles)
  const current = allowed.find((each) => each === page) ?? allowed[0] ?? 'units'
  const Own = current in own ? own[current as keyof typeof own] : null
  const register = registers.find((each) => each.name === current)
  // On a phone the pages stand in one line that scrolls: the one that is open must be seen in it.
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [current])
  return (
    <div className="page admin">
      <nav ref={nav} className="admin-nav" aria-label={say('title')}>
        {allowed.map((each) => (
          <Link key={each} href={`/admin/${each}`} aria-current={each === current ? 'page' : undefined}>
            {say(each)}
          </Link>
        ))}
      </nav>
      <div className="admin-page">
        <h1>{say(current)}</h1>
        {Own && <Own />}
        {!Own && register && <RegisterPage key={register.name} register={register} />}
      </div>
    </div>
  )
}
