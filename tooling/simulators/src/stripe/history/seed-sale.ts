import { draws } from '../../shop/random.ts'
import { closeDispute, openDispute } from '../changes/payments.ts'
import { create, putRow, update } from '../changes/change.ts'
import { eventsKeptSeconds } from '../events/event-log.ts'
import { identifier } from '../store/identifiers.ts'
import type { Making } from './making.ts'
import { seedRow } from './seed-row.ts'
import {
  balanceOfRefund,
  balanceOfSale,
  chargeOfSale,
  customerOf,
  decidedAt,
  intentOfSale,
  methodOfSale,
  refundIds,
  refundRow,
  saleIds,
} from './sale-rows.ts'
import type { Sale } from './sale.ts'
import { sessionLastsSeconds, sessionOfSale } from './session-rows.ts'

const daySeconds = 86_400

/** Writes down a sale of the past: its session, its intent, and as far as it came, its charge, its money and its refunds. */
export function seedSale(making: Making, sale: Sale): void {
  const { account, seed } = making
  const ids = saleIds(making, sale)
  const parent = customerOf(making, sale)
  const { placedAt } = sale
  const at = decidedAt(sale)
  const isOpen = sale.outcome === 'pending' || sale.outcome === 'failed'
  const settledAt = sale.outcome === 'paid' ? at : placedAt + sessionLastsSeconds
  seedRow(account, 'checkout_sessions', { id: ids.session, created: placedAt, settledAt }, () =>
    sessionOfSale(making, sale),
  )
  if (isOpen) planExpiry(making, ids.session, placedAt)
  const intent = { id: ids.intent, created: placedAt, settledAt: at, parent }
  seedRow(account, 'payment_intents', intent, () => intentOfSale(making, sale))
  if (sale.outcome !== 'paid' && sale.outcome !== 'failed') return
  if (sale.outcome === 'paid') {
    seedRow(account, 'payment_methods', { id: ids.method, created: at, parent }, () =>
      methodOfSale(making, sale),
    )
    const known = { id: ids.balance, created: at, parent: ids.charge }
    seedRow(account, 'balance_transactions', known, () => balanceOfSale(making, sale))
  }
  seedRow(account, 'charges', { id: ids.charge, created: at, parent }, () =>
    chargeOfSale(making, sale),
  )
  for (const refund of sale.refunds) {
    const { refund: id, balance } = refundIds(seed, refund)
    seedRow(account, 'balance_transactions', { id: balance, created: refund.at, parent: id }, () =>
      balanceOfRefund(making, sale, refund),
    )
    seedRow(account, 'refunds', { id, created: refund.at, parent: ids.charge }, () =>
      refundRow(making, sale, refund),
    )
    if (refund.at > account.present() - eventsKeptSeconds) {
      for (const type of ['charge.refunded', 'charge.updated']) {
        account.fire({ type, created: refund.at, object: () => chargeOfSale(making, sale) })
      }
    }
  }
  if (sale.outcome === 'paid') planTrouble(making, sale)
}

/** An unpaid session expires after a day, if it has not by now. */
export function planExpiry({ account }: Making, session: string, openedAt: number): void {
  const at = openedAt + sessionLastsSeconds
  if (at <= account.now()) return
  account.agenda.plan(at, () => {
    // What is made when it is read has expired by itself by now, and nobody would be told.
    const before = account.dated(at - 1, () => account.tables.checkout_sessions.get(session))
    if (before?.['status'] !== 'open') return
    putRow(account, 'checkout_sessions', { id: session, created: openedAt }, () => before)
    update(account, 'checkout_sessions', session, { status: 'expired', url: null })
  })
}

/** Few payments are disputed weeks later, some of them after a warning; a few are reviewed. Each by chance, from the seed. */
export function planTrouble(making: Making, sale: Sale): void {
  const { account, seed } = making
  const draw = draws(seed, 8_201, sale.number)
  const { charge, intent } = saleIds(making, sale)
  const at = decidedAt(sale)
  const isDisputed = draw.chance(0.012) && sale.refunds.length === 0
  const isFraud = draw.chance(0.5)
  const isWon = draw.chance(0.4)
  const links = { charge, payment_intent: intent }
  if (draw.chance(0.01)) {
    const id = identifier('prv_', seed, sale.number)
    account.agenda.plan(at + 60, () => create(account, 'reviews', { id, ...links }))
    account.agenda.plan(at + 2 * daySeconds, () =>
      update(account, 'reviews', id, {
        open: false,
        closed_reason: 'approved',
        reason: 'approved',
      }),
    )
  }
  if (!isDisputed) return
  const openedAt = at + draw.between(10, 45) * daySeconds
  const id = identifier('du_', seed, sale.number)
  if (isFraud) {
    account.agenda.plan(openedAt - 3 * daySeconds, () => {
      const warning = identifier('issfr_', seed, sale.number)
      create(account, 'early_fraud_warnings', { id: warning, ...links })
    })
  }
  account.agenda.plan(openedAt, () => {
    if (account.tables.charges.get(charge)?.['amount_refunded'] !== 0) return
    openDispute(account, charge, { id, reason: isFraud ? 'fraudulent' : 'product_not_received' })
    account.agenda.plan(openedAt + 30 * daySeconds, () =>
      closeDispute(account, id, isWon ? 'won' : 'lost'),
    )
  })
}
