import { fault } from '@cartograph/core'
import { newestRows, rowsById, type StoredRow } from '../../store/index.ts'
import { groupOf, readGroups, sourceKind } from '../groups.ts'
import type { DeliveryScene } from '../scene.ts'
import { exampleId, modelExample } from './model-example.ts'

/** Rows that a mapping takes together: one, or those of a group. */
export interface Example {
  readonly from: 'row' | 'model'
  /** As the ledger names the source: the row, or its group. */
  readonly kind: string
  readonly source: string
  /** The row that was asked for, or the newest of its group. */
  readonly id: string
  readonly rows: readonly StoredRow[]
}

/** How many of the newest rows are looked at. */
const mostLookedAt = 100

/**
 * Examples of a delivery: the row that is named, or the newest ones; where there is none, one of the model.
 *
 * @throws a `config` fault where there is no such row.
 */
export async function examplesOf(
  scene: DeliveryScene,
  named: string | undefined,
): Promise<readonly Example[]> {
  const { from } = scene.delivery
  const rows = await scene.store.read(function* (dialect, org) {
    const ids = named === undefined ? yield* newestRows(dialect, org, from, mostLookedAt) : [named]
    const found = yield* rowsById(dialect, org, from, ids)
    return ids.flatMap((id) => found.get(id) ?? []).filter(({ deleted }) => !deleted)
  })
  if (named !== undefined && rows.length === 0)
    throw fault({
      kind: 'config',
      message: `There is no row ${named} of ${from}.`,
      hint: `Rows are named connection:id; \`cartograph export ${from}\` lists them.`,
    })
  if (rows.length === 0) return [exampleOfModel(scene)]
  if (!scene.mapping.grouped)
    return rows.map((row) => ({
      from: 'row',
      kind: sourceKind(scene),
      source: row.id,
      id: row.id,
      rows: [row],
    }))
  return groupsOf(scene, rows)
}

export function exampleOfModel({ delivery }: Pick<DeliveryScene, 'delivery'>): Example {
  const data = modelExample(delivery.from)
  const id = exampleId
  const row = { id, data: JSON.stringify(data), hash: '', deleted: false }
  return { from: 'model', kind: sourceKind({ delivery }), source: id, id, rows: [row] }
}

async function groupsOf(
  scene: DeliveryScene,
  rows: readonly StoredRow[],
): Promise<readonly Example[]> {
  const newest = new Map<string, StoredRow>()
  for (const row of rows) {
    const { group } = groupOf(scene, row)
    if (group !== undefined && !newest.has(group)) newest.set(group, row)
  }
  const names = [...newest.keys()].slice(0, 20)
  const members = await scene.store.read((dialect, org) => readGroups(dialect, org, scene, names))
  return names.map((name) => {
    const known = members.get(name)
    const seen = rows.filter((row) => groupOf(scene, row).group === name)
    const own = known ?? seen.toSorted((a, b) => (a.id < b.id ? -1 : 1))
    const id = newest.get(name)?.id ?? ''
    return { from: 'row', kind: sourceKind(scene), source: name, id, rows: own }
  })
}
