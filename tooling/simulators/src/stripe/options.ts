import type { SimulatedShop } from '../shop/shop.ts'

export interface StripeOptions {
  /** Its customers, its catalogue and the payments of its web orders are the account's. */
  readonly shop?: SimulatedShop
  /**
   * The account's clock, milliseconds. Default: the shop's clock, or the machine's where there is no shop. Signatures of
   * webhooks are dated by the machine's clock then, as receivers compare them with their own.
   */
  readonly now?: () => number
  /** Of ids, and of what happens by chance. Default 1. */
  readonly seed?: number
  /** Default false: a sandbox. */
  readonly livemode?: boolean
  /** The version that events are rendered at, and answers to those who name none. Default: the newest. */
  readonly apiVersion?: string
}
