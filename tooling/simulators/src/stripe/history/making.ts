import type { ShopLine } from '../../shop/basket.ts'
import type { SimulatedShop } from '../../shop/shop.ts'
import type { Account } from '../store/account.ts'
import { identifier } from '../store/identifiers.ts'

/** What all rows of one account are made with. */
export interface Making {
  readonly account: Account
  readonly seed: number
  readonly livemode: boolean
  /** Metadata of what belongs to an order of the shop. */
  metadataOf(orderId: string): Readonly<Record<string, string>>
  /** Nothing for an order that was deleted. */
  linesOf(orderId: string): readonly ShopLine[]
}

/**
 * Makes rows from a shop.
 *
 * What belongs to an order carries `order_key` in its metadata, the key that the simulated WooCommerce gives the same order.
 * The reference does not say what the plugins of shops really write there, so this is the double's own convention.
 */
export function makingOf(account: Account, shop: SimulatedShop): Making {
  return {
    account,
    seed: account.seed,
    livemode: account.livemode,
    metadataOf: (orderId) => ({ order_key: `wc_order_${orderId}` }),
    linesOf: (orderId) => shop.order(orderId)?.lines ?? [],
  }
}

/** The id of the shop's customer `WC17`. */
export function customerIdOf(seed: number, shopId: string): string {
  return identifier('cus_', seed, shopId).slice(0, 'cus_'.length + 14)
}

export function productIdOf(seed: number, shopId: string): string {
  return identifier('prod_', seed, shopId).slice(0, 'prod_'.length + 14)
}
