import { Route, Switch } from 'wouter'
import { NowherePage } from '../../app/nowhere-page.tsx'
import { CustomerPage } from './customer-page.tsx'
import { CustomersPage } from './customers-page.tsx'

export function CustomerPages() {
  return (
    <Switch>
      <Route path="/customers" component={CustomersPage} />
      <Route path="/customers/:id">{({ id }) => <CustomerPage key={id} id={id} />}</Route>
      <Route component={NowherePage} />
    </Switch>
  )
}
