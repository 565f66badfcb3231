import { fault } from '@cartograph/core'
import { spanStart } from '../calendar/day.ts'
import { isIn, periodName, periodsOf, type DayRange, type Period } from '../calendar/range.ts'
import type { LooseRefund } from '../facts/loose-refunds.ts'
import type { OrderFact } from '../facts/order-fact.ts'
import type { Dimension } from '../metrics/dimensions.ts'
import type { DatedRefund } from '../metrics/totals.ts'
import { viewOf, type Facts, type View } from '../metrics/view.ts'
import type { Metric } from '../metrics/metric.ts'
import type { Group } from './figure-rows.ts'
import { looseValue } from './filters.ts'
import type { Scene } from './scene.ts'

/** More rows are no figures any more. */
export const mostGroups = 20_000

/** One group for each period, empty ones too, and each value that orders of the range have. */
export function groupsOf(scene: Scene, range: DayRange): readonly Group<View>[] {
  const { by, facts, options, today } = scene
  const timed = by.find(({ span }) => span !== undefined)
  const others = by.filter((dimension) => dimension !== timed)
  const nameOf = (order: OrderFact) =>
    JSON.stringify(others.map((dimension) => dimension.of(order, options.history)))
  const parts = Map.groupBy(facts.orders, nameOf)
  const loose = Map.groupBy(facts.loose, (each) => looseName(each, others))
  const names =
    others.length === 0 ? ['[]'] : [...new Set([...parts.keys(), ...loose.keys()])].toSorted()
  const periods: readonly Period[] =
    timed?.span === undefined
      ? [{ ...range, name: '', isIncomplete: range.to >= today }]
      : periodsOf(range, timed.span, today)
  if (periods.length * names.length > mostGroups) throw tooMany()
  const groups = names.flatMap((name) => {
    const own =
      others.length === 0
        ? facts
        : partOf(facts, { orders: parts.get(name) ?? [], loose: loose.get(name) ?? [] }, others)
    const found = byPeriod(own, range, timed)
    return periods.flatMap((period): readonly Group<View>[] => {
      const within = found.get(period.name) ?? nothing()
      const isEmpty = Object.values(within).every(({ length }) => length === 0)
      if (isEmpty && others.length > 0) return []
      const values = valuesOf(by, timed, period.name, JSON.parse(name) as string[])
      const view = viewOf(own, { ...options, range: period, within })
      return [{ values, isIncomplete: period.isIncomplete, view }]
    })
  })
  return groups.toSorted((one, other) => compareLists(one.values, other.values))
}

interface Found {
  readonly orders: OrderFact[]
  readonly refunds: DatedRefund[]
  readonly loose: LooseRefund[]
}

function nothing(): Found {
  return { orders: [], refunds: [], loose: [] }
}

function byPeriod(
  { orders, loose }: Facts,
  range: DayRange,
  timed: Dimension | undefined,
): ReadonlyMap<string, Found> {
  const found = new Map<string, Found>()
  const at = (day: number): Found => {
    const span = timed?.span
    const name = span === undefined ? '' : periodName(spanStart(day, span), span)
    const known = found.get(name) ?? nothing()
    found.set(name, known)
    return known
  }
  for (const order of orders) {
    if (isIn(range, order.day)) at(order.day).orders.push(order)
    for (const refund of order.refunds)
      if (isIn(range, refund.day)) at(refund.day).refunds.push({ order, refund })
  }
  for (const each of loose) if (isIn(range, each.refund.day)) at(each.refund.day).loose.push(each)
  return found
}

function looseName(loose: LooseRefund, by: readonly Dimension[]): string {
  return JSON.stringify(by.map(({ id }) => looseValue(loose, id)))
}

/** Payments, disputes and carts have a store, and nothing else of an order. */
function partOf(
  facts: Facts,
  { orders, loose }: Pick<Facts, 'orders' | 'loose'>,
  by: readonly Dimension[],
): Facts {
  const stores = new Set([...orders, ...loose].map(({ store }) => store))
  const isOfStore = ({ store }: { readonly store: string }) =>
    by.every(({ id }) => id === 'store') && stores.has(store)
  return {
    orders,
    loose,
    payments: facts.payments.filter(isOfStore),
    disputes: facts.disputes.filter(isOfStore),
    carts: facts.carts.filter(isOfStore),
  }
}

/** @throws a `config` fault for dimensions or metrics that do not go together. */
export function checkPairs(metrics: readonly Metric[], by: readonly Dimension[]): void {
  const times = by.filter(({ span }) => span !== undefined)
  if (times.length > 1)
    throw fault({
      kind: 'config',
      message: `Figures cannot be by ${times.map(({ id }) => id).join(' and ')} at once.`,
      hint: 'Ask for one of them.',
    })
  const own = metrics.find(({ clock }) => clock === 'own')
  const unfit = by.find(({ id, span }) => span === undefined && id !== 'store')
  if (own !== undefined && unfit !== undefined)
    throw fault({
      kind: 'config',
      message: `${own.id} cannot be parted by ${unfit.id}: payments and carts do not have it.`,
      hint: 'Ask for it by store or by a span of time.',
    })
}

export function valuesOf(
  by: readonly Dimension[],
  timed: Dimension | undefined,
  period: string,
  others: readonly string[],
): readonly string[] {
  let next = 0
  return by.map((dimension) => {
    if (dimension === timed) return period
    next += 1
    return others[next - 1] ?? ''
  })
}

export function compareLists(one: readonly string[], other: readonly string[]): number {
  for (const [index, value] of one.entries()) {
    const against = other[index] ?? ''
    if (value !== against) return value < against ? -1 : 1
  }
  return 0
}

export function tooMany(): Error {
  return fault({
    kind: 'config',
    message: `These are more than ${mostGroups.toLocaleString('en-GB')} rows.`,
    hint: 'Ask for a shorter range, longer periods or fewer dimensions.',
  })
}
