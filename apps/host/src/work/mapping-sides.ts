import {
  entities,
  entityNames,
  type EntityName,
  type JsonObject,
  type Mapping,
} from '@cartograph/core'
import {
  inputSchema,
  maskFor,
  samplesAt,
  schemaFields,
  sinkTarget,
  streamSource,
  type JsonSchema,
  type Connection,
  type Delivery,
  type SchemaField,
} from '../config/index.ts'
import type { Installation } from '../connections/index.ts'
import { sampleRecords } from '../store/index.ts'
import { exportedRows } from './exported-rows.ts'
import { knownParts } from './known-parts.ts'

type Scene = Pick<Installation, 'store' | 'configuration'>

/** How many records are looked at for what usually stands where. */
const recordsLookedAt = 25

/** What a mapping can read, with what stands there in some records. */
export interface SourceField extends SchemaField {
  readonly samples: readonly string[]
}

/** What can stand on both sides of the mappings of one part. */
export interface MappingSides {
  readonly source: readonly SourceField[]
  readonly records: number
  readonly targets: readonly {
    readonly to: Mapping['to']
    readonly fields: readonly SchemaField[]
  }[]
}

/** What mappings of a stream read, and every entity that they can make. No vendor is asked. */
export async function streamSides(
  { store }: Scene,
  connection: Connection,
  stream: string,
): Promise<MappingSides | undefined> {
  const parts = await knownParts(store, connection)
  const schema = streamSource(parts, stream)
  if (schema === undefined) return undefined
  const found = await store.read((dialect, org) =>
    sampleRecords(dialect, org, { connection: connection.id, stream }, recordsLookedAt),
  )
  const records = found.map((data) => JSON.parse(data) as JsonObject)
  return {
    ...sampled(schema, records),
    targets: entityNames
      .filter((entity) => entity !== 'profile')
      .map((entity) => ({ to: { entity }, fields: entityFields(entity) })),
  }
}

/** What the mapping of a delivery reads, and what its sink takes. */
export async function deliverySides(
  { store, configuration }: Scene,
  { from, connection: id, sink, mapping }: Delivery,
): Promise<MappingSides> {
  const connection = configuration.connections.get(id)
  const parts = connection && (await knownParts(store, connection))
  const target = (parts && sinkTarget(parts, sink)) ?? {}
  const records: JsonObject[] = []
  for await (const page of exportedRows(store, from, { includeDeleted: false })) {
    records.push(...page.slice(0, recordsLookedAt))
    break
  }
  return {
    ...sampled(inputSchema(entities[from].schema), records),
    targets: [{ to: mapping.to, fields: schemaFields(target, 1) }],
  }
}

/** The connection is added by who makes the row. */
function entityFields(entity: EntityName): readonly SchemaField[] {
  return schemaFields(inputSchema(entities[entity].schema), 1).filter(
    ({ path }) => path !== '$.connection',
  )
}

/** Personal data is hidden as in every preview. */
function sampled(
  schema: JsonSchema,
  records: readonly JsonObject[],
): Pick<MappingSides, 'source' | 'records'> {
  const mask = maskFor(records.map((value) => ({ schema, value })))
  const shown = records.map((record) => mask(record))
  return {
    records: records.length,
    source: schemaFields(schema, 4, shown).map((field) =>
      Object.assign({}, field, { samples: samplesAt(shown, field.path) }),
    ),
  }
}
