import { personal } from '@cartograph/core'
import * as z from 'zod'

/** A decimal as text, with the order's decimals. */
const decimal = z.string()

/** An instant in UTC without its zone, or `null` where nothing has happened yet. */
const gmt = z.string().nullish()

const metaData = z.array(z.looseObject({ key: z.string(), value: z.unknown() })).optional()

export const orderAddress = z.looseObject({
  first_name: personal('name', z.string().optional()),
  last_name: personal('name', z.string().optional()),
  company: z.string().optional(),
  address_1: personal('address', z.string().optional()),
  address_2: personal('address', z.string().optional()),
  city: z.string().optional(),
  state: z.string().optional(),
  postcode: z.string().optional(),
  country: z.string().optional(),
  phone: personal('phone', z.string().optional()),
})

/** A line of goods; amounts are without tax, and negative on refunds. */
export const goodsLine = z.looseObject({
  id: z.int(),
  name: z.string().nullish(),
  product_id: z.int(),
  variation_id: z.int(),
  quantity: z.number(),
  subtotal: decimal,
  total: decimal,
  total_tax: decimal,
  sku: z.string().nullish(),
  meta_data: metaData,
})

/**
 * An order, in the fields that are read; all others are kept.
 *
 * @see https://woocommerce.github.io/woocommerce-rest-api-docs/#order-properties (read 2026-11-22)
 */
export const orderRow = z.looseObject({
  id: z.int().positive(),
  /** The id, unless an extension counts orders itself. */
  number: z.union([z.string(), z.number()]),
  status: z.string(),
  currency: z.string(),
  created_via: z.string().optional(),
  prices_include_tax: z.boolean().optional(),
  date_created_gmt: gmt,
  date_modified_gmt: gmt,
  date_paid_gmt: gmt,
  date_completed_gmt: gmt,
  discount_total: decimal,
  shipping_total: decimal,
  total: decimal,
  total_tax: decimal,
  /** 0: a guest. */
  customer_id: z.int(),
  customer_note: z.string().optional(),
  billing: orderAddress.extend({ email: personal('email', z.string().nullish()) }),
  shipping: orderAddress,
  payment_method: z.string().optional(),
  payment_method_title: z.string().optional(),
  payment_url: z.string().optional(),
  transaction_id: z.string().nullish(),
  meta_data: metaData,
  line_items: z.array(goodsLine),
  fee_lines: z.array(z.looseObject({ total: decimal })),
  coupon_lines: z.array(z.looseObject({ code: z.string(), discount: decimal })),
  tax_lines: z.array(
    z.looseObject({ label: z.string().nullish(), tax_total: decimal, shipping_tax_total: decimal }),
  ),
  /** Amounts are negative. */
  refunds: z.array(z.looseObject({ id: z.int(), total: decimal })),
})
export type OrderRow = z.infer<typeof orderRow>

/** What is asked for: all that WooCommerce itself knows of an order but links, addresses of computers and browsers. */
export const orderFields =
  'id,parent_id,number,status,currency,version,created_via,prices_include_tax,' +
  'date_created_gmt,date_modified_gmt,date_paid_gmt,date_completed_gmt,discount_total,' +
  'discount_tax,shipping_total,shipping_tax,cart_tax,total,total_tax,customer_id,' +
  'customer_note,billing,shipping,payment_method,payment_method_title,payment_url,' +
  'transaction_id,meta_data,line_items,tax_lines,shipping_lines,fee_lines,coupon_lines,' +
  'refunds'
