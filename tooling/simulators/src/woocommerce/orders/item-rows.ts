import type { JsonObject } from '../json.ts'
import { amountText, shortAmountText } from '../money.ts'
import { rateCode, taxRate } from '../store/tax-rates.ts'
import type { CouponLine, FeeLine, LineMeta, Meta, ShippingLine } from './order.ts'

export function metaRows(from: number, meta: readonly Meta[]): readonly JsonObject[] {
  return meta.map(({ key, value }, position) => ({ id: from + position, key, value }))
}

export function itemMetaRows(itemId: number, meta: readonly LineMeta[]): readonly JsonObject[] {
  return meta.map(({ key, value, shownKey, shownValue }, position) => ({
    id: itemId * 10 + position,
    key,
    value,
    display_key: shownKey ?? key,
    display_value: shownValue ?? value,
  }))
}

/** Without an image a product's number is empty text, a variation's is zero. */
export function imageOf(variationId: number): JsonObject {
  return variationId === 0 ? { id: '', src: '' } : { id: 0, src: '' }
}

export function taxesOf(rateId: number, total: number, subtotal: string): readonly JsonObject[] {
  return rateId === 0 ? [] : [{ id: rateId, total: amountText(total), subtotal }]
}

export function taxLineRow(
  id: number,
  rateId: number,
  tax: number,
  shippingTax: number,
): JsonObject | undefined {
  const rate = taxRate(rateId)
  if (rate === undefined) return undefined
  return {
    id,
    rate_code: rateCode(rate),
    rate_id: rate.id,
    label: rate.name,
    compound: false,
    tax_total: amountText(tax),
    shipping_tax_total: amountText(shippingTax),
    rate_percent: rate.percent,
    meta_data: [],
  }
}

export function shippingRow(line: ShippingLine): JsonObject {
  return {
    id: line.id,
    method_title: line.title,
    method_id: line.methodId,
    instance_id: line.instanceId,
    total: amountText(line.total),
    total_tax: amountText(line.totalTax),
    taxes: taxesOf(line.rateId, line.totalTax, ''),
    tax_status: 'taxable',
    meta_data: itemMetaRows(line.id, line.meta),
  }
}

export function feeRow(line: FeeLine): JsonObject {
  return {
    id: line.id,
    name: line.name,
    tax_class: '',
    tax_status: line.rateId === 0 ? 'none' : 'taxable',
    amount: shortAmountText(line.total),
    total: amountText(line.total),
    total_tax: amountText(line.totalTax),
    taxes: taxesOf(line.rateId, line.totalTax, ''),
    meta_data: [],
  }
}

/** Here the store does not fill up the decimals: `15`, `0`. */
export function couponRow(line: CouponLine): JsonObject {
  const value = JSON.stringify([line.couponId, line.code, line.discountType, line.nominalAmount])
  return {
    id: line.id,
    code: line.code,
    discount: shortAmountText(line.discount),
    discount_tax: shortAmountText(line.discountTax),
    meta_data: itemMetaRows(line.id, [{ key: 'coupon_info', value }]),
    discount_type: line.discountType,
    nominal_amount: line.nominalAmount,
    free_shipping: false,
  }
}
