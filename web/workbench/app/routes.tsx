import { lazy, type ReactElement } from 'react'
import { Link, Redirect, Route, Switch } from 'wouter'
import { Inbox } from '../inbox/screen.tsx'
import { Empty } from '../parts/states.tsx'
import { copy } from './copy.ts'
import { useCopy } from './lang.ts'
import { useSelf } from './me.ts'
import { homeFor } from './nav.ts'

const Matter = lazy(() => import('../matters/one/screen.tsx').then((module) => ({ default: module.Matter })))
const Matters = lazy(() => import('../matters/screen.tsx').then((module) => ({ default: module.Matters })))
const Desk = lazy(() => import('../desk/screen.tsx').then((module) => ({ default: module.Desk })))
const Callbacks = lazy(() => import('../callbacks/screen.tsx').then((module) => ({ default: module.Callbacks })))
const Board = lazy(() => import('../board/screen.tsx').then((module) => ({ default: module.Board })))
const MapScreen = lazy(() => import('../map/screen.tsx').then((module) => ({ default: module.MapScreen })))
const Procedures = lazy(() => import('../procedures/screen.tsx').then((module) => ({ default: module.Procedures })))
const Upstream = lazy(() => import('../upstream/screen.tsx').then((module) => ({ default: module.Upstream })))
const Admin = lazy(() => import('../admin/screen.tsx').then((module) => ({ default: module.Admin })))
const OwnPassword = lazy(() => import('../password/screen.tsx').then((module) => ({ default: module.OwnPassword })))

/** Which screen an address shows. The folder of each is its path. */
export const Screens = (): ReactElement => (
  <Switch>
    <Route path="/">
      <Home />
    </Route>
    <Route path="/inbox">
      <Redirect to="/" />
    </Route>
    <Route path="/matters">
      <Matters />
    </Route>
    <Route path="/matters/:id">{({ id }) => <Matter key={id} id={id} />}</Route>
    <Route path="/desk" component={Desk} />
    <Route path="/callbacks" component={Callbacks} />
    <Route path="/board" component={Board} />
    <Route path="/map" component={MapScreen} />
    <Route path="/procedures">
      <Procedures id={null} />
    </Route>
    <Route path="/procedures/:id">{({ id }) => <Procedures id={id} />}</Route>
    <Route path="/upstream" component={Upstream} />
    <Route path="/admin">
      <Admin page={null} />
    </Route>
    <Route path="/admin/:page">{({ page }) => <Admin page={page} />}</Route>
    <Route path="/password" component={OwnPassword} />
    <Route>
      <NotFound />
    </Route>
  </Switch>
)

const Home = (): ReactElement => {
  const home = homeFor(useSelf().roles)
  return home === '/' ? <Inbox /> : <Redirect to={home} />
}

const NotFound = (): ReactElement => {
  const say = useCopy(copy)
  return (
    <Empty title={say('notFound')}>
      <p>{say('notFoundHint')}</p>
      <p>
        <Link href="/">{say('home')}</Link>
      </p>
    </Empty>
  )
}
