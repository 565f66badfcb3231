import type { JsonObject } from '../json.ts'
import type { Entry } from '../store/table.ts'
import type { WooOrderSeed } from './order-seed.ts'
import type { OrderStatus } from './order-status.ts'

/**
 * An order as the store keeps it: what lists look for, and where the rest comes from.
 *
 * The content of an order that nobody changed by hand is made when it is asked for, so that many orders need little memory.
 */
export interface OrderEntry extends Entry {
  readonly status: OrderStatus
  readonly customerId: number
  readonly content:
    | { readonly from: 'shop'; readonly shopId: string }
    | { readonly from: 'seed'; readonly seed: WooOrderSeed }
    | { readonly from: 'hand'; readonly content: OrderContent }
  /** Its first item's id. The next ids are kept for it. */
  readonly itemsFrom: number
  readonly refundIds: readonly number[]
  readonly trashed?: { readonly status: OrderStatus; readonly at: number }
}

/** All amounts are hundredths, whatever the currency. */
export interface OrderContent {
  readonly number: string
  readonly key: string
  readonly currency: string
  readonly pricesIncludeTax: boolean
  readonly billing: Address
  readonly shipping: Address
  readonly paymentMethod: string
  readonly paymentMethodTitle: string
  readonly transactionId: string
  readonly createdVia: string
  readonly customerNote: string
  readonly paidAt?: number
  readonly completedAt?: number
  readonly lines: readonly OrderLine[]
  readonly shippingLines: readonly ShippingLine[]
  readonly feeLines: readonly FeeLine[]
  readonly couponLines: readonly CouponLine[]
  readonly meta: readonly Meta[]
}

export interface Meta {
  readonly key: string
  readonly value: JsonObject[string]
}

export type Address = Readonly<
  Record<
    | 'first_name'
    | 'last_name'
    | 'company'
    | 'address_1'
    | 'address_2'
    | 'city'
    | 'state'
    | 'postcode'
    | 'country'
    | 'email'
    | 'phone',
    string
  >
>

export interface OrderLine {
  readonly id: number
  readonly name: string
  readonly productId: number
  readonly variationId: number
  readonly quantity: number
  readonly taxClass: string
  readonly subtotal: number
  readonly subtotalTax: number
  readonly total: number
  readonly totalTax: number
  /** The price of one piece as the API gives it: a number. */
  readonly price: number
  readonly sku: string
  readonly parentName: string | null
  /** Tax rate's id, 0 for none. */
  readonly rateId: number
  readonly meta: readonly LineMeta[]
}

/** With the names that the shop shows: `Size` for the key `pa_size`. */
export interface LineMeta extends Meta {
  readonly shownKey?: string
  readonly shownValue?: string
}

export interface ShippingLine {
  readonly id: number
  readonly title: string
  readonly methodId: string
  readonly instanceId: string
  readonly total: number
  readonly totalTax: number
  readonly rateId: number
  readonly meta: readonly LineMeta[]
}

export interface FeeLine {
  readonly id: number
  readonly name: string
  readonly total: number
  readonly totalTax: number
  readonly rateId: number
}

export interface CouponLine {
  readonly id: number
  readonly code: string
  readonly discount: number
  readonly discountTax: number
  readonly discountType: string
  readonly nominalAmount: number
  readonly couponId: number
}

export const noAddress: Address = {
  first_name: '',
  last_name: '',
  company: '',
  address_1: '',
  address_2: '',
  city: '',
  state: '',
  postcode: '',
  country: '',
  email: '',
  phone: '',
}
