import { Route, Switch } from 'wouter'
import { NowherePage } from '../../app/nowhere-page.tsx'
import { CataloguePage } from './catalogue-page.tsx'
import { ConnectPage } from './connect-page.tsx'
import { ConnectionPage } from './connection-page.tsx'
import { ConnectionsPage } from './connections-page.tsx'
import { EditPage } from './edit-page.tsx'

export function ConnectionPages() {
  return (
    <Switch>
      <Route path="/connections" component={ConnectionsPage} />
      <Route path="/connections/new" component={CataloguePage} />
      <Route path="/connections/new/:connector">
        {({ connector }) => <ConnectPage key={connector} name={connector} />}
      </Route>
      <Route path="/connections/of/:id">{({ id }) => <ConnectionPage key={id} id={id} />}</Route>
      <Route path="/connections/of/:id/edit">{({ id }) => <EditPage key={id} id={id} />}</Route>
      <Route component={NowherePage} />
    </Switch>
  )
}
