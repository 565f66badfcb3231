import type { ShopLine } from '../../shop/basket.ts'
import { hourMs } from '../../shop/durations.ts'
import type { ShopOrder } from '../../shop/order.ts'
import { draws } from '../../shop/random.ts'
import { exponents, type ShopCurrency } from '../../shop/stores.ts'
import { pieceNumber, taxInside } from '../money.ts'
import { slugOf } from '../slug.ts'
import { itemPlaces } from './order-items.ts'
import type { OrderStatus } from './order-status.ts'
import { noAddress, type Address, type Meta, type OrderContent, type OrderLine } from './order.ts'

/** Numbers that the store gave to what the shop knows by other names. */
export interface ShopNumbers {
  product(shopId: string): number
  /** 0 for a product without variants. */
  variation(shopVariantId: string): number
  coupon(code: string): number
}

const statuses: Readonly<Record<ShopOrder['status'], OrderStatus>> = {
  pending: 'pending',
  onHold: 'on-hold',
  paid: 'processing',
  fulfilled: 'completed',
  cancelled: 'cancelled',
  failed: 'failed',
  partiallyRefunded: 'completed',
  refunded: 'refunded',
}

export function statusOf(order: ShopOrder): OrderStatus {
  return statuses[order.status]
}

/** The store's number of a shop's customer: `WC17` is user 18, because the administrator is user 1. */
export function userIdOf(shopCustomerId: string | undefined): number {
  return shopCustomerId === undefined ? 0 : Number(shopCustomerId.slice(2)) + 1
}

/** Minor units of the shop in hundredths: the store shows two decimals, even of krónur. */
export function hundredthsIn(currency: ShopCurrency, minor: number): number {
  return minor * 10 ** (2 - exponents[currency])
}

export function shopContent(
  order: ShopOrder,
  known: {
    readonly id: number
    readonly itemsFrom: number
    readonly seed: number
    readonly pricesIncludeTax: boolean
    readonly numbers: ShopNumbers
  },
): OrderContent {
  const { itemsFrom, numbers } = known
  const inHundredths = (minor: number) => hundredthsIn(order.currency, minor)
  const address = addressOf(order)
  const shipping = inHundredths(order.shippingTotal)
  const shippingTax = taxInside(shipping, order.shippingTaxRate)
  const lines = order.lines.map((line) => shopLine(order, line, known))
  const percent = order.lines[0]?.discountPercent ?? 0
  const fulfilled = ['fulfilled', 'partiallyRefunded', 'refunded'].includes(order.status)
  return {
    number: String(known.id),
    key: `wc_order_${order.id}`,
    currency: order.currency,
    pricesIncludeTax: known.pricesIncludeTax,
    billing: address,
    shipping: { ...address, email: '' },
    ...payments[order.paymentMethod],
    transactionId: order.paidAt === undefined ? '' : `np_${order.id}`,
    createdVia: 'checkout',
    customerNote: '',
    ...(order.paidAt !== undefined && { paidAt: secondOf(order.paidAt) }),
    // The shop does not keep when it sent the goods. Six hours after the payment is never too late, and does not change.
    ...(fulfilled &&
      order.paidAt !== undefined && { completedAt: secondOf(order.paidAt + 6 * hourMs) }),
    lines,
    shippingLines: [
      {
        id: itemsFrom + itemPlaces.shipping,
        title: shipping === 0 ? 'Fri fragt' : 'Pakkeshop',
        methodId: shipping === 0 ? 'free_shipping' : 'flat_rate',
        instanceId: '1',
        total: shipping - shippingTax,
        totalTax: shippingTax,
        rateId: 1,
        // The checkout notes what is in the parcel.
        meta: [
          {
            key: 'Items',
            value: lines.map(({ name, quantity }) => `${name} &times; ${quantity}`).join(', '),
          },
        ],
      },
    ],
    feeLines: [],
    couponLines:
      order.coupon === undefined
        ? []
        : [
            {
              id: itemsFrom + itemPlaces.coupon,
              code: order.coupon.toLowerCase(),
              discount: lines.reduce((sum, line) => sum + line.subtotal - line.total, 0),
              discountTax: lines.reduce((sum, line) => sum + line.subtotalTax - line.totalTax, 0),
              discountType: 'percent',
              nominalAmount: percent,
              couponId: numbers.coupon(order.coupon.toLowerCase()),
            },
          ],
    meta: attribution(known.seed, known.id),
  }
}

function shopLine(
  order: ShopOrder,
  line: ShopLine,
  known: { readonly itemsFrom: number; readonly numbers: ShopNumbers },
): OrderLine {
  const variationId = known.numbers.variation(line.variantId)
  const [subtotal, total, totalTax] = [line.subtotal, line.total, line.tax].map((minor) =>
    hundredthsIn(order.currency, minor),
  ) as [number, number, number]
  const subtotalTax = taxInside(subtotal, line.taxRate)
  // "Blue jumper no. 7, M" is the variant M of "Blue jumper no. 7".
  const comma = line.name.lastIndexOf(', ')
  const [product, option] =
    variationId === 0 ? [line.name, ''] : [line.name.slice(0, comma), line.name.slice(comma + 2)]
  return {
    id: known.itemsFrom + itemPlaces.lines + Number(line.id) - 1,
    name: variationId === 0 ? product : `${product} - ${option}`,
    productId: known.numbers.product(line.productId),
    variationId,
    quantity: line.quantity,
    taxClass: '',
    subtotal: subtotal - subtotalTax,
    subtotalTax,
    total: total - totalTax,
    totalTax,
    price: pieceNumber((total * 100) / (100 + line.taxRate), line.quantity),
    sku: line.sku,
    parentName: variationId === 0 ? null : product,
    rateId: 1,
    meta:
      variationId === 0
        ? []
        : [
            {
              key: 'pa_size',
              value: slugOf(option),
              shownKey: 'Size',
              shownValue: option,
            },
          ],
  }
}

const payments = {
  card: { paymentMethod: 'nordpay', paymentMethodTitle: 'NordPay kort' },
  mobile: { paymentMethod: 'nordpay_mobile', paymentMethodTitle: 'NordPay mobil' },
  transfer: { paymentMethod: 'bacs', paymentMethodTitle: 'Bankoverførsel' },
  cash: { paymentMethod: 'cod', paymentMethodTitle: 'Efterkrav' },
} as const

function addressOf({ billing, email, phone }: ShopOrder): Address {
  if (billing === undefined) return { ...noAddress, email: email ?? '', phone: phone ?? '' }
  const [firstName = '', ...rest] = billing.name.split(' ')
  return {
    ...noAddress,
    first_name: firstName,
    last_name: rest.join(' '),
    address_1: billing.street,
    city: billing.town,
    postcode: billing.postcode,
    country: billing.country,
    email: (email ?? '').trim(),
    phone: phone ?? '',
  }
}

/** Where the buyer came from: the two fields, and the values, that the recorded orders have. A third has none of them. */
const sources: readonly [Source, ...Source[]] = [
  ['utm', 'nyhedsbrev'],
  ['organic', 'google'],
  ['typein', '(direct)'],
  ['referral', 'google'],
]
type Source = readonly [type: string, source: string]

function attribution(seed: number, orderId: number): readonly Meta[] {
  const draw = draws(seed, 9_001, orderId)
  if (draw.chance(1 / 3)) return []
  const [type, source] = draw.pick(sources)
  return [
    { key: '_wc_order_attribution_source_type', value: type },
    { key: '_wc_order_attribution_utm_source', value: source },
  ]
}

export function secondOf(time: number): number {
  return Math.floor(time / 1_000) * 1_000
}
