import {
  canonicalise,
  cleanJson,
  fault,
  faultOf,
  type Fault,
  type JsonObject,
} from '@cartograph/core'
import { contentHash, keyText, type StoredRow } from '../store/index.ts'
import type { DeliveryScene } from './scene.ts'

/** An item as the mapping made it, checked by the sink's schema. */
export interface MappedItem {
  readonly key: string
  readonly item: JsonObject
  readonly payload: string
  /** Equal hashes mean that nothing needs to be sent. */
  readonly hash: string
}

export interface MappedItems {
  readonly items: readonly MappedItem[]
  readonly faults: readonly { readonly fault: Fault; readonly item: string | null }[]
  /** Something that the mapping asks for could not be had: the row is to be looked at again then. */
  readonly until?: number
}

/** Makes a sink's items of some commerce rows, in their order. */
export async function mapRows(
  scene: DeliveryScene,
  rows: readonly (StoredRow | undefined)[],
): Promise<readonly MappedItems[]> {
  return rows.map((row) => itemsOf(scene, row))
}

/** Makes a sink's items of one commerce row; a row that is deleted makes none. */
function itemsOf(
  scene: Pick<DeliveryScene, 'mapping' | 'sink' | 'shape'>,
  row: StoredRow | undefined,
): MappedItems {
  if (row === undefined || row.deleted) return { items: [], faults: [] }
  const items = new Map<string, MappedItem>()
  const faults: { fault: Fault; item: string | null }[] = []
  try {
    const mapped = scene.mapping.map([JSON.parse(row.data) as JsonObject])
    faults.push(...mapped.problems.map((problem) => ({ fault: problem, item: null })))
    for (const candidate of mapped.items) {
      const { value: item } = cleanJson(candidate)
      // As the mapping wrote it, so that a sink meets the fields in their order.
      const text = JSON.stringify(item)
      try {
        checkItem(scene, item)
        const key = keyText(scene.sink.key(item))
        if (items.has(key))
          throw fault({
            kind: 'record',
            message: `The mapping makes two items with the key ${key} of one row.`,
            hint: 'Let the mapping give each item a key of its own.',
          })
        items.set(key, {
          key,
          item,
          payload: text,
          hash: itemHash(scene.shape, canonicalise(item)),
        })
      } catch (error) {
        faults.push({ fault: faultOf(error, 'sink'), item: text })
      }
    }
  } catch (error) {
    faults.push({ fault: faultOf(error, scene.mapping.mapping.id), item: null })
  }
  return { items: [...items.values()], faults }
}

function itemHash(shape: string, payload: string): string {
  return contentHash(`write ${shape} ${payload}`)
}

function checkItem(scene: Pick<DeliveryScene, 'sink'>, item: JsonObject): void {
  const result = scene.sink.schema['~standard'].validate(item)
  if (result instanceof Promise)
    throw fault({ kind: 'contract', message: 'The schema of a sink must check at once.' })
  const issue = result.issues?.[0]
  if (issue === undefined) return
  const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part))
  throw fault({
    kind: 'record',
    message: `The sink does not take the item${path.length === 0 ? '' : `, at ${path.join('.')}`}: ${issue.message}.`,
    hint: 'Change the mapping of the delivery, or mend the record at its source.',
    path,
  })
}
