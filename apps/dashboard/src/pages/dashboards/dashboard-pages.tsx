import { Route, Switch } from 'wouter'
import { NowherePage } from '../../app/nowhere-page.tsx'
import { EditDashboardPage } from '../dashboard-editor/edit-dashboard-page.tsx'
import { NewDashboardPage } from '../dashboard-editor/new-dashboard-page.tsx'
import { DashboardPage } from './dashboard-page.tsx'
import { DashboardsPage } from './dashboards-page.tsx'

export function DashboardPages() {
  return (
    <Switch>
      <Route path="/dashboards" component={DashboardsPage} />
      <Route path="/dashboards/new/dashboard" component={NewDashboardPage} />
      <Route path="/dashboards/:id/edit">
        {({ id }) => <EditDashboardPage key={id} id={id} />}
      </Route>
      <Route path="/dashboards/:id">{({ id }) => <DashboardPage key={id} id={id} />}</Route>
      <Route component={NowherePage} />
    </Switch>
  )
}
