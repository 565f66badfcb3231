import { Route, Switch } from 'wouter'
import { NowherePage } from '../../app/nowhere-page.tsx'
import { CartRulePage } from './cart-rule-page.tsx'
import { CartsPage } from './carts-page.tsx'
import { NewCartRulePage } from './new-cart-rule-page.tsx'

export function CartPages() {
  return (
    <Switch>
      <Route path="/abandoned-carts" component={CartsPage} />
      {/* No rule is called so: their names have no dot. */}
      <Route path="/abandoned-carts/new.rule" component={NewCartRulePage} />
      <Route path="/abandoned-carts/:id">{({ id }) => <CartRulePage key={id} id={id} />}</Route>
      <Route component={NowherePage} />
    </Switch>
  )
}
