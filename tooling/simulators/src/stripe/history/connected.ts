import { create, update } from '../changes/change.ts'
import { pay } from '../changes/payments.ts'
import type { JsonObject } from '../json.ts'
import type { Account } from '../store/account.ts'

const hourSeconds = 3_600
const application = 'ca_platform'
const payments = 12

/** Fills a connected account with a few customers and payments, and the platform with what it earns and sends there. */
export function seedConnected(platform: Account, account: Account): void {
  const openedAt = account.present() - 60 * 24 * hourSeconds
  platform.dated(openedAt, () => {
    const { id, object: _, ...self } = account.self()
    create(platform, 'accounts', { ...self, id, created: openedAt })
  })
  for (let number = 1; number <= payments; number += 1) {
    const at = openedAt + number * 4 * 24 * hourSeconds
    account.dated(at, () => {
      payWithFee(platform, account, number, at)
    })
  }
}

function payWithFee(platform: Account, account: Account, number: number, at: number): void {
  const customer = create(account, 'customers', {
    email: `guest.${number}@example.com`,
    name: `Guest ${number}`,
  })
  const amount = 10_000 + number * 500
  const { charge } = pay(account, { amount, currency: 'dkk', customer: customer.id })
  platform.dated(at, () => {
    const fee = create(platform, 'application_fees', {
      account: account.id,
      application,
      amount: amount / 10,
      charge: charge.id,
      currency: 'dkk',
    })
    if (number % 4 === 0) giveBack(platform, fee.id, amount / 20)
    if (number % 3 === 0) sendMoney(platform, account.id, amount / 4)
  })
}

function giveBack(platform: Account, fee: string, amount: number): void {
  const refund: JsonObject = {
    id: platform.newId('fr_'),
    object: 'fee_refund',
    amount,
    balance_transaction: null,
    created: platform.now(),
    currency: 'dkk',
    fee,
    metadata: {},
  }
  update(platform, 'application_fees', fee, { amount_refunded: amount, refunds: [refund] })
}

function sendMoney(platform: Account, destination: string, amount: number): void {
  const transfer = create(platform, 'transfers', {
    amount,
    currency: 'dkk',
    destination,
    destination_payment: platform.newId('py_'),
  })
  const reversal: JsonObject = {
    id: platform.newId('trr_'),
    object: 'transfer_reversal',
    amount: amount / 5,
    balance_transaction: null,
    created: platform.now(),
    currency: 'dkk',
    destination_payment_refund: null,
    metadata: {},
    source_refund: null,
    transfer: transfer.id,
  }
  update(platform, 'transfers', transfer.id, {
    amount_reversed: amount / 5,
    reversals: [reversal],
  })
}
