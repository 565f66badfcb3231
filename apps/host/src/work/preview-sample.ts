import {
  entities,
  faultOf,
  isEntityName,
  makeRow,
  previewMapping,
  type CompiledMapping,
  type Fault,
  type JsonObject,
  type Mapping,
  type PreviewField,
  type PreviewItem,
  type Schema,
} from '@cartograph/core'
import { inputSchema, maskFor, type Mask } from '../config/index.ts'

/** Rows that a mapping takes together: one, or those of a group. */
export interface Sample {
  readonly rows: readonly JsonObject[]
}

/** How many rows are looked at to fill the groups that are shown. */
const rowsForGroups = 2000

/** The first rows, or the first groups of those rows that were looked at. */
export async function samplesOf(
  mapping: CompiledMapping,
  rows: (limit: number) => AsyncIterable<JsonObject>,
  limit: number,
): Promise<readonly Sample[]> {
  if (mapping.groupKey === undefined) {
    const samples: Sample[] = []
    for await (const row of rows(limit)) samples.push({ rows: [row] })
    return samples
  }
  const groups = new Map<string, JsonObject[]>()
  for await (const row of rows(rowsForGroups)) {
    const key = mapping.groupKey(row)
    if (key === undefined) continue
    const group = groups.get(key)
    if (group !== undefined) group.push(row)
    else if (groups.size < limit) groups.set(key, [row])
  }
  return [...groups.values()].map((group) => ({ rows: group }))
}

/** What one mapping makes of one row or group. */
export interface Preview {
  readonly mapping: string
  readonly rows: number
  readonly items: readonly PreviewItem[]
  /** Why an item would be refused, or the rows not mapped at all. */
  readonly problems: readonly Fault[]
}

/** What a mapping is between. */
export interface PreviewSides {
  readonly source: Schema<unknown>
  /** What is wrong with an item in the eyes of whoever takes it. */
  readonly check: (item: JsonObject) => Fault | undefined | Promise<Fault | undefined>
  /** What stands there now in the place of an item. Default: nothing is compared. */
  readonly before?: (item: JsonObject) => Promise<JsonObject | undefined>
}

/** What a mapping makes of one row or group, field by field. Personal data is hidden. */
export async function previewSample(
  compiled: CompiledMapping,
  { rows }: Sample,
  { source, check, before }: PreviewSides,
): Promise<Preview> {
  const { mapping } = compiled
  const counts = { mapping: mapping.id, rows: rows.length }
  let items: readonly PreviewItem[]
  try {
    items = await comparedItems(compiled, rows, before)
  } catch (error) {
    return { ...counts, items: [], problems: [faultOf(error, mapping.id)] }
  }
  const problems: Fault[] = []
  for (const { item, fields } of items) {
    const found = item === undefined ? undefined : await check(item)
    if (found !== undefined) problems.push(found)
    if (item === undefined)
      problems.push(...fields.flatMap(({ problem }) => (problem === undefined ? [] : [problem])))
  }
  const mask = maskFor([
    ...rows.map((value) => ({ schema: inputSchema(source), value })),
    ...items.flatMap(({ fields }) => fields.flatMap((field) => targetsOf(mapping, field))),
  ])
  return { ...counts, items: items.map((item) => shown(item, mask)), problems }
}

async function comparedItems(
  compiled: CompiledMapping,
  rows: readonly JsonObject[],
  before: PreviewSides['before'],
): Promise<readonly PreviewItem[]> {
  const items = previewMapping(compiled, rows)
  if (before === undefined) return items
  const known: (JsonObject | undefined)[] = []
  for (const { item } of items) known.push(item && (await before(item)))
  return previewMapping(compiled, rows, { lastDelivered: (_, index) => known[index] })
}

/** What stands in a field of the target, or would: also where the item cannot be made, its sources are personal. */
function targetsOf({ to }: Mapping, field: PreviewField) {
  const isEntity = 'entity' in to && isEntityName(to.entity)
  const schema = isEntity ? inputSchema(entities[to.entity as 'order'].schema) : {}
  const [name = ''] = field.path
  return [field.result, field.previous, ...field.sources.map(({ value }) => value)].map(
    (value) => ({
      schema,
      value: { [name]: value },
    }),
  )
}

function shown({ item, fields }: PreviewItem, mask: Mask): PreviewItem {
  return {
    ...(item !== undefined && { item: mask(item) }),
    fields: fields.map((field) =>
      Object.assign({}, field, {
        sources: field.sources.map(({ path, value }) =>
          value === undefined ? { path } : { path, value: mask(value) },
        ),
        ...(field.result !== undefined && { result: mask(field.result) }),
        ...(field.previous !== undefined && { previous: mask(field.previous) }),
      }),
    ),
  }
}

/** What the commerce model says of an item. */
export function refusalByModel(
  { to }: Mapping,
  connection: string,
  item: JsonObject,
): Fault | undefined {
  if (!('entity' in to) || !isEntityName(to.entity)) return undefined
  const made = makeRow(to.entity, connection, item)
  return 'fault' in made ? made.fault : undefined
}

/** What a sink's schema says of an item. */
export async function refusalBy(
  schema: Schema<unknown>,
  item: JsonObject,
): Promise<Fault | undefined> {
  const { issues } = await schema['~standard'].validate(item)
  const [first] = issues ?? []
  if (first === undefined) return undefined
  const path = (first.path ?? []).map((segment) =>
    typeof segment === 'object' ? String(segment.key) : String(segment),
  )
  const message = `The sink refuses the item: ${first.message}`
  return { $fault: 'v1', kind: 'record', message, path }
}
