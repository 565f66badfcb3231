import type { Connector, Json, Parts, Schema } from '@cartograph/core'
import { settingsSchema } from '../scene.ts'
import { keyText } from '../stream-keys.ts'
import { fieldChanges, type FieldsWish } from './field-changes.ts'
import type { Example, Released } from './released.ts'
import { schemaFields, type SchemaFields } from './schema-fields.ts'

/** The connector as it is now. */
export interface Present {
  readonly connector: Connector<unknown, Json>
  readonly parts: Parts<unknown>
}

type Changes = (released: Released, present: Present) => readonly string[]

export function settingsChanges(
  { settings }: Released,
  { connector }: Pick<Present, 'connector'>,
): readonly string[] {
  return fieldChanges(settings, schemaFields(settingsSchema(connector)), { filledBy: 'us' })
}

/** Parts that are no longer there, or are of another kind. */
export const partChanges: Changes = (released, { parts }) => [
  ...(['streams', 'sinks', 'actions', 'lookups', 'surfaces'] as const).flatMap((side) =>
    Object.keys(released[side])
      .filter((name) => parts[side]?.[name] === undefined)
      .map((name) => `${side}.${name} is gone`),
  ),
  ...(released.feed?.streams ?? [])
    .filter((name) => parts.feed?.streams.includes(name) !== true)
    .map((name) => `the feed no longer tells of ${name}`),
  ...(released.webhook !== undefined && parts.webhook === undefined ? ['webhook is gone'] : []),
  ...Object.entries(released.surfaces).flatMap(([name, { routes }]) => {
    const surface = parts.surfaces?.[name]
    return routes
      .filter((route) => surface !== undefined && !Object.hasOwn(surface.routes, route))
      .map((route) => `surfaces.${name} no longer answers ${route}`)
  }),
  ...Object.entries(released.sinks).flatMap(([name, { mode }]) => {
    const sink = parts.sinks?.[name]
    const now = sink === undefined || 'mode' in sink ? sink?.mode : 'served'
    return now === undefined || now === mode ? [] : [`sinks.${name} was ${mode}, and is ${now}`]
  }),
]

/** Fields of rows, items and inputs that went away or take less than before. */
export const schemaChanges: Changes = ({ streams, sinks, actions, lookups }, { parts }) => [
  ...Object.entries(streams).flatMap(([name, { fields }]) =>
    differ(`streams.${name}`, fields, parts.streams?.[name]?.schema, 'vendor'),
  ),
  ...Object.entries(sinks).flatMap(([name, { fields }]) =>
    differ(`sinks.${name}`, fields, parts.sinks?.[name]?.schema, 'us'),
  ),
  ...Object.entries(actions).flatMap(([name, { fields }]) =>
    differ(`actions.${name}`, fields, parts.actions?.[name]?.schema, 'us'),
  ),
  ...Object.entries(lookups).flatMap(([name, { input }]) =>
    differ(`lookups.${name}`, input, parts.lookups?.[name]?.input, 'us'),
  ),
  ...Object.entries(lookups).flatMap(([name, { output }]) =>
    differ(`lookups.${name}, its answer`, output, parts.lookups?.[name]?.output, 'vendor'),
  ),
]

function differ(
  where: string,
  before: SchemaFields,
  schema: Schema<unknown> | undefined,
  filledBy: FieldsWish['filledBy'],
): readonly string[] {
  if (schema === undefined) return []
  const now = schemaFields(schema['~standard'].jsonSchema.input({ target: 'draft-2020-12' }))
  return fieldChanges(before, now, { filledBy }).map((change) => `${where}: ${change}`)
}

interface Keyed {
  readonly key: (row: never) => Json
  readonly version?: (row: never) => string | number
}

/** Keys and versions that the same row would no longer have. */
export const keyChanges: Changes = (released, { parts }) =>
  (['streams', 'sinks'] as const).flatMap((side) =>
    Object.entries(released[side]).flatMap(([name, { example }]) => {
      const part = parts[side]?.[name] as Keyed | undefined
      if (part === undefined || example === undefined) return []
      return exampleChanges(part, example).map((change) => `${side}.${name}: ${change}`)
    }),
  )

function exampleChanges(part: Keyed, { of, key, version }: Example): readonly string[] {
  const row = JSON.stringify(of)
  const nowKey = tried(() => keyText(part.key(of as never) as Parameters<typeof keyText>[0]))
  const nowVersion = tried(() => part.version?.(of as never))
  return [
    ...(nowKey === keyText(key as never)
      ? []
      : [`the key of ${row} was ${keyText(key as never)}, and is ${nowKey}`]),
    ...(version === undefined || nowVersion === version
      ? []
      : [
          `the version of ${row} was ${JSON.stringify(version)}, and is ${JSON.stringify(nowVersion) ?? 'none'}`,
        ]),
  ]
}

function tried<Result>(work: () => Result): Result | string {
  try {
    return work()
  } catch {
    return 'an error, because it looks at other fields'
  }
}

/** What credentials must be allowed now and need not before. New parts may ask for what they need. */
export const permissionChanges: Changes = (released, { connector, parts }) => [
  ...added('oauth2', released.scopes, connector.oauth2?.scopes),
  ...(['feed', 'webhook'] as const).flatMap((name) =>
    released[name] === undefined
      ? []
      : added(name, released[name].permissions, parts[name]?.permissions),
  ),
  ...(['streams', 'sinks', 'actions', 'lookups'] as const).flatMap((side) =>
    Object.entries(released[side]).flatMap(([name, { permissions }]) =>
      added(`${side}.${name}`, permissions, permissionsOf(parts[side]?.[name])),
    ),
  ),
  ...Object.entries(released.surfaces).flatMap(([name, { permissions }]) =>
    added(`surfaces.${name}`, permissions, permissionsOf(parts.surfaces?.[name]?.authentication)),
  ),
]

function added(
  where: string,
  before: readonly string[] | undefined,
  now: readonly string[] | undefined,
): readonly string[] {
  return (now ?? [])
    .filter((permission) => before?.includes(permission) !== true)
    .map((permission) => `${where} asks for ${permission}`)
}

function permissionsOf(part: object | undefined): readonly string[] | undefined {
  return part !== undefined && 'permissions' in part
    ? (part.permissions as readonly string[])
    : undefined
}

/** Streams whose stored positions are no longer understood, so that their slices begin again. */
export async function lostPositions(
  { streams, feed }: Released,
  { parts }: Present,
): Promise<readonly string[]> {
  const kept = [
    ...Object.entries(streams).map(([name, { position }]) => ({
      name,
      position,
      schema: parts.streams?.[name]?.list?.position,
    })),
    { name: 'the feed', position: feed?.position, schema: parts.feed?.position },
  ]
  const lost: string[] = []
  for (const { name, position, schema } of kept) {
    if (schema === undefined || position === undefined) continue
    const { issues } = await schema['~standard'].validate(position)
    if (issues !== undefined) lost.push(name)
  }
  return lost
}
