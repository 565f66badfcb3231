import { deleteMatching, insertNew } from './bulk-forms.ts'
import { all, bulk, run, type Dialect, type Work } from './database.ts'
import type { JoinValueTable } from './delivering-tables.ts'

/** By which value a row asks for others, or is asked for, under one name of a mapping's `with`. */
export interface JoinValue {
  readonly name: string
  readonly id: string
  /** Undefined: by none. */
  readonly value: string | undefined
}

type Side = JoinValueTable['side']

const dropValue = deleteMatching('join_value', ['org', 'delivery', 'side', 'id', 'name'])
const addValue = insertNew('join_value', ['org', 'delivery', 'side', 'name', 'value', 'id'])

/** Keeps the present values of some rows, in the place of those that they had. */
export function* writeJoinValues(
  _dialect: Dialect,
  org: string,
  delivery: string,
  side: Side,
  values: readonly JoinValue[],
): Work<void> {
  yield* bulk(
    dropValue,
    values.map(({ name, id }) => [org, delivery, side, id, name]),
  )
  yield* bulk(
    addValue,
    values.flatMap(({ name, id, value }) =>
      value === undefined ? [] : [[org, delivery, side, name, value, id]],
    ),
  )
}

/** The rows of one side that have one of some values, in the order of their ids. */
export function* joinedIds(
  { build, within }: Dialect,
  org: string,
  delivery: string,
  side: Side,
  name: string,
  values: readonly string[],
  limit: number,
): Work<readonly { readonly value: string; readonly id: string }[]> {
  if (values.length === 0) return []
  return yield* all(
    build
      .selectFrom('join_value')
      .select(['value', 'id'])
      .where('org', '=', org)
      .where('delivery', '=', delivery)
      .where('side', '=', side)
      .where('name', '=', name)
      .where('value', 'in', within(values))
      .orderBy('value')
      .orderBy('id')
      .limit(limit),
  )
}

/** The values that rows of one side have under a name, each once, after one of them and in order. */
export function* joinedValuesAfter(
  { build }: Dialect,
  org: string,
  delivery: string,
  side: Side,
  name: string,
  after: string,
  limit: number,
): Work<readonly string[]> {
  const rows = yield* all(
    build
      .selectFrom('join_value')
      .select('value')
      .distinct()
      .where('org', '=', org)
      .where('delivery', '=', delivery)
      .where('side', '=', side)
      .where('name', '=', name)
      .where('value', '>', after)
      .orderBy('value')
      .limit(limit),
  )
  return rows.map(({ value }) => value)
}

/** The values that some rows had when they were last looked at. */
export function* joinValuesOf(
  { build, within }: Dialect,
  org: string,
  delivery: string,
  side: Side,
  name: string,
  ids: readonly string[],
): Work<readonly { readonly value: string; readonly id: string }[]> {
  if (ids.length === 0) return []
  return yield* all(
    build
      .selectFrom('join_value')
      .select(['value', 'id'])
      .where('org', '=', org)
      .where('delivery', '=', delivery)
      .where('side', '=', side)
      .where('id', 'in', within(ids))
      .where('name', '=', name),
  )
}

export function* clearJoinValues({ build }: Dialect, org: string, delivery: string): Work<void> {
  yield* run(build.deleteFrom('join_value').where('org', '=', org).where('delivery', '=', delivery))
}
