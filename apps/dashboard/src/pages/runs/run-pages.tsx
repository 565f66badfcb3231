import { Route, Switch } from 'wouter'
import { NowherePage } from '../../app/nowhere-page.tsx'
import { RunPage } from './run-page.tsx'
import { RunsPage } from './runs-page.tsx'

export function RunPages() {
  return (
    <Switch>
      <Route path="/runs" component={RunsPage} />
      <Route path="/runs/:id">{({ id }) => <RunPage id={id} />}</Route>
      <Route component={NowherePage} />
    </Switch>
  )
}
