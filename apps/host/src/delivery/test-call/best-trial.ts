import { entriesByKey, type LedgerEntry } from '../../store/index.ts'
import { mapRows, type MappedItems } from '../items.ts'
import type { DeliveryScene } from '../scene.ts'
import { exampleOfModel, type Example } from './example-rows.ts'
import { deliveredBefore, unsendableItem } from './may-be-sent.ts'

/** An example, what its mapping makes of it, and what the ledger knows of its items. */
export interface Trial {
  readonly example: Example
  readonly mapped: MappedItems
  readonly entries: ReadonlyMap<string, LedgerEntry>
}

/** The first example of which something is made; to be sent, the first that the sink has already, or else may be sent. */
export async function bestTrial(
  scene: DeliveryScene,
  examples: readonly Example[],
  { send = false, row }: { readonly send?: boolean; readonly row?: string },
): Promise<Trial> {
  const mapped = await mapRows(
    scene,
    examples.map(({ rows }) => rows),
  )
  const keys = mapped.flatMap(({ items }) => items.map(({ key }) => key))
  const found = await scene.store.read((dialect, org) =>
    entriesByKey(dialect, org, scene.place, keys),
  )
  const entries = new Map(found.map((entry) => [entry.item_key, entry]))
  const trials = examples.map((example, index): Trial => ({
    example,
    mapped: mapped[index] ?? { items: [], faults: [] },
    entries,
  }))
  const fitting = trials.filter((each) => each.mapped.items.length > 0)
  const sendable = fitting.filter((each) =>
    each.mapped.items.every(
      ({ key }) => unsendableItem(scene, each.example, entries.get(key)) === undefined,
    ),
  )
  const delivered = sendable.find((each) =>
    each.mapped.items.every((item) => deliveredBefore(entries.get(item.key), item) !== 'never'),
  )
  const faulty = trials.find((each) => each.mapped.faults.length > 0)
  const chosen = send ? (delivered ?? sendable[0] ?? fitting[0] ?? faulty) : (fitting[0] ?? faulty)
  if (chosen !== undefined) return chosen
  const [first] = trials
  if (row !== undefined && first !== undefined) {
    scene.tally.notes.add('The delivery leaves this row out: nothing of it would arrive.')
    return first
  }
  const example = exampleOfModel(scene)
  if (first?.example.from !== 'model')
    scene.tally.notes.add(`None of the newest rows of ${scene.delivery.from} fits the delivery.`)
  const [own = { items: [], faults: [] }] = await mapRows(scene, [example.rows])
  return { example, mapped: own, entries }
}
