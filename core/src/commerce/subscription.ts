import * as z from 'zod'
import {
  amount,
  connection,
  currency,
  extra,
  flag,
  id,
  instant,
  number,
  optional,
  reference,
  requiredInstant,
  text,
  withCurrency,
} from './fields.ts'

export const subscriptionStatus = z.enum([
  'incomplete',
  'trial',
  'active',
  'pastDue',
  'paused',
  'cancelled',
  'ended',
])

const subscriptionLine = z.strictObject({
  id: text('Native id of the line.'),
  productId: reference('product', 'What is delivered.'),
  variantId: reference('variant', 'Which form of it.'),
  name: text('Name shown to the customer.'),
  quantity: number('How many.'),
  unitPrice: amount('Price of one for one period.'),
})

/** An agreement to pay again and again. */
export const subscription = withCurrency(
  z.strictObject({
    id: id('Native id of the subscription.'),
    connection: connection(),
    storeId: reference('store', 'Where it was agreed.'),
    customerId: reference('customer', 'Who pays.'),
    status: subscriptionStatus.meta({ description: 'Where it stands.' }),
    currency: currency(),
    amount: amount('What one period costs.'),
    interval: optional(z.enum(['day', 'week', 'month', 'year']), 'Unit of the period.'),
    intervalCount: number('How many units make a period.'),
    lines: optional(z.array(subscriptionLine), 'What it covers.'),
    startedAt: requiredInstant('When it began.'),
    trialEndsAt: instant('Until when it is free.'),
    currentPeriodStart: instant('Since when the present period runs.'),
    currentPeriodEnd: instant('When the next payment is due.'),
    cancelAtPeriodEnd: flag('Whether it ends with the present period.'),
    cancelledAt: instant('When it was cancelled.'),
    endedAt: instant('When it ended.'),
    updatedAt: instant('Last change at the vendor.'),
    extra: extra(),
  }),
  ['amount'],
)

export type Subscription = z.infer<typeof subscription>
