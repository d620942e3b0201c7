import { lazy, type ReactElement, Suspense } from 'react'
import { ApiFault } from '../api/send.ts'
import { Fault, Loading } from '../parts/states.tsx'
import { useExpired, useMe } from './session.ts'
import { Shell } from './shell.tsx'

const SignIn = lazy(() => import('../sign-in/screen.tsx').then((module) => ({ default: module.SignIn })))
const Password = lazy(() => import('../password/screen.tsx').then((module) => ({ default: module.Password })))

/** Who is not signed in signs in first, and stays on the page they asked for; a first password is changed before anything else. */
export const Gate = (): ReactElement => {
  const me = useMe()
  const expired = useExpired()
  const signedOut = me.data === null || (me.error instanceof ApiFault && me.error.status === 401)
  if (me.data && !me.data.mustChange) {
    // The screen stays as it is beneath: what was typed is not lost when the session ends.
    return (
      <>
        <Shell me={me.data} />
        {expired && (
          <Suspense fallback={null}>
            <SignIn again={me.data.login} />
          </Suspense>
        )}
      </>
    )
  }
  if (me.data) {
    return (
      <Suspense fallback={<Loading />}>
        <Password me={me.data} first />
      </Suspense>
    )
  }
  if (signedOut) {
    return (
      <Suspense fallback={<Loading />}>
        <SignIn />
      </Suspense>
    )
  }
  if (me.error) return <Fault fault={me.error} onRetry={() => void me.refetch()} />
  return <Loading />
}
