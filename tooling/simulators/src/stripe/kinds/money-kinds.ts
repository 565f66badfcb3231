import { filterBy, kind, same, within, type Kind } from './kind.ts'

/** What moves the balance of an account. */
export const moneyKinds = {
  balance_transactions: {
    ...kind('balance_transactions', 'balance_transaction', 'txn_', 'balance'),
    filters: {
      currency: same('currency'),
      payout: same('~payout'),
      source: same('source'),
      type: same('type'),
    },
    parents: ['source'],
  },
  payouts: {
    ...kind('payouts', 'payout', 'po_', 'payout'),
    filters: {
      ...filterBy.status,
      arrival_date: within('arrival_date'),
      destination: same('destination'),
    },
  },
  transfers: {
    ...kind('transfers', 'transfer', 'tr_', 'transfer'),
    filters: { destination: same('destination'), transfer_group: same('transfer_group') },
  },
  application_fees: {
    ...kind('application_fees', 'application_fee', 'fee_', 'application_fee'),
    filters: { charge: same('charge') },
  },
  topups: {
    ...kind('topups', 'topup', 'tu_', 'topup'),
    filters: { ...filterBy.status, amount: within('amount') },
  },
} as const satisfies Readonly<Record<string, Kind>>
