import {
  cancelSubscription,
  changePrice,
  renew,
  subscribe,
  type NewSubscription,
} from './changes/billing.ts'
import { create, update } from './changes/change.ts'
import { finalizeInvoice, invoiceFor, settleInvoice, type NewInvoice } from './changes/invoices.ts'
import { closeDispute, openDispute, pay, refundCharge, type Payment } from './changes/payments.ts'
import { payOut } from './changes/payouts.ts'
import { removeWithAll } from './changes/removal.ts'
import type { JsonObject, StripeObject } from './json.ts'
import type { KindName } from './kinds/kinds.ts'
import { dayOf } from './money/ledger.ts'
import type { Account } from './store/account.ts'
import type { Endpoints, NewEndpoint } from './webhooks/endpoints.ts'

/** What is done in an account by hand, without HTTP. All of it makes the events that the real one makes. */
export interface Admin {
  /** Seconds since the epoch. */
  now(): number
  /** Makes an object of any kind from its defaults and what is given, as it is shown in the newest version. */
  create(kind: KindName, fields?: JsonObject): StripeObject
  update(kind: KindName, id: string, changes: JsonObject): StripeObject
  /** Deletes an object. @throws for kinds that are never deleted. */
  remove(kind: KindName, id: string): void
  pay(payment: Payment): { readonly intent: StripeObject; readonly charge: StripeObject }
  /** Of the whole charge, or of what is left of it, unless an amount is given. */
  refund(charge: string, amount?: number): StripeObject
  dispute(charge: string, fields?: JsonObject): StripeObject
  closeDispute(dispute: string, outcome: 'won' | 'lost'): StripeObject
  /** Pays out what has become available today; nothing if that is not more than nothing. */
  payOut(): StripeObject | undefined
  subscribe(wanted: NewSubscription): StripeObject
  changePrice(
    subscription: string,
    change: { readonly price?: string; readonly quantity?: number },
  ): StripeObject
  cancelSubscription(subscription: string, atPeriodEnd?: boolean): StripeObject
  renew(subscription: string, fails?: boolean): void
  invoice(wanted: NewInvoice): StripeObject
  finalizeInvoice(invoice: string): StripeObject
  settleInvoice(invoice: string, fails?: boolean): StripeObject
  /** Moves a test clock on. What hangs on it stays as it is. */
  advanceClock(clock: string, to: number): StripeObject
  /** Adds a webhook endpoint, of the thin sort too. */
  addEndpoint(wanted: NewEndpoint): { readonly id: string; readonly secret: string }
  /** Gives an endpoint a new secret; the old one signs too for a day, or as long as is said. */
  rollSecret(endpoint: string, keepSeconds?: number): string
  /** Does all of it as if it were this second: pairs of changes that no timestamp can tell apart. */
  at<Result>(second: number, work: () => Result): Result
  /** From now on events are rendered at this version, and so are answers to those who name none. */
  setApiVersion(version: string): void
}

export function adminOf(account: Account, endpoints: Endpoints): Admin {
  return {
    now: () => account.now(),
    create: (kind, fields = {}) => create(account, kind, fields),
    update: (kind, id, changes) => update(account, kind, id, changes),
    remove(kind, id) {
      removeWithAll(account, kind, id)
    },
    pay: (payment) => pay(account, payment),
    refund: (charge, amount) =>
      refundCharge(account, charge, amount === undefined ? {} : { amount }),
    dispute: (charge, fields) => openDispute(account, charge, fields),
    closeDispute: (dispute, outcome) => closeDispute(account, dispute, outcome),
    payOut: () => payOut(account, dayOf(account.now())),
    subscribe: (wanted) => subscribe(account, wanted),
    changePrice: (subscription, change) => changePrice(account, subscription, change),
    cancelSubscription: (subscription, atPeriodEnd) =>
      cancelSubscription(account, subscription, atPeriodEnd),
    renew(subscription, fails) {
      renew(account, subscription, fails)
    },
    invoice: (wanted) => invoiceFor(account, wanted).invoice,
    finalizeInvoice: (invoice) => finalizeInvoice(account, invoice),
    settleInvoice: (invoice, fails) => settleInvoice(account, invoice, fails).invoice,
    advanceClock(clock, to) {
      update(account, 'test_clocks', clock, { status: 'advancing', frozen_time: to })
      return update(account, 'test_clocks', clock, { status: 'ready' })
    },
    addEndpoint(wanted) {
      const { row, secret } = endpoints.add(account, wanted)
      return { id: row.id, secret }
    },
    rollSecret: (endpoint, keepSeconds = 86_400) => endpoints.roll(account, endpoint, keepSeconds),
    at: (second, work) => account.dated(second, work),
    setApiVersion(version) {
      account.setApiVersion(version)
    },
  }
}
