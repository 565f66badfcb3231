import type { SimulatedWooCommerce } from '@cartograph/simulators/woocommerce'

import type { Ledger } from './ledger.ts'
import { prefixes } from './places.ts'
import { webOrders } from './web-shop.ts'

/** An order that the store had and has no more. */
export interface DeletedOrder {
  readonly id: string
  /** What it was, as in a ledger. */
  readonly was: string
  /** How it went, by the source's own account. */
  readonly how: 'in the trash' | 'deleted for good' | 'no longer in the file'
}

/** Which orders went between two looks at the store. */
export function deletedOrders(
  before: Ledger,
  after: Ledger,
  store: SimulatedWooCommerce,
): readonly DeletedOrder[] {
  const trash = new Set(
    webOrders(store).flatMap(({ id, status }) =>
      status === 'trash' ? [`${prefixes.web}${id}`] : [],
    ),
  )
  return [...before.orders]
    .filter(([id]) => !after.orders.has(id))
    .map(([id, was]) => ({ id, was, how: howOf(id, trash) }))
}

function howOf(id: string, trash: ReadonlySet<string>): DeletedOrder['how'] {
  if (id.startsWith(prefixes.till)) return 'no longer in the file'
  return trash.has(id) ? 'in the trash' : 'deleted for good'
}
