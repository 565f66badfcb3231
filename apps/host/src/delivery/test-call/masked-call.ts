import { entities, type Json, type JsonObject } from '@cartograph/core'
import { inputSchema, maskFor } from '../../config/index.ts'
import { joinRows } from '../joins.ts'
import type { DeliveryScene } from '../scene.ts'
import type { Trial } from './best-trial.ts'
import { withoutPersons } from './shown-request.ts'
import type { TestCall, TestedItem } from './test-result.ts'

/** Hides what the model and the sink mark as personal, of the row and of the rows that are joined to it. */
export async function maskedCall(
  scene: DeliveryScene,
  { example, mapped }: Trial,
  call: TestCall,
  personal: ReadonlySet<string>,
): Promise<TestCall> {
  const { delivery, joins, sink } = scene
  const rows = example.rows.map(({ data }) => JSON.parse(data) as JsonObject)
  const source = inputSchema(entities[delivery.from].schema)
  const [joined] = await joinRows(scene, example.rows.slice(0, 1))
  const others = joined !== undefined && 'others' in joined ? joined.others : {}
  const mask = maskFor([
    ...rows.map((value) => ({ schema: source, value })),
    ...joins.flatMap(({ name, entity }) =>
      [others[name] ?? []].flat().map((value) => ({
        schema: inputSchema(entities[entity as typeof delivery.from].schema),
        value,
      })),
    ),
    ...mapped.items.map(({ item }) => ({ schema: inputSchema(sink.schema), value: item })),
  ])
  const { example: shown, items, faults, notes, ...rest } = call
  return Object.assign({}, rest, {
    example: { ...shown, id: mask(shown.id) },
    items: items.map((item) => {
      const masked = mask(item as unknown as Json) as unknown as TestedItem
      return Object.assign({}, masked, { requests: masked.requests.map(withoutPersons(personal)) })
    }),
    faults: faults.map((each) => mask(each as unknown as Json) as unknown as typeof each),
    notes: notes.map((note) => mask(note)),
  })
}
