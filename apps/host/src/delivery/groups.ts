import { fault, faultOf, type Fault, type JsonObject } from '@cartograph/core'
import {
  joinedIds,
  joinedValuesAfter,
  joinValuesOf,
  rowsAfter,
  rowsById,
  type Dialect,
  type StoredRow,
  type Work,
  writeJoinValues,
} from '../store/index.ts'
import type { DeliveryScene } from './scene.ts'

/** The name under which rows are found by their group; those of a mapping's `with` never begin so. */
export const groupName = '$group'
/** Groups that are looked at together, and the rows that they may have. */
export const mostGroups = 100
const mostMembers = 100_000
const pageSize = 1000

type Grouping = Pick<DeliveryScene, 'delivery' | 'mapping'>

/**
 * Of what kind the sources of a delivery are: rows, or groups of rows.
 *
 * They are told apart wherever they are kept, so that what a delivery gave by rows is found when it gives by groups.
 */
export function sourceKind({ delivery }: Pick<Grouping, 'delivery'>): string {
  return delivery.mapping.group === undefined ? delivery.from : `${delivery.from}#group`
}

/** The group of a row as it is now; undefined for one that is gone or left out. */
export function groupOf(
  { mapping }: Pick<Grouping, 'mapping'>,
  row: StoredRow,
): { readonly group: string | undefined; readonly fault?: Fault } {
  if (row.deleted) return { group: undefined }
  try {
    return { group: mapping.groupKey?.(JSON.parse(row.data) as JsonObject) }
  } catch (error) {
    return { group: undefined, fault: faultOf(error, mapping.mapping.id) }
  }
}

/** What changed rows touch: the groups that they are in and were in, and themselves where their group cannot be told. */
export interface Touched {
  readonly groups: readonly string[]
  readonly nameless: readonly string[]
}

/** Keeps the present groups of some rows, in the place of those that they were in. */
export function* moveMembers(
  dialect: Dialect,
  org: string,
  scene: Grouping,
  rows: readonly StoredRow[],
): Work<Touched> {
  const { id: delivery } = scene.delivery
  const ids = rows.map(({ id }) => id)
  const before = yield* joinValuesOf(dialect, org, delivery, 'has', groupName, ids)
  const now = rows.map((row) => ({ id: row.id, ...groupOf(scene, row) }))
  const values = now.map(({ id, group }) => ({ name: groupName, id, value: group }))
  yield* writeJoinValues(dialect, org, delivery, 'has', values)
  const groups = [...before.map(({ value }) => value), ...now.flatMap(({ group }) => group ?? [])]
  return {
    groups: [...new Set(groups)],
    nameless: now.flatMap((each) => (each.fault === undefined ? [] : each.id)),
  }
}

/** The rows of some groups, by what the rows say now. */
export function* readGroups(
  dialect: Dialect,
  org: string,
  scene: Grouping,
  groups: readonly string[],
): Work<ReadonlyMap<string, readonly StoredRow[]>> {
  const { id: delivery, from } = scene.delivery
  const most = mostMembers + 1
  const members = yield* joinedIds(dialect, org, delivery, 'has', groupName, groups, most)
  if (members.length === most)
    throw fault({
      kind: 'config',
      message: `The delivery ${delivery} has more than ${mostMembers} rows in ${groups.length} groups.`,
      hint: 'Group by something that parts the rows more finely.',
    })
  const rows = yield* rowsById(
    dialect,
    org,
    from,
    members.map(({ id }) => id),
  )
  const present = [...rows.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return Map.groupBy(
    present.filter((row) => groupOf(scene, row).group !== undefined),
    (row) => groupOf(scene, row).group ?? '',
  )
}

/** The next sources of a delivery after one, with the rows that each is made of. */
export function* pageOfSources(
  dialect: Dialect,
  org: string,
  scene: Grouping,
  after: string,
): Work<readonly { readonly id: string; readonly rows: readonly StoredRow[] }[]> {
  const { id: delivery, from } = scene.delivery
  if (!scene.mapping.grouped) {
    const rows = yield* rowsAfter(dialect, org, from, after, pageSize)
    return rows.map((row) => ({ id: row.id, rows: [row] }))
  }
  const groups = yield* joinedValuesAfter(
    dialect,
    org,
    delivery,
    'has',
    groupName,
    after,
    mostGroups,
  )
  const members = yield* readGroups(dialect, org, scene, groups)
  return groups.map((id) => ({ id, rows: members.get(id) ?? [] }))
}
