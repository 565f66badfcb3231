import {
  compileMapping,
  entities,
  fault,
  isEntityName,
  makeRow,
  type JsonObject,
  type Mapping,
} from '@cartograph/core'
import type { Connection, Delivery } from '../config/index.ts'
import type { Installation } from '../connections/index.ts'
import { rowsById, sampleRecords, type Place } from '../store/index.ts'
import { exportedRows } from './exported-rows.ts'
import { knownParts } from './known-parts.ts'
import {
  previewSample,
  refusalBy,
  refusalByModel,
  samplesOf,
  type Preview,
} from './preview-sample.ts'

type Scene = Pick<Installation, 'store' | 'configuration'>

/** What a mapping makes of records of a stream that the store has, compared with the rows that are there now. No vendor is asked. */
export async function previewStored(
  { store }: Scene,
  connection: Connection,
  name: string,
  { mapping, limit }: { readonly mapping: Mapping; readonly limit: number },
): Promise<readonly Preview[]> {
  const { streams = {} } = await knownParts(store, connection)
  const stream = Object.hasOwn(streams, name) ? streams[name] : undefined
  if (stream === undefined)
    throw fault({
      kind: 'notFound',
      message: `${connection.id} has no stream ${name}.`,
      hint: `It has: ${Object.keys(streams).join(', ') || 'none'}.`,
    })
  const compiled = await compileMapping(mapping)
  const place = { connection: connection.id, stream: name }
  const sides = {
    source: stream.schema,
    check: (item: JsonObject) => refusalByModel(mapping, connection.id, item),
    before: (item: JsonObject) => rowNow(store, mapping, connection.id, item),
  }
  const samples = await samplesOf(compiled, (most) => recordsOf(store, place, most), limit)
  return Promise.all(samples.map((sample) => previewSample(compiled, sample, sides)))
}

/** What a mapping makes of rows that a delivery would send. */
export async function previewStoredDelivery(
  { store, configuration }: Scene,
  { from, settings, connection: id, sink }: Delivery,
  { mapping, limit }: { readonly mapping: Mapping; readonly limit: number },
): Promise<readonly Preview[]> {
  const compiled = await compileMapping(mapping, { settings })
  const connection = configuration.connections.get(id)
  const parts = connection && (await knownParts(store, connection))
  const target = parts?.sinks?.[sink]?.schema
  const check = (item: JsonObject) => (target === undefined ? undefined : refusalBy(target, item))
  const rows = async function* (most: number): AsyncGenerator<JsonObject> {
    let left = most
    for await (const page of exportedRows(store, from, { includeDeleted: false }))
      for (const row of page) {
        yield row
        left -= 1
        if (left <= 0) return
      }
  }
  const samples = await samplesOf(compiled, rows, limit)
  const sides = { source: entities[from].schema, check }
  return Promise.all(samples.map((sample) => previewSample(compiled, sample, sides)))
}

async function* recordsOf(
  store: Scene['store'],
  place: Place,
  most: number,
): AsyncGenerator<JsonObject> {
  const found = await store.read((dialect, org) => sampleRecords(dialect, org, place, most))
  for (const data of found) yield JSON.parse(data) as JsonObject
}

async function rowNow(
  store: Scene['store'],
  { to }: Mapping,
  connection: string,
  item: JsonObject,
): Promise<JsonObject | undefined> {
  if (!('entity' in to) || !isEntityName(to.entity)) return undefined
  const { entity } = to
  const made = makeRow(entity, connection, item)
  if ('fault' in made) return undefined
  const { id } = made
  const rows = await store.read((dialect, org) => rowsById(dialect, org, entity, [id]))
  const row = rows.get(id)
  // The row is called after its connection too, the item is not.
  return row && !row.deleted
    ? { ...(JSON.parse(row.data) as JsonObject), id: item['id'] ?? id }
    : undefined
}
