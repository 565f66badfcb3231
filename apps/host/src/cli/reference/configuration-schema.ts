import { entityNames } from '@cartograph/core'
import {
  callingNames,
  configurationShape,
  inputSchema,
  mappingShape,
  type JsonSchema,
  type LoadedConnector,
  sampleSettings,
} from '../../config/index.ts'
import { editorSchema } from './editor-schema.ts'
import { knownParts } from './known-parts.ts'
import { schemaFields } from './schema-fields.ts'

/** What an editor is told of one connector. */
interface Described {
  readonly names: readonly string[]
  readonly key: string
  readonly config: JsonSchema
  readonly streams: JsonSchema
  readonly sinks: readonly string[]
}

/**
 * The JSON Schema of a configuration file that uses these connectors: each connection is checked by the settings of the
 * connector that it names.
 *
 * What only the loader can know passes: names of connections, environment variables, what settings mean together.
 */
export async function configurationSchema(
  connectors: readonly LoadedConnector[],
): Promise<JsonSchema> {
  const described = await Promise.all(connectors.map(describe))
  const root = editorSchema(inputSchema(configurationShape), '#')
  const sinks = [...new Set(described.flatMap((each) => each.sinks))]
  const definitions = Object.fromEntries(described.map(({ key, config }) => [key, config]))
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Cartograph configuration',
    ...changed(root, [
      [['connections', '*'], (connection) => connectionSchema(connection, described)],
      [['connections', '*', 'mappings', '[]'], mappingSchema],
      [['deliveries', '*', 'mapping'], mappingSchema],
      [['deliveries', '*', 'from'], (from) => ({ ...from, enum: entityNames })],
      [['deliveries', '*', 'to', 'sink'], (sink) => suggesting(sink, sinks)],
    ]),
    $defs: {
      ...(isSchema(root['$defs']) && root['$defs']),
      ...definitions,
      mapping: editorSchema(inputSchema(mappingShape), '#/$defs/mapping'),
    },
  }
}

async function describe(loaded: LoadedConnector): Promise<Described> {
  const { connector, name } = loaded
  // A slash would part the pointer that leads here.
  const key = `settings-${name.replaceAll('/', '.')}`
  const schema = inputSchema(connector.config)
  const known = knownParts(connector, await sampleSettings(connector))
  const streams = known?.all('streams').map((each) => each.name) ?? []
  const settingsMakeStreams = schemaFields(schema).some(({ path }) => path.includes('*'))
  const areAll = known !== undefined && connector.discover === undefined && !settingsMakeStreams
  return {
    names: callingNames(name),
    key,
    config: editorSchema(schema, `#/$defs/${key}`),
    streams: areAll && streams.length > 0 ? { enum: streams } : suggesting({}, streams),
    sinks: known?.all('sinks').map((each) => each.name) ?? [],
  }
}

function connectionSchema(connection: JsonSchema, described: readonly Described[]): JsonSchema {
  const names = described.flatMap((each) => each.names)
  return {
    ...changed(connection, [[['connector'], (schema) => suggesting(schema, names)]]),
    allOf: described.map(({ names: own, key, config, streams }) => ({
      if: { properties: { connector: { enum: own } }, required: ['connector'] },
      then: {
        properties: {
          config: { $ref: `#/$defs/${key}` },
          streams: { items: streams },
        },
        ...(isList(config['required']) &&
          config['required'].length > 0 && { required: ['config'] }),
      },
    })),
  }
}

/** Completes these names, and takes others too. */
function suggesting(schema: JsonSchema, names: readonly string[]): JsonSchema {
  const { anyOf: _limits, type: _type, minLength: _least, ...rest } = schema
  const any = { type: 'string', minLength: 1 }
  return names.length === 0 ? { ...rest, ...any } : { ...rest, anyOf: [{ enum: names }, any] }
}

/** Mappings in the file itself are checked too; their files have schemas of their own. */
function mappingSchema({ description }: JsonSchema): JsonSchema {
  return {
    ...(description !== undefined && { description }),
    anyOf: [{ type: 'string' }, { $ref: '#/$defs/mapping' }],
  }
}

type Change = readonly [path: readonly string[], change: (schema: JsonSchema) => JsonSchema]

/** The schema with parts of it changed; `*` is any entry, `[]` any item, and what may be missing is looked through. */
function changed(schema: JsonSchema, changes: readonly Change[]): JsonSchema {
  let result = schema
  for (const [path, change] of changes) result = changedAt(result, path, change)
  return result
}

function changedAt(
  schema: JsonSchema,
  [name, ...rest]: readonly string[],
  change: Change[1],
): JsonSchema {
  if (name === undefined) return change(schema)
  if (Array.isArray(schema['anyOf']))
    return {
      ...schema,
      anyOf: schema['anyOf'].map((branch: JsonSchema) =>
        changedAt(branch, [name, ...rest], change),
      ),
    }
  if (name === '*') return within(schema, 'additionalProperties', rest, change)
  if (name === '[]') return within(schema, 'items', rest, change)
  const { properties } = schema
  return isSchema(properties)
    ? { ...schema, properties: within(properties, name, rest, change) }
    : schema
}

function within(
  holder: JsonSchema,
  name: string,
  rest: readonly string[],
  change: Change[1],
): JsonSchema {
  const part = holder[name]
  return isSchema(part) ? { ...holder, [name]: changedAt(part, rest, change) } : holder
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}
