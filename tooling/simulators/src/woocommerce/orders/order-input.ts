import { priceOf } from '../catalogue/price.ts'
import { isJsonObject, textOr, type Json, type JsonObject } from '../json.ts'
import { hundredthsOf, pieceNumber, taxInside, taxOn } from '../money.ts'
import type { Store } from '../store/store.ts'
import { taxRate, taxRateIn, type TaxRate } from '../store/tax-rates.ts'
import { orderStatuses, type OrderStatus } from './order-status.ts'
import {
  noAddress,
  type Address,
  type FeeLine,
  type Meta,
  type OrderContent,
  type OrderLine,
  type ShippingLine,
} from './order.ts'

/** An order as the API takes it; fields it does not know are ignored. */
export type OrderInput = JsonObject

export function statusFrom(input: OrderInput): OrderStatus | undefined {
  const { status } = input
  return [...orderStatuses, 'trash' as const].find((known) => known === status)
}

export function customerFrom(input: OrderInput): number | undefined {
  const { customer_id: id } = input
  return typeof id === 'number' ? id : undefined
}

/** The content of a new order, or of an old one with what the input says instead. */
export function contentFrom(
  store: Store,
  known: {
    readonly id: number
    readonly itemsFrom: number
    readonly input: OrderInput
    readonly before?: OrderContent
  },
): OrderContent {
  const { id, input } = known
  const before = known.before ?? emptyContent(store, id)
  const text = (key: string, fallback: string) => textOr(input[key], fallback)
  const billing = addressFrom(input['billing'], before.billing)
  const rate = taxRateIn(billing.country)
  const place: Place = { store, rate, pricesIncludeTax: store.pricesIncludeTax }
  return {
    ...before,
    currency: text('currency', before.currency),
    billing,
    shipping: addressFrom(input['shipping'], before.shipping),
    paymentMethod: text('payment_method', before.paymentMethod),
    paymentMethodTitle: text('payment_method_title', before.paymentMethodTitle),
    transactionId: text('transaction_id', before.transactionId),
    createdVia: text('created_via', before.createdVia),
    customerNote: text('customer_note', before.customerNote),
    ...(input['set_paid'] === true && before.paidAt === undefined && { paidAt: store.now() }),
    lines: merged(before.lines, input['line_items'], (item, old) => lineFrom(place, item, old)),
    shippingLines: merged(before.shippingLines, input['shipping_lines'], (item, old) =>
      shippingFrom(place, item, old),
    ),
    feeLines: merged(before.feeLines, input['fee_lines'], (item, old) => feeFrom(place, item, old)),
    meta: metaFrom(input['meta_data'], before.meta),
  }
}

export function addressFrom(input: Json | undefined, before: Address): Address {
  if (!isJsonObject(input)) return before
  return Object.fromEntries(
    Object.entries(before).map(([key, value]) => [key, textOr(input[key], value)]),
  ) as Address
}

export function metaFrom(input: Json | undefined, before: readonly Meta[]): readonly Meta[] {
  const given = objectsIn(input).map(({ key, value }) => ({
    key: textOr(key, ''),
    value: value ?? '',
  }))
  const keys = new Set(given.map(({ key }) => key))
  return [...before.filter(({ key }) => !keys.has(key)), ...given]
}

export function objectsIn(input: Json | undefined): readonly JsonObject[] {
  return Array.isArray(input) ? input.filter((item: Json) => isJsonObject(item)) : []
}

interface Place {
  readonly store: Store
  readonly rate: TaxRate | undefined
  readonly pricesIncludeTax: boolean
}

function emptyContent(store: Store, id: number): OrderContent {
  return {
    number: String(id),
    key: `wc_order_${id}`,
    currency: store.currency,
    pricesIncludeTax: store.pricesIncludeTax,
    billing: noAddress,
    shipping: noAddress,
    paymentMethod: '',
    paymentMethodTitle: '',
    transactionId: '',
    createdVia: 'rest-api',
    customerNote: '',
    lines: [],
    shippingLines: [],
    feeLines: [],
    couponLines: [],
    meta: [],
  }
}

/** Items with a known id are changed, with quantity 0 taken off, others added. */
function merged<Item extends { readonly id: number }>(
  before: readonly Item[],
  input: Json | undefined,
  make: (item: JsonObject, old: Item | undefined) => Item | undefined,
): readonly Item[] {
  let items = before
  for (const item of objectsIn(input)) {
    const position = items.findIndex(({ id }) => id === item['id'])
    const made = make(item, items[position])
    if (position === -1) items = made === undefined ? items : [...items, made]
    else items = made === undefined ? items.toSpliced(position, 1) : items.with(position, made)
  }
  return items
}

function lineFrom(
  { store, rate, pricesIncludeTax }: Place,
  item: JsonObject,
  old: OrderLine | undefined,
): OrderLine | undefined {
  const quantity = typeof item['quantity'] === 'number' ? item['quantity'] : (old?.quantity ?? 1)
  if (quantity === 0) return undefined
  const { products, variations } = store.documents
  const variation = variations.get(Number(item['variation_id'] ?? old?.variationId ?? 0))
  const productId = variation?.parent ?? Number(item['product_id'] ?? old?.productId ?? 0)
  const product = products.get(productId)
  const sold = variation ?? product
  const price = sold === undefined ? '0' : priceOf(sold)
  const used = old === undefined ? rate : taxRate(old.rateId)
  const percent = used?.percent ?? 0
  const listed = hundredthsOf(price, quantity)
  const listedNet = pricesIncludeTax ? listed - taxInside(listed, percent) : listed
  const kept = old?.quantity === quantity ? old : undefined
  const total =
    item['total'] === undefined
      ? (kept?.total ?? listedNet)
      : hundredthsOf(textOr(item['total'], '0'))
  const subtotal =
    item['subtotal'] === undefined
      ? (kept?.subtotal ?? (item['total'] === undefined ? listedNet : total))
      : hundredthsOf(textOr(item['subtotal'], '0'))
  const name = textOr(product?.fields['name'], '')
  const option = textOr(variation?.fields['name'], '')
  return {
    id: old?.id ?? store.nextId('item'),
    name: textOr(
      item['name'],
      old?.name ?? (variation === undefined ? name : `${name} - ${option}`),
    ),
    productId,
    variationId: variation?.id ?? 0,
    quantity,
    taxClass: '',
    subtotal,
    subtotalTax: taxOn(subtotal, percent),
    total,
    totalTax: taxOn(total, percent),
    price: pieceNumber(total, quantity),
    sku: textOr(item['sku'], old?.sku ?? textOr(sold?.fields['sku'], '')),
    parentName: variation === undefined ? null : name,
    rateId: used?.id ?? 0,
    meta: old?.meta ?? [],
  }
}

function shippingFrom(
  { store, rate }: Place,
  item: JsonObject,
  old: ShippingLine | undefined,
): ShippingLine {
  const total = hundredthsOf(textOr(item['total'], '0'))
  const used = old === undefined ? rate : taxRate(old.rateId)
  return {
    id: old?.id ?? store.nextId('item'),
    title: textOr(item['method_title'], old?.title ?? ''),
    methodId: textOr(item['method_id'], old?.methodId ?? ''),
    instanceId: textOr(item['instance_id'], old?.instanceId ?? ''),
    total,
    totalTax: taxOn(total, used?.percent ?? 0),
    rateId: used?.id ?? 0,
    meta: old?.meta ?? [],
  }
}

function feeFrom({ store, rate }: Place, item: JsonObject, old: FeeLine | undefined): FeeLine {
  const total = hundredthsOf(textOr(item['total'], '0'))
  const used = old === undefined ? rate : taxRate(old.rateId)
  return {
    id: old?.id ?? store.nextId('item'),
    name: textOr(item['name'], old?.name ?? ''),
    total,
    totalTax: taxOn(total, used?.percent ?? 0),
    rateId: used?.id ?? 0,
  }
}
