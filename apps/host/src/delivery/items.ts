import {
  canonicalise,
  cleanJson,
  fault,
  faultOf,
  type Fault,
  type JsonObject,
  type Sink,
} from '@cartograph/core'
import { contentHash, keyText, type StoredRow } from '../store/index.ts'
import { withSegments } from './in-segment.ts'
import { joinRows, type JoinedRows } from './joins.ts'
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
  /** Why something that the mapping asks for could not be had for now. */
  readonly passing?: Fault
}

/** How often look-ups may depend on the answers of others. */
const deepestQuestion = 10

/**
 * Makes a sink's items of some commerce rows, or of groups of them, in their order.
 *
 * The mapping runs first to find out what it asks look-ups, and again with their answers, as often as one asks for another.
 */
export async function mapRows(
  scene: DeliveryScene,
  all: readonly (readonly StoredRow[])[],
): Promise<readonly MappedItems[]> {
  const { asks } = scene
  const sources = await withSegments(scene, all)
  const joined = await joinRows(
    scene,
    sources.map((rows) => rows[0]),
  )
  const mapped = new Map<number, MappedItems>()
  let open = sources.map((_rows, index) => index)
  for (let depth = 0; open.length > 0; depth += 1) {
    const still: number[] = []
    for (const index of open) {
      const { result, asking } = asks.watch(() =>
        itemsOf(scene, sources[index] ?? [], joined[index]),
      )
      mapped.set(
        index,
        asking.passing === undefined ? result : { ...result, passing: asking.passing },
      )
      if (asking.isOpen) still.push(index)
    }
    if (still.length > 0 && depth >= deepestQuestion)
      throw fault({
        kind: 'config',
        message: `Look-ups of the mapping ${scene.mapping.mapping.id} ask for each other without an end.`,
        hint: 'Let an input not depend on more than a few answers.',
      })
    open = still
    if (open.length > 0) await asks.ask(scene)
  }
  asks.forget()
  return sources.map((_rows, index) => mapped.get(index) ?? { items: [], faults: [] })
}

/** Makes a sink's items of one source; rows that are deleted make none. */
function itemsOf(
  scene: Pick<DeliveryScene, 'mapping' | 'sink' | 'shape'>,
  all: readonly StoredRow[],
  joined: JoinedRows = { others: {} },
): MappedItems {
  const rows = all.filter(({ deleted }) => !deleted)
  if (rows.length === 0) return { items: [], faults: [] }
  if ('fault' in joined) return { items: [], faults: [{ fault: joined.fault, item: null }] }
  const items = new Map<string, MappedItem>()
  const faults: { fault: Fault; item: string | null }[] = []
  try {
    const mapped = scene.mapping.map(
      rows.map(({ data }) => JSON.parse(data) as JsonObject),
      joined.others,
    )
    faults.push(...mapped.problems.map((problem) => ({ fault: problem, item: null })))
    for (const candidate of mapped.items) {
      const { value: item } = cleanJson(candidate)
      // As the mapping wrote it, so that a sink meets the fields in their order.
      const text = JSON.stringify(item)
      try {
        checkItem(scene, item)
        const key = keyText(scene.sink.key(item))
        askSink(scene.sink, item)
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

/** What a sink cannot be asked of an item is wrong with that item alone, and must not stop the others later. */
function askSink(sink: Sink<unknown>, item: JsonObject): void {
  sink.batch.by?.(item)
  sink.serialBy?.(item)
  sink.live?.at(item)
  sink.subject?.(item)
  for (const { key } of Object.values(sink.references?.(item) ?? {})) keyText(key)
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
