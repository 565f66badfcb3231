import { Route, Switch } from 'wouter'
import { NowherePage } from '../../app/nowhere-page.tsx'
import { FirstMappingPage } from './first-mapping-page.tsx'
import { MappingPage } from './mapping-page.tsx'
import { MappingsPage } from './mappings-page.tsx'

export function MappingPages() {
  return (
    <Switch>
      <Route path="/mappings" component={MappingsPage} />
      <Route path="/mappings/of/:part/first">
        {({ part }) => <FirstMappingPage key={part} part={part} />}
      </Route>
      <Route path="/mappings/:part/:id?">
        {({ part, id }) => <MappingPage key={`${part} ${id ?? ''}`} part={part} id={id} />}
      </Route>
      <Route component={NowherePage} />
    </Switch>
  )
}
