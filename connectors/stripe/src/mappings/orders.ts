import type { Expression, Mapping } from '@cartograph/core'
import {
  address,
  attribution,
  currency,
  filled,
  instant,
  orderNumber,
  paymentOrId,
  type Money,
} from './expressions.ts'
import { chargedOrderStatus, checkoutOrderStatus, invoiceStatus } from './statuses.ts'

const entity = { to: { entity: 'order' } } as const
const from = (stream: string) => ({ from: { connector: 'stripe', stream } }) as const

const buyer = { name: '$.customer_details.name', phone: '$.customer_details.phone' }
const receiver = '$.collected_information.shipping_details'

/** What is bought of a check-out; its amounts are those of the session, taxes within or beside them. */
export function checkoutLines(money: Money): Expression {
  return {
    $each: '$.line_items.data',
    as: {
      id: '$.id',
      productId: '$.price.product',
      variantId: '$.price.id',
      name: '$.description',
      quantity: '$.quantity',
      unitPrice: money('$.price.unit_amount', '$.currency'),
      subtotal: money('$.amount_subtotal'),
      discountTotal: money('$.amount_discount'),
      taxTotal: money('$.amount_tax'),
      total: money({ $subtract: ['$.amount_subtotal', { $coalesce: ['$.amount_discount', 0] }] }),
    },
  }
}

/** A completed check-out. Its order has the id of the payment intent, which charges, refunds and disputes name too. */
export function checkoutOrder(money: Money): Mapping {
  return {
    id: 'stripe-order-of-checkout',
    ...from('checkoutSessions'),
    ...entity,
    when: { $and: [{ $equals: ['$.status', 'complete'] }, { $notEquals: ['$.mode', 'setup'] }] },
    fields: {
      id: paymentOrId,
      number: filled('$.client_reference_id', orderNumber, '$.id'),
      channel: 'web',
      status: checkoutOrderStatus,
      placedAt: instant('$.created'),
      currency,
      customerId: '$.customer',
      email: { $email: filled('$.customer_details.email', '$.customer_email') },
      phone: { $phone: buyer.phone, country: '$.customer_details.address.country' },
      lines: checkoutLines(money),
      subtotal: money('$.amount_subtotal'),
      discountTotal: money('$.total_details.amount_discount'),
      shippingTotal: money('$.total_details.amount_shipping'),
      taxTotal: money('$.total_details.amount_tax'),
      total: money('$.amount_total'),
      billing: address('$.customer_details.address', buyer),
      shipping: address(`${receiver}.address`, {
        name: `${receiver}.name`,
        phone: `${receiver}.phone`,
      }),
      attribution,
      extra: {
        orderNumber,
        checkoutSessionId: '$.id',
        paymentIntentId: '$.payment_intent',
        subscriptionId: '$.subscription',
        invoiceId: '$.invoice',
        clientReferenceId: '$.client_reference_id',
        mode: '$.mode',
        metadata: '$.metadata',
      },
    },
  }
}

function sum(list: string): Expression {
  return { $sum: { $each: list, as: '$.amount' } }
}

/** A finalised invoice. */
export function invoiceOrder(money: Money): Mapping {
  return {
    id: 'stripe-order-of-invoice',
    ...from('invoices'),
    ...entity,
    when: { $in: ['$.status', ['open', 'paid', 'uncollectible', 'void']] },
    fields: {
      id: '$.id',
      number: filled('$.number', '$.id'),
      channel: 'other',
      status: invoiceStatus,
      placedAt: instant('$.status_transitions.finalized_at', '$.effective_at', '$.created'),
      paidAt: instant('$.status_transitions.paid_at'),
      currency,
      customerId: '$.customer',
      email: { $email: '$.customer_email' },
      phone: { $phone: '$.customer_phone', country: '$.customer_address.country' },
      lines: {
        $each: '$.lines.data',
        as: {
          id: '$.id',
          productId: '$.pricing.price_details.product',
          variantId: '$.pricing.price_details.price',
          name: '$.description',
          quantity: '$.quantity',
          subtotal: money('$.amount'),
          discountTotal: money(sum('$.discount_amounts')),
          taxTotal: money(sum('$.taxes')),
          total: money({ $subtract: ['$.amount', { $coalesce: [sum('$.discount_amounts'), 0] }] }),
        },
      },
      subtotal: money('$.subtotal'),
      discountTotal: money(sum('$.total_discount_amounts')),
      shippingTotal: money('$.amount_shipping'),
      taxTotal: money(sum('$.total_taxes')),
      total: money('$.total'),
      refundedTotal: money('$.post_payment_credit_notes_amount'),
      billing: address('$.customer_address', {
        name: '$.customer_name',
        phone: '$.customer_phone',
      }),
      shipping: address('$.customer_shipping.address', {
        name: '$.customer_shipping.name',
        phone: '$.customer_shipping.phone',
      }),
      attribution,
      extra: {
        orderNumber,
        // Before 2025-03-31.basil it stood in `subscription`.
        subscriptionId: '$.parent.subscription_details.subscription',
        metadata: '$.metadata',
      },
    },
  }
}

/** A charge that did not fail; attempts at one payment are one order. */
export function chargedOrder(money: Money): Mapping {
  return {
    id: 'stripe-order-of-charge',
    ...from('charges'),
    ...entity,
    when: { $notEquals: ['$.status', 'failed'] },
    fields: {
      id: paymentOrId,
      number: filled(orderNumber, '$.id'),
      channel: 'other',
      status: chargedOrderStatus,
      placedAt: instant('$.created'),
      paidAt: { $if: '$.captured', then: instant('$.created') },
      currency,
      customerId: '$.customer',
      email: { $email: filled('$.billing_details.email', '$.receipt_email') },
      phone: { $phone: '$.billing_details.phone', country: '$.billing_details.address.country' },
      total: money({ $if: '$.captured', then: '$.amount_captured', else: '$.amount' }),
      refundedTotal: { $if: '$.captured', then: money('$.amount_refunded') },
      paymentMethod: '$.payment_method_details.type',
      billing: address('$.billing_details.address', {
        name: '$.billing_details.name',
        phone: '$.billing_details.phone',
      }),
      shipping: address('$.shipping.address', {
        name: '$.shipping.name',
        phone: '$.shipping.phone',
      }),
      attribution,
      extra: {
        orderNumber,
        chargeId: '$.id',
        paymentIntentId: '$.payment_intent',
        description: '$.description',
        metadata: '$.metadata',
      },
    },
  }
}
