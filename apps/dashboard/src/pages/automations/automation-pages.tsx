import { Route, Switch } from 'wouter'
import { NowherePage } from '../../app/nowhere-page.tsx'
import { AutomationPage } from './automation-page.tsx'
import { AutomationsPage } from './automations-page.tsx'
import { ContactingPage } from './contacting-page.tsx'
import { NewAutomationPage } from './new-automation-page.tsx'

export function AutomationPages() {
  return (
    <Switch>
      <Route path="/automations" component={AutomationsPage} />
      {/* No automation is called so: their names have no dot. */}
      <Route path="/automations/new.automation" component={NewAutomationPage} />
      <Route path="/automations/rules.of-messages" component={ContactingPage} />
      <Route path="/automations/:id">{({ id }) => <AutomationPage key={id} id={id} />}</Route>
      <Route component={NowherePage} />
    </Switch>
  )
}
