import { Route, Switch } from 'wouter'
import { NowherePage } from '../../app/nowhere-page.tsx'
import { EntriesPage } from './entries-page.tsx'
import { EntryPage } from './entry-page.tsx'
import { NewEntryPage } from './new-entry-page.tsx'
import { sectionNamed } from './sections.ts'

export function EntryPages() {
  return (
    <Switch>
      <Route path="/configuration" component={EntriesPage} />
      <Route path="/configuration/new" component={NewEntryPage} />
      <Route path="/configuration/:section/:id">
        {({ section: named, id }) => {
          const section = sectionNamed(named)
          return section === undefined ? (
            <NowherePage />
          ) : (
            <EntryPage key={`${section}/${id}`} name={{ section, id }} />
          )
        }}
      </Route>
      <Route component={NowherePage} />
    </Switch>
  )
}
