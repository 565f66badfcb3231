import { Route, Switch } from 'wouter'
import { NowherePage } from '../../app/nowhere-page.tsx'
import { PortalPage } from './portal-page.tsx'
import { SharingPage } from './sharing-page.tsx'

export function SharingPages() {
  return (
    <Switch>
      <Route path="/sharing" component={SharingPage} />
      {/* No portal has this id: theirs have no dot. */}
      <Route path="/sharing/new.portal">
        <PortalPage key="" id={undefined} />
      </Route>
      <Route path="/sharing/:id">{({ id }) => <PortalPage key={id} id={id} />}</Route>
      <Route component={NowherePage} />
    </Switch>
  )
}
