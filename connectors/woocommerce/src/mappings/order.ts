import type { Mapping } from '@cartograph/core'
import { channels } from '../assumptions.ts'
import {
  address,
  buyerId,
  filled,
  instant,
  meta,
  money,
  reference,
  storeId,
} from './expressions.ts'
import { noOrders, orderStatus, refunded } from './statuses.ts'

/** Amounts of WooCommerce are without tax, but `total`; so are those of the lines, however prices were entered. */
export const order: Mapping = {
  id: 'woocommerce-order',
  from: { connector: 'woocommerce', stream: 'orders' },
  to: { entity: 'order' },
  when: { $not: { $in: ['$.status', noOrders] } },
  fields: {
    id: { $string: '$.id' },
    storeId,
    number: { $string: '$.number' },
    channel: { $case: '$.created_via', of: channels, else: 'other' },
    status: orderStatus,
    placedAt: instant('$.date_created_gmt', '$.date_modified_gmt'),
    paidAt: instant('$.date_paid_gmt'),
    updatedAt: instant('$.date_modified_gmt'),
    currency: '$.currency',
    customerId: buyerId(),
    email: { $email: '$.billing.email' },
    phone: { $phone: filled('$.billing.phone'), country: '$.billing.country' },
    lines: {
      $each: '$.line_items',
      as: {
        id: { $string: '$.id' },
        productId: reference('$.product_id'),
        variantId: reference('$.variation_id'),
        sku: filled('$.sku'),
        name: filled('$.name'),
        quantity: '$.quantity',
        // The price of the API is a rounded number after discounts.
        unitPrice: {
          $if: { $greater: ['$.quantity', 0] },
          then: money({ $divide: ['$.subtotal', '$.quantity'] }, '$row.currency'),
        },
        subtotal: money('$.subtotal', '$row.currency'),
        discountTotal: money({ $subtract: ['$.subtotal', '$.total'] }, '$row.currency'),
        taxTotal: money('$.total_tax', '$row.currency'),
        total: money('$.total', '$row.currency'),
      },
    },
    subtotal: money({ $sum: { $each: '$.line_items', as: '$.subtotal' } }),
    discountTotal: money('$.discount_total'),
    shippingTotal: money('$.shipping_total'),
    taxTotal: money('$.total_tax'),
    // A fee may be negative: a discount given by hand.
    feeTotal: money({ $sum: { $each: '$.fee_lines', as: '$.total' } }),
    total: money('$.total'),
    refundedTotal: money(refunded),
    pricesIncludeTax: false,
    coupons: {
      $each: '$.coupon_lines',
      as: { code: '$.code', discountTotal: money('$.discount', '$row.currency') },
    },
    billing: address('$.billing'),
    shipping: address('$.shipping'),
    paymentMethod: filled('$.payment_method'),
    attribution: {
      kind: meta('_wc_order_attribution_source_type'),
      source: meta('_wc_order_attribution_utm_source'),
      medium: meta('_wc_order_attribution_utm_medium'),
      campaign: meta('_wc_order_attribution_utm_campaign'),
      content: meta('_wc_order_attribution_utm_content'),
      term: meta('_wc_order_attribution_utm_term'),
      referrer: meta('_wc_order_attribution_referrer'),
      landingPage: meta('_wc_order_attribution_session_entry'),
      device: meta('_wc_order_attribution_device_type'),
    },
    extra: {
      status: '$.status',
      createdVia: '$.created_via',
      sourceType: meta('_wc_order_attribution_source_type'),
      paymentTitle: filled('$.payment_method_title'),
      pricesEnteredWithTax: '$.prices_include_tax',
      taxes: {
        $each: '$.tax_lines',
        as: {
          label: '$.label',
          total: money({ $add: ['$.tax_total', '$.shipping_tax_total'] }, '$row.currency'),
        },
      },
    },
  },
}
