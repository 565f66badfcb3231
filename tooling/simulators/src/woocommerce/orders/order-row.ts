import type { JsonObject } from '../json.ts'
import { amountText } from '../money.ts'
import { currencySymbol } from '../store/currencies.ts'
import type { Store } from '../store/store.ts'
import {
  couponRow,
  feeRow,
  imageOf,
  itemMetaRows,
  metaRows,
  shippingRow,
  taxesOf,
  taxLineRow,
} from './item-rows.ts'
import { orderTotals, taxSums } from './order-totals.ts'
import type { Meta, OrderContent, OrderEntry, OrderLine } from './order.ts'
import { refundTax } from './refund.ts'

/** An order as the API shows it, without its links. */
export function orderRow(store: Store, entry: OrderEntry, content: OrderContent): JsonObject {
  const { local, gmt } = store.time
  const { billing, shipping } = content
  const { email: _, ...shippingAddress } = shipping
  const totals = orderTotals(content)
  return {
    id: entry.id,
    parent_id: 0,
    status: entry.status,
    currency: content.currency,
    version: store.version.woocommerce,
    prices_include_tax: content.pricesIncludeTax,
    date_created: local(entry.createdAt),
    date_modified: local(entry.modifiedAt),
    discount_total: amountText(totals.discount),
    discount_tax: amountText(totals.discountTax),
    shipping_total: amountText(totals.shipping),
    shipping_tax: amountText(totals.shippingTax),
    cart_tax: amountText(totals.cartTax),
    total: amountText(totals.total),
    total_tax: amountText(totals.totalTax),
    customer_id: entry.customerId,
    order_key: content.key,
    billing,
    shipping: shippingAddress,
    payment_method: content.paymentMethod,
    payment_method_title: content.paymentMethodTitle,
    transaction_id: content.transactionId,
    customer_ip_address: content.createdVia === 'checkout' ? `192.0.2.${(entry.id % 250) + 1}` : '',
    customer_user_agent: content.createdVia === 'checkout' ? 'Mozilla/5.0' : '',
    created_via: content.createdVia,
    customer_note: content.customerNote,
    date_completed: optional(local, content.completedAt),
    date_paid: optional(local, content.paidAt),
    cart_hash: '',
    number: content.number,
    meta_data: metaRows(entry.id * 100, [...content.meta, ...trashMeta(entry)]),
    line_items: content.lines.map((line) => lineRow(entry, line)),
    tax_lines: taxLines(entry, content),
    shipping_lines: content.shippingLines.map(shippingRow),
    fee_lines: content.feeLines.map(feeRow),
    coupon_lines: content.couponLines.map(couponRow),
    refunds: entry.refundIds.flatMap((id) => {
      const refund = store.refunds.get(id)
      return refund === undefined
        ? []
        : [
            {
              id,
              reason: refund.reason,
              total: amountText(-refund.amount),
              total_tax: amountText(-refundTax(refund)),
            },
          ]
    }),
    payment_url: `${store.homeUrl()}/checkout/order-pay/${entry.id}/?pay_for_order=true&key=${content.key}`,
    is_editable: ['pending', 'on-hold', 'auto-draft'].includes(entry.status),
    needs_payment:
      totals.total > 0 && ['pending', 'failed', 'checkout-draft'].includes(entry.status),
    needs_processing: true,
    date_created_gmt: gmt(entry.createdAt),
    date_modified_gmt: gmt(entry.modifiedAt),
    date_completed_gmt: optional(gmt, content.completedAt),
    date_paid_gmt: optional(gmt, content.paidAt),
    currency_symbol: currencySymbol(content.currency),
  }
}

/** Fields that the store finds without looking into the order. A sweep over all ids asks for nothing else. */
export const lightFields: ReadonlySet<string> = new Set([
  'id',
  'status',
  'date_created',
  'date_created_gmt',
  'date_modified',
  'date_modified_gmt',
  'customer_id',
])

export function lightRow(store: Store, entry: OrderEntry): JsonObject {
  const { local, gmt } = store.time
  return {
    id: entry.id,
    status: entry.status,
    date_created: local(entry.createdAt),
    date_modified: local(entry.modifiedAt),
    customer_id: entry.customerId,
    date_created_gmt: gmt(entry.createdAt),
    date_modified_gmt: gmt(entry.modifiedAt),
  }
}

function optional(print: (time: number) => string, time: number | undefined): string | null {
  return time === undefined ? null : print(time)
}

function trashMeta({ trashed }: OrderEntry): readonly Meta[] {
  return trashed === undefined
    ? []
    : [
        { key: '_wp_trash_meta_status', value: `wc-${trashed.status}` },
        { key: '_wp_trash_meta_time', value: String(trashed.at / 1_000) },
      ]
}

/** Statuses in which the goods have left the stock, which the store notes on each line. */
const reduced: ReadonlySet<string> = new Set(['processing', 'completed', 'on-hold', 'refunded'])

function lineRow({ status, trashed }: OrderEntry, line: OrderLine): JsonObject {
  const meta = reduced.has(trashed?.status ?? status)
    ? [...line.meta, { key: '_reduced_stock', value: String(line.quantity) }]
    : line.meta
  return {
    id: line.id,
    name: line.name,
    product_id: line.productId,
    variation_id: line.variationId,
    quantity: line.quantity,
    tax_class: line.taxClass,
    subtotal: amountText(line.subtotal),
    subtotal_tax: amountText(line.subtotalTax),
    total: amountText(line.total),
    total_tax: amountText(line.totalTax),
    taxes: taxesOf(line.rateId, line.totalTax, amountText(line.subtotalTax)),
    meta_data: itemMetaRows(line.id, meta),
    sku: line.sku,
    global_unique_id: '',
    price: line.price,
    image: imageOf(line.variationId),
    parent_name: line.parentName,
  }
}

function taxLines(entry: OrderEntry, content: OrderContent): readonly JsonObject[] {
  const sums = taxSums(content)
  return [...sums].flatMap(([rateId, { tax, shippingTax }], position) => {
    const row = taxLineRow(entry.itemsFrom + position, rateId, tax, shippingTax)
    return row === undefined ? [] : [row]
  })
}
