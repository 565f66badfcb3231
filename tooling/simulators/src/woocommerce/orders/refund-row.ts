import type { JsonObject } from '../json.ts'
import { amountText, pieceNumber, shortAmountText } from '../money.ts'
import type { Store } from '../store/store.ts'
import { imageOf, itemMetaRows, metaRows, taxesOf, taxLineRow } from './item-rows.ts'
import { itemPlaces } from './order-items.ts'
import type { OrderContent } from './order.ts'
import type { RefundEntry, RefundLine } from './refund.ts'

/** A refund as the API shows it, without links. In the list of all refunds it names its order; it never has a modified date. */
export function refundRow(
  store: Store,
  refund: RefundEntry,
  options: { readonly inGlobalList: boolean },
): JsonObject {
  const { id, orderId, createdAt, amount, reason, full } = refund
  const order = store.orders.get(orderId)
  const content = order === undefined ? undefined : store.contentOf(order)
  return {
    id,
    ...(options.inGlobalList && { parent_id: orderId }),
    date_created: store.time.local(createdAt),
    date_created_gmt: store.time.gmt(createdAt),
    amount: amountText(amount),
    reason,
    refunded_by: 1,
    refunded_payment: false,
    meta_data: metaRows(id * 100, [{ key: '_refund_type', value: full ? 'full' : 'partial' }]),
    line_items: refund.lines.flatMap((line, position) => {
      const row = content === undefined ? undefined : lineRow(refund, content, line, position)
      return row === undefined ? [] : [row]
    }),
    shipping_lines: shippingRows(refund, content),
    tax_lines: taxRows(refund, content),
    fee_lines: refund.lines.flatMap((line, position) => {
      const row = content === undefined ? undefined : feeRow(refund, content, line, position)
      return row === undefined ? [] : [row]
    }),
  }
}

function lineRow(
  { itemsFrom }: RefundEntry,
  { lines }: OrderContent,
  { itemId, quantity, total, tax }: RefundLine,
  position: number,
): JsonObject | undefined {
  const line = lines.find((one) => one.id === itemId)
  if (line === undefined) return undefined
  const id = itemsFrom + itemPlaces.lines + position
  return {
    id,
    name: line.name,
    product_id: line.productId,
    variation_id: line.variationId,
    quantity: -quantity,
    tax_class: line.taxClass,
    subtotal: amountText(-total),
    subtotal_tax: amountText(-tax),
    total: amountText(-total),
    total_tax: amountText(-tax),
    taxes: taxesOf(line.rateId, -tax, amountText(-tax)),
    meta_data: itemMetaRows(id, [{ key: '_refunded_item_id', value: String(itemId) }]),
    sku: line.sku,
    global_unique_id: '',
    price: pieceNumber(total, quantity),
    image: imageOf(line.variationId),
    parent_name: line.parentName,
  }
}

function feeRow(
  { itemsFrom }: RefundEntry,
  { feeLines }: OrderContent,
  { itemId, total, tax }: RefundLine,
  position: number,
): JsonObject | undefined {
  const fee = feeLines.find((one) => one.id === itemId)
  if (fee === undefined) return undefined
  const id = itemsFrom + itemPlaces.lines + position
  return {
    id,
    name: fee.name,
    tax_class: '',
    tax_status: fee.rateId === 0 ? 'none' : 'taxable',
    amount: shortAmountText(fee.total),
    total: amountText(-total),
    total_tax: amountText(-tax),
    taxes: taxesOf(fee.rateId, -tax, ''),
    meta_data: itemMetaRows(id, [{ key: '_refunded_item_id', value: String(itemId) }]),
  }
}

function shippingRows(
  { shipping, itemsFrom }: RefundEntry,
  content: OrderContent | undefined,
): readonly JsonObject[] {
  const line = content?.shippingLines.find(({ id }) => id === shipping?.itemId)
  if (shipping === undefined || line === undefined) return []
  const id = itemsFrom + itemPlaces.shipping
  return [
    {
      id,
      method_title: line.title,
      method_id: line.methodId,
      instance_id: line.instanceId,
      total: amountText(-shipping.total),
      total_tax: amountText(-shipping.tax),
      taxes: taxesOf(line.rateId, -shipping.tax, ''),
      tax_status: 'taxable',
      meta_data: itemMetaRows(id, [{ key: '_refunded_item_id', value: String(line.id) }]),
    },
  ]
}

function taxRows(
  { lines, shipping, itemsFrom }: RefundEntry,
  content: OrderContent | undefined,
): readonly JsonObject[] {
  const rateId = content?.lines.find(({ id }) => id === lines[0]?.itemId)?.rateId ?? 0
  const tax = lines.reduce((sum, line) => sum + line.tax, 0)
  const row = taxLineRow(itemsFrom + itemPlaces.tax, rateId, -tax, -(shipping?.tax ?? 0))
  return row === undefined ? [] : [row]
}
