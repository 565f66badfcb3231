import type { StripeObject } from '../json.ts'
import { kindOf, type KindName } from '../kinds/kinds.ts'
import { balanceRow, feeOf } from '../money/ledger.ts'
import { rowOf } from '../shapes/row.ts'
import type { Account } from '../store/account.ts'
import { letterRow } from '../store/identifiers.ts'
import type { Run } from '../store/table.ts'

const spanSeconds = 2 * 365 * 86_400

/** Rows for measurements: each a function of its position, so that none has to be kept. */
export function syntheticRuns(options: {
  readonly size: { readonly customers: number; readonly charges: number }
  readonly seed: number
  readonly livemode: boolean
  /** The last one was made just before; seconds. */
  readonly until: number
  /** Asked for when a row is made, so it may be opened later than the runs. */
  readonly account: () => Account
}): Readonly<Partial<Record<KindName, Run>>> {
  const { size, seed, livemode, until, account } = options
  const names = {
    customers: scrambler(seed, 'customers'),
    payment_methods: scrambler(seed, 'payment_methods'),
    payment_intents: scrambler(seed, 'payment_intents'),
    charges: scrambler(seed, 'charges'),
    balance_transactions: scrambler(seed, 'balance_transactions'),
  }

  const run = (
    kind: keyof typeof names,
    count: number,
    fields: (position: number, created: number) => StripeObject,
    parent?: (position: number) => string,
  ): Run => {
    const begin = until - spanSeconds
    return {
      size: count,
      at(position) {
        // Two of them in each second.
        const pair = position - (position % 2)
        const created = begin + Math.floor((pair * spanSeconds) / count)
        return {
          id: names[kind].idOf(position),
          created,
          ...(parent !== undefined && { parent: parent(position) }),
          row: () => fields(position, created),
        }
      },
      positionOf(id) {
        const position = names[kind].positionOf(id)
        return position !== undefined && position < count ? position : undefined
      },
    }
  }

  const buyerOf = (position: number) => names.customers.idOf((position * 7) % size.customers)
  const customerAt = (position: number, created: number) =>
    rowOf(
      'customers',
      { id: names.customers.idOf(position), created, livemode },
      {
        email: `customer.${position}@example.com`,
        name: `Customer ${position}`,
        metadata: { number: String(position) },
      },
    )
  const methodAt = (position: number, created: number) =>
    rowOf(
      'payment_methods',
      { id: names.payment_methods.idOf(position), created, livemode },
      {
        customer: names.customers.idOf(position),
        card: { brand: 'visa', exp_month: 12, exp_year: 2_030, last4: '4242' },
      },
    )
  const intentAt = (position: number, created: number) =>
    rowOf(
      'payment_intents',
      { id: names.payment_intents.idOf(position), created, livemode },
      {
        amount: amountOf(position),
        amount_received: amountOf(position),
        customer: buyerOf(position),
        latest_charge: names.charges.idOf(position),
        status: 'succeeded',
      },
    )
  const chargeAt = (position: number, created: number) =>
    rowOf(
      'charges',
      { id: names.charges.idOf(position), created, livemode },
      {
        amount: amountOf(position),
        amount_captured: amountOf(position),
        balance_transaction: names.balance_transactions.idOf(position),
        customer: buyerOf(position),
        description: `Order ${position}`,
        metadata: { number: String(position) },
        payment_intent: names.payment_intents.idOf(position),
      },
    )
  const balanceAt = (position: number, created: number) =>
    balanceRow(account(), {
      id: names.balance_transactions.idOf(position),
      created,
      type: 'charge',
      source: names.charges.idOf(position),
      amount: amountOf(position),
      currency: 'dkk',
      fee: feeOf(amountOf(position), false),
      description: `Order ${position}`,
    })

  const methods = run('payment_methods', size.customers, methodAt, names.customers.idOf)
  return {
    customers: run('customers', size.customers, customerAt),
    payment_methods: {
      ...methods,
      childrenOf(customer) {
        const position = names.customers.positionOf(customer)
        return position === undefined || position >= size.customers
          ? []
          : [names.payment_methods.idOf(position)]
      },
    },
    payment_intents: run('payment_intents', size.charges, intentAt),
    charges: run('charges', size.charges, chargeAt),
    balance_transactions: run('balance_transactions', size.charges, balanceAt),
  }
}

// Odd, so that multiplying by it modulo 2^32 can be undone.
const factor = 2_654_435_761
const inverse = 244_002_641

function amountOf(position: number): number {
  return 5_000 + ((position * 7_919) % 95_000)
}

/** Ids that tell their position to nobody but this. */
function scrambler(seed: number, kind: KindName) {
  const beginning = `${kindOf(kind).prefix}${letterRow(17, seed, kind)}`
  return {
    idOf: (position: number): string => {
      const code = Math.imul(position, factor) >>> 0
      return `${beginning}${code.toString(36).padStart(7, '0')}`
    },
    positionOf: (id: string): number | undefined => {
      if (!id.startsWith(beginning)) return undefined
      const code = Number.parseInt(id.slice(beginning.length), 36)
      return Number.isNaN(code) ? undefined : Math.imul(code, inverse) >>> 0
    },
  }
}
