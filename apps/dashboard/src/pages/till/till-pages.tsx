import { Route, Switch } from 'wouter'
import { NowherePage } from '../../app/nowhere-page.tsx'
import { BonusPage } from './bonus/bonus-page.tsx'
import { ImportPage } from './bonus/import-page.tsx'
import { OneTillPage } from './one-till-page.tsx'
import { TillPage } from './till-page.tsx'

export function TillPages() {
  return (
    <Switch>
      <Route path="/till" component={TillPage} />
      <Route path="/till/of/:id">{({ id }) => <OneTillPage key={id} id={id} />}</Route>
      <Route path="/till/bonus" component={BonusPage} />
      <Route path="/till/bonus/import" component={ImportPage} />
      <Route component={NowherePage} />
    </Switch>
  )
}
