import type { SimulatedShop } from '../shop/shop.ts'

export interface StripeOptions {
  /** Its customers, its catalogue and the payments of its web orders are the account's. Default: an empty account. */
  readonly shop?: SimulatedShop
  /** How many accounts are connected to this one, each with a few objects of its own. Default 0. */
  readonly accounts?: number
  /**
   * The account's clock, milliseconds. Default: the shop's clock, or the machine's where there is no shop. Answers and
   * signatures of webhooks are dated by the machine's clock then, as others compare them with their own.
   */
  readonly now?: () => number
  /** Of ids, and of what happens by chance. Default 1. */
  readonly seed?: number
  /** Default false: a sandbox. */
  readonly livemode?: boolean
  /** `real`: requests are counted and refused as Stripe does it. Default `off`. */
  readonly limits?: 'real' | 'off'
  /** A plain account for measurements instead of a shop's: so many customers and charges, made when they are read. */
  readonly size?: { readonly customers: number; readonly charges: number }
  /** The version that events are rendered at, and answers to those who name none. Default: the newest. */
  readonly apiVersion?: string
}
