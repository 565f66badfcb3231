import { Route, Switch } from 'wouter'
import { NowherePage } from '../../app/nowhere-page.tsx'
import { OneTillPage } from './one-till-page.tsx'
import { TillPage } from './till-page.tsx'

export function TillPages() {
  return (
    <Switch>
      <Route path="/till" component={TillPage} />
      <Route path="/till/of/:id">{({ id }) => <OneTillPage key={id} id={id} />}</Route>
      <Route component={NowherePage} />
    </Switch>
  )
}
