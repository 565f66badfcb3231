import type { CartLinkTable } from './cart-tables.ts'
import { all, first, run, type Dialect, type Work } from './database.ts'

export type CartLink = Omit<CartLinkTable, 'org'>

export function* addCartLink(
  { build }: Dialect,
  org: string,
  link: Pick<CartLink, 'token' | 'cart' | 'step' | 'expires_at'>,
): Work<void> {
  yield* run(build.insertInto('cart_link').values({ org, ...link, clicked_at: null, clicks: 0 }))
}

/** The link of that name, unless its time is over. */
export function* cartLink(
  { build }: Dialect,
  org: string,
  token: string,
  now: number,
): Work<CartLink | undefined> {
  return yield* first(
    build
      .selectFrom('cart_link')
      .select(['token', 'cart', 'step', 'expires_at', 'clicked_at', 'clicks'])
      .where('org', '=', org)
      .where('token', '=', token)
      .where('expires_at', '>', now),
  )
}

export function* countCartClick(
  { build }: Dialect,
  org: string,
  token: string,
  now: number,
): Work<void> {
  yield* run(
    build
      .updateTable('cart_link')
      .set((table) => ({
        clicks: table('clicks', '+', 1),
        clicked_at: table.fn.coalesce('clicked_at', table.val(now)),
      }))
      .where('org', '=', org)
      .where('token', '=', token),
  )
}

export interface CartClicks {
  readonly cart: string
  readonly step: number
  readonly clicks: number
}

/** How often the links of some carts were followed, by step. */
export function* cartClicks(
  { build, within }: Dialect,
  org: string,
  carts: readonly string[],
): Work<readonly CartClicks[]> {
  if (carts.length === 0) return []
  const rows = yield* all(
    build
      .selectFrom('cart_link')
      .select((table) => ['cart', 'step', table.fn.sum<number | string>('clicks').as('clicks')])
      .where('org', '=', org)
      .where('cart', 'in', within(carts))
      .groupBy(['cart', 'step'])
      .orderBy('cart')
      .orderBy('step'),
  )
  return rows.map(({ cart, step, clicks }) => ({ cart, step, clicks: Number(clicks) }))
}

/** Forgets links whose time was over long ago. */
export function* purgeCartLinks({ build }: Dialect, org: string, before: number): Work<void> {
  yield* run(build.deleteFrom('cart_link').where('org', '=', org).where('expires_at', '<', before))
}
