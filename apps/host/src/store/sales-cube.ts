import { sql } from 'kysely'
import { deleteMatching, insertOrReplace } from './bulk-forms.ts'
import { bulk, run, type Dialect, type Value, type Work } from './database.ts'
import { cubeDimensions, type CubeDimension } from './sales-scope.ts'
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

/** What the cube is parted by, one after the other; the first is everything. */
export const cubeParts: readonly ('' | CubeDimension)[] = ['', ...cubeDimensions]

/** Sums all facts by one part of the cube, of which nothing is there yet. */
export function* fillCube({ build }: Dialect, org: string, part: '' | CubeDimension): Work<void> {
  const value = part === '' ? sql`''` : sql.ref(part)
  const columns = sql.join([...key, ...sums].map((name) => sql.ref(name)))
  const statement = sql`insert into sales_cube (${columns})
    select org, ${part}, clock, day, store, currency, ${value}, ${sql.join([
      sql`count(*)`,
      ...salesMeasures.map((name) => sql`sum(${sql.ref(name)})`),
    ])} from sales_fact where org = ${org} group by ${sql.join([sql`org, clock, day, store, currency`, ...(part === '' ? [] : [value])])}`
  yield* run({ compile: () => statement.compile(build) })
}

function keyOf(org: string, place: CubePlace): readonly Value[] {
  const { dimension, clock, day, store, currency, value } = place
  return [org, dimension, clock, day, store, currency, value]
}

/** A text that is the same for the same place alone. */
export function nameOf({ dimension, clock, day, store, currency, value }: CubePlace): string {
  return JSON.stringify([dimension, clock, day, store, currency, value])
}
