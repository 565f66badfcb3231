import { Route, Switch } from 'wouter'
import { NowherePage } from '../../app/nowhere-page.tsx'
import { SegmentPage } from './segment-page.tsx'
import { SegmentsPage } from './segments-page.tsx'

export function SegmentPages() {
  return (
    <Switch>
      <Route path="/segments" component={SegmentsPage} />
      <Route path="/segments/:id">{({ id }) => <SegmentPage key={id} id={id} />}</Route>
      <Route component={NowherePage} />
    </Switch>
  )
}
