import { Button, Dropdown } from 'antd'
import { type ReactElement, Suspense } from 'react'
import { Link, useLocation } from 'wouter'
import { post } from '../api/send.ts'
import { Loading } from '../parts/states.tsx'
import { Boundary } from './boundary.tsx'
import { copy } from './copy.ts'
import { chooseLang } from './lang-store.ts'
import { useCopy, useLang } from './lang.ts'
import { LiveProvider, useLive } from './live.tsx'
import { isCurrent, navFor } from './nav.ts'
import { Notices } from './notices.tsx'
import { Screens } from './routes.tsx'
import { MeContext } from './me.ts'
import type { Me } from './session.ts'

/** The frame: where one can go, who one is, what is new; the screen below. */
export const Shell = ({ me }: { readonly me: Me }): ReactElement => {
  const [path] = useLocation()
  return (
    <MeContext value={me}>
      <LiveProvider>
        <div className="app">
          <Head me={me} />
          <main className="app-main" id="main" tabIndex={-1}>
            <Boundary key={path}>
              <Suspense fallback={<Loading />}>
                <Screens />
              </Suspense>
            </Boundary>
          </main>
        </div>
      </LiveProvider>
    </MeContext>
  )
}

const Head = ({ me }: { readonly me: Me }): ReactElement => {
  const say = useCopy(copy)
  const [path] = useLocation()
  const { connected } = useLive()
  return (
    <>
      <a className="skip" href="#main">
        {say('skip')}
      </a>
      <header className="app-head">
        <Link href="/" className="app-mark">
          <Mark />
          {say('wordmark')}
        </Link>
        <nav className="app-nav" aria-label={say('main')}>
          {navFor(me.roles).map((entry) => (
            <Link key={entry.href} href={entry.href} aria-current={isCurrent(entry.href, path) ? 'page' : undefined}>
              {say(entry.text)}
            </Link>
          ))}
        </nav>
        <div className="app-tools">
          <Notices />
          <LangButton />
          <UserMenu me={me} />
        </div>
      </header>
      {!connected && (
        <p className="bar-offline" role="status">
          {say('offline')}
        </p>
      )}
    </>
  )
}

/** Two roofs side by side: neighbours. */
export const Mark = (): ReactElement => (
  <svg
    viewBox="0 0 32 32"
    aria-hidden="true"
    fill="none"
    stroke="currentColor"
    strokeWidth="2.6"
    strokeLinejoin="round"
    strokeLinecap="round"
  >
    <path d="M3 16 10 9l7 7v11H3z" />
    <path d="M15 10.500 20 5l9 9v13H17" />
    <path d="M10 27v-6" />
  </svg>
)

const LangButton = (): ReactElement => {
  const say = useCopy(copy)
  const lang = useLang()
  return (
    <Button
      type="text"
      size="small"
      aria-label={say('otherLangLabel')}
      lang={lang === 'zh' ? 'en' : 'zh-CN'}
      onClick={() => chooseLang(lang === 'zh' ? 'en' : 'zh')}
    >
      {say('otherLang')}
    </Button>
  )
}

const UserMenu = ({ me }: { readonly me: Me }): ReactElement => {
  const say = useCopy(copy)
  const [, go] = useLocation()
  const leave = async (): Promise<void> => {
    await post('/api/sign-out').catch(() => undefined)
    // Drafts name people: they go with whoever wrote them.
    sessionStorage.clear()
    location.reload()
  }
  const items = [
    { key: 'who', disabled: true, label: [...me.units.map((unit) => unit.name), ...me.rolesInWords].join(' · ') },
    { key: 'password', label: say('password'), onClick: () => go('/password') },
    { key: 'out', label: say('signOut'), onClick: () => void leave() },
  ]
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button type="text" size="small" title={say('account')}>
        {me.name}
      </Button>
    </Dropdown>
  )
}
