import { deleteMatching, insertOrReplace } from './bulk-forms.ts'
import { bulk, type Dialect, type Value, type Work } from './database.ts'
import { salesMeasures, type SalesClock, type SalesMeasure } from './sales-tables.ts'

/** Where in the cube something is added. */
export interface CubePlace {
  readonly dimension: string
  readonly clock: SalesClock
  readonly day: number
  readonly store: string
  readonly currency: string
  readonly value: string
}

/** What is added to one place: less than nothing where it is taken away. */
export interface CubeChange extends CubePlace {
  readonly facts: number
  readonly measures: Readonly<Record<SalesMeasure, number>>
}

const key = ['org', 'dimension', 'clock', 'day', 'store', 'currency', 'value'] as const
const sums = ['facts', ...salesMeasures] as const
const addSums = insertOrReplace(
  'sales_cube',
  [...key, ...sums],
  Object.fromEntries(sums.map((name) => [name, `sales_cube.${name} + excluded.${name}`])),
)
const dropEmpty = deleteMatching('sales_cube', key, 'facts <= 0')

/** Adds to the cube, and takes out what no fact is in any more. */
export function* changeCube(
  _dialect: Dialect,
  org: string,
  changes: readonly CubeChange[],
): Work<void> {
  // In the order of keys, so that two who write meet no circle of locks.
  const ordered = changes.toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1))
  yield* bulk(
    addSums,
    ordered.map((change) => [
      ...keyOf(org, change),
      change.facts,
      ...salesMeasures.map((name) => change.measures[name]),
    ]),
  )
  yield* bulk(
    dropEmpty,
    ordered.filter(({ facts }) => facts < 0).map((change) => keyOf(org, change)),
  )
}

function keyOf(org: string, place: CubePlace): readonly Value[] {
  const { dimension, clock, day, store, currency, value } = place
  return [org, dimension, clock, day, store, currency, value]
}

/** A text that is the same for the same place alone. */
export function nameOf({ dimension, clock, day, store, currency, value }: CubePlace): string {
  return JSON.stringify([dimension, clock, day, store, currency, value])
}
