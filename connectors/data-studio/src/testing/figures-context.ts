import type { Json, Metrics, SurfaceContext } from '@cartograph/core'
import type { Described } from '../catalogue.ts'
import type { Settings } from '../settings.ts'

/** An order as far as the figures of tests go. */
export interface TestOrder {
  readonly day: string
  readonly country: string
  readonly weekday: string
  readonly store: string
  /** Minor units. */
  readonly worth: number
}

const described = (
  kind: Described['kind'],
  id: string,
  type: string,
  isAdditive = false,
): Described => ({ kind, id, type, label: id, definition: `The ${id}.`, isAdditive })

export const testCatalogue: readonly Described[] = [
  described('metric', 'orders', 'count', true),
  described('metric', 'net_sales', 'money', true),
  described('metric', 'aov', 'money'),
  described('metric', 'margin', 'share'),
  described('dimension', 'day', 'time'),
  described('dimension', 'week', 'time'),
  described('dimension', 'month', 'time'),
  described('dimension', 'country', 'text'),
  described('dimension', 'weekday', 'text'),
  described('dimension', 'store', 'text'),
  described('dimension', 'currency', 'text'),
]

type Query = Parameters<Metrics['query']>[0]

const dimensionOf: Readonly<Record<string, (order: TestOrder) => string>> = {
  day: ({ day }) => day,
  month: ({ day }) => day.slice(0, 7),
  country: ({ country }) => country,
  weekday: ({ weekday }) => weekday,
  store: ({ store }) => store,
  currency: () => 'EUR',
}

const metricOf: Readonly<Record<string, (orders: readonly TestOrder[]) => string | null>> = {
  orders: ({ length }) => String(length),
  net_sales: (orders) => String(worthOf(orders)),
  aov: (orders) =>
    orders.length === 0 ? null : String(Math.round(worthOf(orders) / orders.length)),
  margin: () => null,
}

function worthOf(orders: readonly TestOrder[]): number {
  return orders.reduce((sum, { worth }) => sum + worth, 0)
}

function valueOf(order: TestOrder, dimension: string): string {
  return dimensionOf[dimension]?.(order) ?? ''
}

/** Groups as the host does, one row for each combination of values. */
function rowsOf(orders: readonly TestOrder[], { fields, filters }: Query): readonly Json[][] {
  const lines = (filters ?? []) as unknown as readonly {
    readonly dimension: string
    readonly values: readonly string[]
    readonly exclude: boolean
  }[]
  const left = orders.filter((order) =>
    lines.every(
      ({ dimension, values, exclude }) => values.includes(valueOf(order, dimension)) !== exclude,
    ),
  )
  const by = fields.filter((field) => field in dimensionOf)
  const groups = Map.groupBy(left, (order) =>
    JSON.stringify(by.map((dimension) => valueOf(order, dimension))),
  )
  const parts = by.length === 0 ? [left] : [...groups.values()]
  return parts.map((part) =>
    fields.map((field) => {
      const [first] = part
      return field in dimensionOf && first !== undefined
        ? valueOf(first, field)
        : (metricOf[field]?.(part) ?? null)
    }),
  )
}

export interface TestFigures {
  readonly context: Pick<
    SurfaceContext<Settings>,
    'config' | 'metrics' | 'log' | 'now' | 'find' | 'account'
  >
  readonly queries: readonly Query[]
  readonly warned: readonly string[]
}

const quiet = () => {}

/** Figures of a few orders, computed as plainly as can be. */
export function testFigures(
  orders: readonly TestOrder[],
  {
    config = {},
    notes = [],
    segments,
  }: {
    readonly config?: Settings
    readonly notes?: readonly string[]
    readonly segments?: Awaited<ReturnType<NonNullable<Metrics['segments']>>>
  } = {},
): TestFigures {
  const queries: Query[] = []
  const warned: string[] = []
  return {
    queries,
    warned,
    context: {
      config,
      account: { timeZone: 'UTC', currency: 'EUR', country: 'DE' },
      now: () => Date.parse('2026-11-25T12:00:00Z'),
      log: { debug: quiet, info: quiet, error: quiet, warn: (text) => warned.push(text) },
      find: async (_entity, where) => (where['id'] === 'shop:1' ? [{ name: 'Berlin' }] : []),
      metrics: {
        catalogue: async () => testCatalogue,
        ...(segments !== undefined && { segments: async () => segments }),
        query: async function* (query) {
          queries.push(query)
          const rows = rowsOf(orders, query).slice(0, query.limit)
          yield { rows, notes }
        },
      },
    },
  }
}
