import type { StripeObject } from '../json.ts'
import { balanceRow, dayOf, heldBackDays } from '../money/ledger.ts'
import type { Account } from '../store/account.ts'
import { identifier } from '../store/identifiers.ts'
import { create, update } from './change.ts'

const daySeconds = 86_400
/** From the payout to the bank's account. */
const arrivesAfterSeconds = daySeconds

/** Pays out at the end of this day and of each that follows; days since the epoch. */
export function planPayouts(account: Account, day: number): void {
  account.agenda.plan((day + 1) * daySeconds, () => {
    payOut(account, day)
    planPayouts(account, day + 1)
  })
}

/** Pays out what became available on a day. Nothing, where that is not more than nothing. */
export function payOut(account: Account, day: number): StripeObject | undefined {
  const net = netOf(account, day)
  if (net <= 0 || account.payouts.has(day)) return undefined
  const id = identifier('po_', account.seed, account.id, day)
  account.payouts.set(day, id)
  const created = account.now()
  const arrival = created + arrivesAfterSeconds
  const balance = create(
    account,
    'balance_transactions',
    balanceRow(account, {
      id: account.newId('txn_'),
      created,
      type: 'payout',
      source: id,
      amount: -net,
      currency: account.currency,
      description: 'STRIPE PAYOUT',
      availableOn: created,
    }),
  )
  const payout = create(account, 'payouts', {
    id,
    amount: net,
    arrival_date: arrival,
    balance_transaction: balance.id,
    currency: account.currency,
    destination: identifier('ba_', account.seed, account.id),
    status: 'in_transit',
  })
  account.agenda.plan(arrival, () => update(account, 'payouts', id, { status: 'paid' }))
  return payout
}

function netOf(account: Account, day: number): number {
  const table = account.tables.balance_transactions
  let net = 0
  // What becomes available today was made today, or is what was held back until today.
  for (const made of [day - heldBackDays, day]) {
    const end = table.firstFrom((made + 1) * daySeconds)
    for (let position = table.firstFrom(made * daySeconds); position < end; position += 1) {
      const row = table.at(position).row()
      const isDue = dayOf(Number(row['available_on'])) === day && row['type'] !== 'payout'
      if (isDue) net += Number(row['net'])
    }
  }
  return net
}
