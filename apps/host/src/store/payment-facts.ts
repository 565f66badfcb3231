import { sql } from 'kysely'
import { deleteMatching, insertOrReplace } from './bulk-forms.ts'
import { paymentMeasures, type PaymentMeasure } from './checkout-tables.ts'
import { all, bulk, type Dialect, type Work } from './database.ts'
import { asked } from './sales-scope.ts'

/** What one payment or dispute adds to the figures of its day. */
export interface KeptPayment {
  readonly kind: 'payment' | 'dispute'
  readonly id: string
  readonly source: string
  readonly payment: string
  readonly store: string
  readonly currency: string
  readonly day: number
  readonly at: number
  readonly measures: Readonly<Record<PaymentMeasure, number>>
}

const ownColumns = ['kind', 'id', 'source', 'payment', 'store', 'currency', 'day', 'at'] as const
const factColumns = [...ownColumns, ...paymentMeasures] as const
const writeFact = insertOrReplace('payment_fact', ['org', ...factColumns])
const dropFact = deleteMatching('payment_fact', ['org', 'kind', 'id'])

/** By which of its columns facts of payments are looked for. */
export interface PaymentsWanted {
  readonly kind?: KeptPayment['kind']
  readonly by: 'id' | 'source' | 'payment'
  readonly values: readonly string[]
}

/** The facts of some payments and disputes as they were made last. */
export function* paymentFacts(
  { build, within }: Dialect,
  org: string,
  { kind, by, values }: PaymentsWanted,
): Work<readonly KeptPayment[]> {
  if (values.length === 0) return []
  const rows = yield* all(
    build
      .selectFrom('payment_fact')
      .select(factColumns)
      .where('org', '=', org)
      .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? 'payment'))
      // Spelt as in their indexes.
      .$if(by === 'source', (query) => query.where(sql<boolean>`source <> ''`))
      .$if(by === 'payment', (query) => query.where(sql<boolean>`payment <> ''`))
      .where(by, 'in', within(values)),
  )
  return rows.map(({ kind: own, id, source, payment, store, currency, day, at, ...row }) => ({
    kind: own,
    id,
    source,
    payment,
    store,
    currency,
    day,
    at,
    measures: Object.fromEntries(paymentMeasures.map((name) => [name, row[name]])) as Record<
      PaymentMeasure,
      number
    >,
  }))
}

const cubeKey = ['org', 'day', 'store', 'currency'] as const
const sums = ['facts', ...paymentMeasures] as const
const addSums = insertOrReplace(
  'payment_cube',
  [...cubeKey, ...sums],
  Object.fromEntries(sums.map((name) => [name, `payment_cube.${name} + excluded.${name}`])),
)
const dropEmpty = deleteMatching('payment_cube', cubeKey, 'facts <= 0')

/** What is added to the sums of one day: less than nothing where it is taken away. */
export interface PaymentChange {
  readonly day: number
  readonly store: string
  readonly currency: string
  readonly facts: number
  readonly measures: Readonly<Record<PaymentMeasure, number>>
}

export interface PaymentChanges {
  readonly written: readonly KeptPayment[]
  readonly dropped: readonly Pick<KeptPayment, 'kind' | 'id'>[]
  /** In the order of their places, so that two who write meet no circle of locks. */
  readonly sums: readonly PaymentChange[]
}

/** Keeps facts, and the sums by what they differ. */
export function* changePayments(
  _dialect: Dialect,
  org: string,
  changes: PaymentChanges,
): Work<void> {
  yield* bulk(
    dropFact,
    changes.dropped.map(({ kind, id }) => [org, kind, id]),
  )
  yield* bulk(
    writeFact,
    changes.written.map((fact) => [
      org,
      ...ownColumns.map((name) => fact[name]),
      ...paymentMeasures.map((name) => fact.measures[name]),
    ]),
  )
  yield* bulk(
    addSums,
    changes.sums.map(({ day, store, currency, facts, measures }) => [
      org,
      day,
      store,
      currency,
      facts,
      ...paymentMeasures.map((name) => measures[name]),
    ]),
  )
  yield* bulk(
    dropEmpty,
    changes.sums
      .filter(({ facts }) => facts < 0)
      .map(({ day, store, currency }) => [org, day, store, currency]),
  )
}

/** The currencies of payments and disputes in some stores. */
export function* paidCurrencies(
  dialect: Dialect,
  org: string,
  stores: readonly string[],
): Work<readonly string[]> {
  const chosen = stores.length === 0 ? sql`` : sql` and store in ${dialect.within(stores)}`
  const rows = yield* asked<{ currency: string }>(
    dialect,
    sql`select distinct currency from payment_cube where org = ${org}${chosen} order by 1`,
  )
  return rows.map(({ currency }) => currency)
}
