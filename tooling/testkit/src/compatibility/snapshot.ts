import type { JsonObject, Key, Parts, Schema, Sink, ServedSink, Stream } from '@cartograph/core'
import type { Baseline } from '../baseline.ts'
import type { Suite } from '../check.ts'
import { settingsSchema, type Scene } from '../scene.ts'
import { lookedAt } from './looked-at.ts'
import { packageVersion, type Example, type Released } from './released.ts'
import { schemaFields, type SchemaFields } from './schema-fields.ts'

/** What the connector promises as it is now, under the version that its package has now. */
export async function snapshot(suite: Suite, folder: URL): Promise<Released> {
  const version = await packageVersion(folder)
  const baseline = await suite.baseline()
  return suite.inScene(async (scene) => {
    const { connector, parts } = scene
    const { feed, webhook, actions, lookups, surfaces, sinks } = parts
    return {
      version,
      settings: schemaFields(settingsSchema(connector)),
      ...(connector.oauth2 !== undefined && { scopes: [...connector.oauth2.scopes] }),
      streams: each(parts.streams, (stream, name) => streamOf(stream, baseline, name)),
      ...(feed !== undefined && { feed: await feedOf(scene, feed) }),
      ...(webhook !== undefined && { webhook: allowed(webhook) }),
      sinks: each(sinks, (sink, name) => sinkOf(sink, scene, name)),
      actions: each(actions, (action) => ({
        ...allowed(action),
        fields: fieldsOf(action.schema),
      })),
      lookups: each(lookups, (lookup) => ({
        ...allowed(lookup),
        input: fieldsOf(lookup.input),
        output: fieldsOf(lookup.output),
      })),
      surfaces: each(surfaces, ({ authentication, routes }) => ({
        // Those that a caller's token must carry.
        ...('accept' in authentication && allowed(authentication)),
        routes: Object.keys(routes).toSorted(),
      })),
    }
  })
}

/** Parts by their names, in the order of these, so that the file changes only where the connector does. */
function each<Part, Note>(
  parts: Readonly<Record<string, Part>> | undefined,
  note: (part: Part, name: string) => Note,
): Record<string, Note> {
  const sorted = Object.entries(parts ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(sorted.map(([name, part]) => [name, note(part, name)]))
}

function streamOf(stream: Stream<unknown>, baseline: Baseline, name: string) {
  const reading = baseline.streams.get(name)?.reading
  const [text] = reading?.rows.values() ?? []
  const [position] = reading?.positions.values() ?? []
  return {
    ...allowed(stream),
    ...(text !== undefined && { example: exampleOf(stream, JSON.parse(text) as JsonObject) }),
    ...(position !== undefined && { position }),
    fields: fieldsOf(stream.schema),
  }
}

function sinkOf(sink: Sink<unknown> | ServedSink<unknown>, { simulated }: Scene, name: string) {
  const [item] = simulated.sinks?.[name]?.items(1) ?? []
  const mode = 'mode' in sink ? sink.mode : ('served' as const)
  return {
    ...('mode' in sink && allowed(sink)),
    mode,
    ...(item !== undefined && { example: exampleOf(sink, item as JsonObject) }),
    fields: fieldsOf(sink.schema),
  }
}

async function feedOf(scene: Scene, feed: NonNullable<Parts<unknown>['feed']>) {
  const position = await scene.call(() => feed.start(scene.context({ dry: true })))
  return { ...allowed(feed), streams: [...feed.streams].toSorted(), position }
}

interface Keyed {
  key(row: object): string | number | Key
  version?(row: object): string | number
}

/** A row as far as its key and its version look at it, and what they make of it. */
export function exampleOf(part: Keyed, row: JsonObject): Example {
  const read = (one: object) => [part.key(one), part.version?.(one)]
  const of = lookedAt(row, read)
  const version = part.version?.(of)
  return {
    of: of as Example['of'],
    key: [part.key(of)].flat(),
    ...(version !== undefined && { version }),
  }
}

function fieldsOf(schema: Schema<unknown>): SchemaFields {
  return schemaFields(schema['~standard'].jsonSchema.input({ target: 'draft-2020-12' }))
}

function allowed({ permissions }: { readonly permissions?: readonly string[] }) {
  return permissions === undefined ? {} : { permissions: [...permissions].toSorted() }
}
