import type { Dispute, Payment } from '@cartograph/core'
import {
  changePayments,
  keepZones,
  paymentFacts,
  paymentMeasures,
  rowsById,
  type Dialect,
  type KeptPayment,
  type PaymentChange,
  type PaymentMeasure,
  type Work,
} from '../../store/index.ts'
import { disputeFact, paymentFact, withRecoveries } from '../facts/payment-facts.ts'
import { storeOf } from '../facts/row-amounts.ts'
import {
  measuresOfDispute,
  measuresOfPayment,
  type PaymentMeasures,
} from '../metrics/payment-sums.ts'
import type { FollowedRow } from './followed-row.ts'
import type { StoreZones } from './store-zones.ts'

/** Makes the facts of some payments and disputes anew, and changes the sums by the difference. */
export function* applyPayments(
  dialect: Dialect,
  org: string,
  rows: readonly FollowedRow[],
  zones: StoreZones,
): Work<void> {
  const payments = rows.filter(({ entity }) => entity === 'payment')
  yield* changeFacts(dialect, org, yield* changedPayments(dialect, org, payments, zones), zones)
  const disputes = yield* disputesToMake(dialect, org, rows, payments)
  yield* changeFacts(dialect, org, yield* changedDisputes(dialect, org, disputes, zones), zones)
}

interface Changed {
  readonly before: readonly KeptPayment[]
  readonly after: readonly KeptPayment[]
}

/** Whether a failed payment is recovered depends on the others of its order, so all of them are looked at. */
function* changedPayments(
  dialect: Dialect,
  org: string,
  rows: readonly FollowedRow[],
  { clockOf }: StoreZones,
): Work<Changed> {
  const ids = rows.map(({ id }) => id)
  const known = yield* paymentFacts(dialect, org, { kind: 'payment', by: 'id', values: ids })
  const made = rows.flatMap(({ row }): readonly KeptPayment[] => {
    const payment = row as unknown as Payment | undefined
    const fact = payment && paymentFact(payment, clockOf(storeOf(payment)))
    if (fact === undefined) return []
    const { order: source = '', id, store, currency, day, at } = fact
    const measures = columnsOf(measuresOfPayment(fact))
    return [{ kind: 'payment', id, source, payment: '', store, currency, day, at, measures }]
  })
  const sources = new Set([...known, ...made].flatMap(({ source }) => source || []))
  const mine = new Set(ids)
  const others = (yield* paymentFacts(dialect, org, {
    kind: 'payment',
    by: 'source',
    values: [...sources],
  })).filter(({ id }) => !mine.has(id))
  return { before: [...known, ...others], after: recovered([...made, ...others]) }
}

function recovered(facts: readonly KeptPayment[]): readonly KeptPayment[] {
  const judged = withRecoveries(
    facts.map(({ source, at, measures: { failures, recovered: times } }) => ({
      order: source === '' ? undefined : source,
      at,
      hasFailed: failures > 0,
      isRecovered: times > 0,
    })),
  )
  return facts.map((fact, place): KeptPayment => ({
    ...fact,
    measures: { ...fact.measures, recovered: judged[place]?.isRecovered === true ? 1 : 0 },
  }))
}

/** Disputes that changed, and those of payments that did: where a dispute is counted is where its payment was. */
function* disputesToMake(
  dialect: Dialect,
  org: string,
  rows: readonly FollowedRow[],
  payments: readonly FollowedRow[],
): Work<readonly FollowedRow[]> {
  const own = rows.filter(({ entity }) => entity === 'dispute')
  const mine = new Set(own.map(({ id }) => id))
  const touched = yield* paymentFacts(dialect, org, {
    kind: 'dispute',
    by: 'payment',
    values: payments.map(({ id }) => id),
  })
  const ids = touched.flatMap(({ id }) => (mine.has(id) ? [] : [id]))
  const found = yield* rowsById(dialect, org, 'dispute', ids)
  return [
    ...own,
    ...ids.map((id): FollowedRow => {
      const row = found.get(id)
      return {
        entity: 'dispute',
        id,
        row: row === undefined || row.deleted ? undefined : JSON.parse(row.data),
      }
    }),
  ]
}

function* changedDisputes(
  dialect: Dialect,
  org: string,
  rows: readonly FollowedRow[],
  { clockOf }: StoreZones,
): Work<Changed> {
  const present = rows.flatMap(({ row }) => (row === undefined ? [] : [row as unknown as Dispute]))
  const payments = yield* paymentFacts(dialect, org, {
    kind: 'payment',
    by: 'id',
    values: present.flatMap(({ paymentId }) => paymentId ?? []),
  })
  const storeOfPayment = new Map(payments.map(({ id, store }) => [id, store]))
  const after = present.map((row): KeptPayment => {
    const paidIn = storeOfPayment.get(row.paymentId ?? '') ?? row.connection
    const fact = disputeFact(row, clockOf(paidIn), paidIn)
    const { order: source = '', id, store, currency, day, at } = fact
    const measures = columnsOf(measuresOfDispute(fact))
    const payment = row.paymentId ?? ''
    return { kind: 'dispute', id, source, payment, store, currency, day, at, measures }
  })
  const ids = rows.map(({ id }) => id)
  const before = yield* paymentFacts(dialect, org, { kind: 'dispute', by: 'id', values: ids })
  return { before, after }
}

function columnsOf(measures: PaymentMeasures): KeptPayment['measures'] {
  return measuresBy((name) => Number(measures[name]))
}

function measuresBy(of: (name: PaymentMeasure) => number): Record<PaymentMeasure, number> {
  return Object.fromEntries(paymentMeasures.map((name) => [name, of(name)])) as Record<
    PaymentMeasure,
    number
  >
}

function* changeFacts(
  dialect: Dialect,
  org: string,
  { before, after }: Changed,
  { zoneOf }: StoreZones,
): Work<void> {
  const kept = new Set(after.map(({ id }) => id))
  const known = new Map(before.map((fact) => [fact.id, JSON.stringify(inOrder(fact))]))
  yield* changePayments(dialect, org, {
    written: after.filter((fact) => known.get(fact.id) !== JSON.stringify(inOrder(fact))),
    dropped: before.filter(({ id }) => !kept.has(id)),
    sums: sumChanges(before, after),
  })
  const stores = new Set(after.map(({ store }) => store))
  yield* keepZones(
    dialect,
    org,
    [...stores].toSorted().map((store) => ({ store, zone: zoneOf(store) })),
  )
}

function inOrder({ source, payment, store, currency, day, at, measures }: KeptPayment) {
  const sums = paymentMeasures.map((name) => measures[name])
  return [source, payment, store, currency, day, at, ...sums]
}

/** What has to be added to the sums for them to hold `after` in the place of `before`. */
function sumChanges(
  before: readonly KeptPayment[],
  after: readonly KeptPayment[],
): readonly PaymentChange[] {
  const signed = [
    ...before.map((fact) => ({ fact, sign: -1 })),
    ...after.map((fact) => ({ fact, sign: 1 })),
  ]
  const places = Map.groupBy(signed, ({ fact: { day, store, currency } }) =>
    JSON.stringify([day, store, currency]),
  )
  return [...places]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, own]) => {
      const [first] = own
      if (first === undefined) return []
      const { day, store, currency } = first.fact
      const facts = own.reduce((sum, { sign }) => sum + sign, 0)
      const measures = measuresBy((name) =>
        own.reduce((sum, { fact, sign }) => sum + sign * fact.measures[name], 0),
      )
      const isNothing = facts === 0 && paymentMeasures.every((name) => measures[name] === 0)
      return isNothing ? [] : [{ day, store, currency, facts, measures }]
    })
}
