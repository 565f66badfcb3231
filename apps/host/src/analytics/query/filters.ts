import { fault } from '@cartograph/core'
import { dimensionNamed, unknownValue, type Dimension } from '../metrics/dimensions.ts'
import type { History } from '../metrics/history.ts'
import type { Metric } from '../metrics/metric.ts'
import type { Facts } from '../metrics/view.ts'

/** Only what has one of these values, or none of them. */
export interface Filter {
  readonly dimension: string
  readonly values: readonly string[]
  readonly isExcluded?: boolean
}

/** A filter whose dimension is known. */
export interface KnownFilter {
  readonly dimension: Dimension
  readonly values: ReadonlySet<string>
  readonly isExcluded: boolean
}

/** @throws a `config` fault for what is no dimension, is a span of time, or is not known of what a metric counts. */
export function filtersOf(
  filters: readonly Filter[],
  metrics: readonly Metric[],
): readonly KnownFilter[] {
  const own = metrics.find(({ clock }) => clock === 'own')
  return filters.map(({ dimension: id, values, isExcluded = false }) => {
    const dimension = dimensionNamed(id)
    if (dimension.span !== undefined)
      throw fault({
        kind: 'config',
        message: `Figures cannot be filtered by ${id}.`,
        hint: 'Say which days in `range`.',
      })
    if (own !== undefined && id !== 'store')
      throw fault({
        kind: 'config',
        message: `${own.id} cannot be filtered by ${id}: payments and carts do not have it.`,
        hint: 'Ask for it by itself, or filter by store.',
      })
    return { dimension, values: new Set(values), isExcluded }
  })
}

/** The facts that fulfil all filters. */
export function filtered(facts: Facts, filters: readonly KnownFilter[], history: History): Facts {
  if (filters.length === 0) return facts
  const fulfils = (valueOf: (dimension: Dimension) => string) => fulfilsAll(filters, valueOf)
  const ofStore = (each: { readonly store: string }) =>
    fulfils(({ id }) => (id === 'store' ? each.store : unknownValue))
  return {
    orders: facts.orders.filter((order) => fulfils(({ of }) => of(order, history))),
    loose: facts.loose.filter((each) => fulfils(({ id }) => looseValue(each, id))),
    payments: facts.payments.filter(ofStore),
    disputes: facts.disputes.filter(ofStore),
    carts: facts.carts.filter(ofStore),
  }
}

/** Whether something of which the value of each dimension is known fulfils all filters. */
export function fulfilsAll(
  filters: readonly KnownFilter[],
  valueOf: (dimension: Dimension) => string,
): boolean {
  return filters.every(
    ({ dimension, values, isExcluded }) => values.has(valueOf(dimension)) !== isExcluded,
  )
}

/** Of an order that nobody can name only the store and the currency are known. */
export function looseValue(
  { store, currency }: { readonly store: string; readonly currency: string },
  dimension: string,
): string {
  if (dimension === 'store') return store
  return dimension === 'currency' ? currency : unknownValue
}
