import { Route, Switch } from 'wouter'
import { NowherePage } from '../../app/nowhere-page.tsx'
import { ChangeSegmentPage } from './change-segment-page.tsx'
import { NewSegmentPage } from './new-segment-page.tsx'
import { SegmentPage } from './segment-page.tsx'
import { SegmentsPage } from './segments-page.tsx'

export function SegmentPages() {
  return (
    <Switch>
      <Route path="/segments" component={SegmentsPage} />
      {/* No segment has this id: theirs have no `-`. */}
      <Route path="/segments/new-segment" component={NewSegmentPage} />
      <Route path="/segments/:id/change">
        {({ id }) => <ChangeSegmentPage key={id} id={id} />}
      </Route>
      <Route path="/segments/:id">{({ id }) => <SegmentPage key={id} id={id} />}</Route>
      <Route component={NowherePage} />
    </Switch>
  )
}
