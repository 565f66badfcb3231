import type { Expression } from '@cartograph/core'

/** @see http://www.sitoo.com/docs/api/v2/orders.html (read 2026-11-25) */
export const orderStates = { open: 0, closed: 10, cancelled: 20, abandoned: -1 } as const
export const orderTypes = { order: 10, booking: 100, parked: 110 } as const

/** Where the money stands, by `paymentstateid`. */
export const paymentStatus: Expression = {
  $case: '$row.paymentstateid',
  of: { 10: 'pending', 15: 'authorised', 20: 'paid', 30: 'cancelled', 40: 'failed' },
  else: 'pending',
}

/** An order that nobody pays anything for is closed without a payment. */
const ofOpen: Expression = {
  $case: '$.paymentstateid',
  of: { 20: 'paid', 30: 'cancelled', 40: 'failed' },
  else: 'pending',
}

/** Where an order stands before anything of it was taken back. */
export const ownStatus: Expression = {
  $case: '$.orderstateid',
  of: {
    10: { $case: '$.paymentstateid', of: { 30: 'cancelled', 40: 'failed' }, else: 'fulfilled' },
    20: 'cancelled',
    '-1': 'cancelled',
  },
  else: ofOpen,
}
