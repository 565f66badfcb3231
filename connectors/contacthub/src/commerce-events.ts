import * as z from 'zod'
import { address, extraProperties, number, text, texts, whole, words } from './event-words.ts'

const pair = z.strictObject({ key: text, value: text })
const classifications = z.array(pair).optional()

const amount = z
  .strictObject({
    total: number,
    revenue: number,
    shipping: number,
    tax: number,
    discount: number,
    local: z.strictObject({ currency: text, exchangeRate: number }).optional(),
  })
  .optional()

const catalogue = {
  id: text,
  sku: text,
  name: text,
  price: number,
  imageUrl: address,
  linkUrl: address,
  shortDescription: text,
  category: texts,
  classifications,
} as const
const looked = { ...catalogue, vendor: text, weight: number, itemQuantity: number } as const

const products = z
  .array(
    z.strictObject({
      ...looked,
      orderLineId: whole,
      type: words('sale', 'return'),
      quantity: number,
      subtotal: number,
      discount: number,
      tax: number,
      unitOfMeasure: text,
      coupon: text,
    }),
  )
  .optional()

const shown = z.strictObject({ ...looked, extraProperties })
const taken = z.strictObject({ ...looked, quantity: number, unitOfMeasure: text, extraProperties })

/**
 * What is bought, looked at, put in and left.
 *
 * @see https://github.com/psantori/contacthub-json-schemas (schemas of October 2018, read 2026-11)
 */
export const commerceEvents = {
  abandonedCart: z.strictObject({
    orderId: text,
    abandonedCartUrl: address,
    storeCode: text,
    amount,
    products,
    extraProperties,
  }),
  abandonedSession: z.strictObject({
    abandonedSessionUrl: address,
    products: z
      .array(
        z.strictObject({
          ...looked,
          classifications: z
            .array(z.strictObject({ key: z.string(), value: z.string() }))
            .optional(),
        }),
      )
      .optional(),
    extraProperties,
  }),
  addedCompare: shown,
  addedProduct: taken,
  addedWishlist: shown,
  completedOrder: z.strictObject({
    orderId: text,
    type: words('sale', 'return', 'sale-return'),
    storeCode: text,
    paymentMethod: words('cash', 'creditcard', 'debitcard', 'paypal', 'other'),
    shippingMethod: text,
    amount,
    products,
    extraProperties,
  }),
  orderShipped: z.strictObject({
    orderId: text,
    type: text,
    carrier: text,
    trackingCode: text,
    trackingUrl: address,
    weight: number,
    packages: whole,
  }),
  removedCompare: shown,
  removedProduct: taken,
  removedWishlist: shown,
  reviewedProduct: z.strictObject({ ...catalogue, rating: text, extraProperties }),
  searched: z.strictObject({ keyword: text, resultCount: number, extraProperties }),
  viewedProduct: shown,
  viewedProductCategory: z.strictObject({ category: text, extraProperties }),
  formCompiled: z.strictObject({
    formName: text,
    formId: text,
    data: extraProperties,
    extraProperties,
  }),
} as const
