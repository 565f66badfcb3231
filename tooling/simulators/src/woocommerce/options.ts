import type { SimulatedShop } from '../shop/shop.ts'
import type { WooOrderSeed } from './orders/order-seed.ts'

export interface WooCommerceOptions {
  /** Its web orders, customers and products are the store's, and what happens in it later happens in the store. */
  readonly shop?: SimulatedShop
  /** Orders from elsewhere, beside those of the shop. Their products and customers are made from them. */
  readonly orders?: Iterable<WooOrderSeed>
  /** IANA name. Default `Europe/Copenhagen`. */
  readonly timeZone?: string
  /** ISO 4217. Default `DKK`. */
  readonly currency?: string
  /** What the store believes its address to be, without a slash at the end. Default: where it listens. */
  readonly homeUrl?: string
  /** Default true. */
  readonly pricesIncludeTax?: boolean
  readonly version?: { readonly woocommerce: string; readonly wordpress: string }
  /**
   * The store's clock, milliseconds. It dates what is done, and the timestamps of signatures are compared with it.
   *
   * Default: what is done is dated by the shop's clock, or the machine's where there is no shop; signatures are compared
   * with the machine's.
   */
  readonly now?: () => number
  /** Of what happens by chance. Default 1. */
  readonly seed?: number
  /** Serves https with a certificate that nobody trusts, for 127.0.0.1 and localhost. Default false. */
  readonly tls?: boolean
}
