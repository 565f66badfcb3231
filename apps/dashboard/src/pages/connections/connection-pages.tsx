import { Route, Switch } from 'wouter'
import { NowherePage } from '../../app/nowhere-page.tsx'
import { CataloguePage } from './catalogue-page.tsx'
import { ConnectPage } from './connect-page.tsx'
import { ConnectionPage } from './connection-page.tsx'
import { ConnectionsPage } from './connections-page.tsx'
import { DataStudioPage } from './data-studio/data-studio-page.tsx'
import { EditPage } from './edit-page.tsx'
import { FilesPage } from './files-page.tsx'
import { ImportPage } from './import/import-page.tsx'
import { TablesPage } from './tables/tables-page.tsx'

export function ConnectionPages() {
  return (
    <Switch>
      <Route path="/connections" component={ConnectionsPage} />
      <Route path="/connections/files" component={FilesPage} />
      <Route path="/connections/new" component={CataloguePage} />
      <Route path="/connections/new/:connector">
        {({ connector }) => <ConnectPage key={connector} name={connector} />}
      </Route>
      <Route path="/connections/of/:id">{({ id }) => <ConnectionPage key={id} id={id} />}</Route>
      <Route path="/connections/of/:id/edit">{({ id }) => <EditPage key={id} id={id} />}</Route>
      <Route path="/connections/of/:id/key">
        {({ id }) => <DataStudioPage key={id} id={id} />}
      </Route>
      <Route path="/connections/of/:id/tables">{({ id }) => <TablesPage key={id} id={id} />}</Route>
      <Route path="/connections/of/:id/import">{({ id }) => <ImportPage key={id} id={id} />}</Route>
      <Route component={NowherePage} />
    </Switch>
  )
}
