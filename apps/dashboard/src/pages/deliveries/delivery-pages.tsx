import { Route, Switch } from 'wouter'
import { NowherePage } from '../../app/nowhere-page.tsx'
import { DeliveriesPage } from './deliveries-page.tsx'
import { LettersPage } from './letters-page.tsx'
import { NewDeliveryPage } from './new-delivery-page.tsx'
import { TestCallPage } from './test-call/test-call-page.tsx'

export function DeliveryPages() {
  return (
    <Switch>
      <Route path="/deliveries" component={DeliveriesPage} />
      <Route path="/deliveries/new" component={NewDeliveryPage} />
      <Route path="/deliveries/test">{() => <TestCallPage id={undefined} />}</Route>
      <Route path="/deliveries/test/:id">{({ id }) => <TestCallPage id={id} />}</Route>
      <Route path="/deliveries/letters/:part">
        {({ part }) => <LettersPage key={part} part={part} />}
      </Route>
      <Route component={NowherePage} />
    </Switch>
  )
}
