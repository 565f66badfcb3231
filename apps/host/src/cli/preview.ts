import {
  compileMapping,
  entities,
  fault,
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
import {
  inputSchema,
  maskFor,
  type Configuration,
  type Connection,
  type Delivery,
  type Mask,
} from '../config/index.ts'
import { type CommonOptions, withConfiguration, withInstallation } from './installation.ts'
import { samplesOf, storedRows, streamSamples, type Sample } from './preview-rows.ts'
import { previewText, type Preview } from './preview-text.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface PreviewCommandOptions extends CommonOptions {
  /** Rows, or groups of rows. */
  readonly limit: number
}

/** `cartograph preview <delivery or connection.stream>`: runs a mapping on real rows and shows each field. Changes nothing. */
export async function previewCommand(
  terminal: Terminal,
  what: string,
  options: PreviewCommandOptions,
): Promise<ExitCode> {
  return withConfiguration(terminal, options, async (configuration) => {
    const delivery = configuration.deliveries.get(what)
    const previews =
      delivery === undefined
        ? await previewStream(configuration, what, options.limit, terminal.signal)
        : await previewDelivery(terminal, delivery, options)
    const ok = previews.every(({ problems }) => problems.length === 0)
    await terminal.out(
      options.json === true ? `${JSON.stringify({ ok, previews })}\n` : previewText(previews),
    )
    return ok ? 0 : 1
  })
}

async function previewStream(
  configuration: Configuration,
  what: string,
  limit: number,
  signal: AbortSignal,
): Promise<readonly Preview[]> {
  const { connection, name } = partNamed(configuration, what)
  const { stream, rows } = await streamSamples(connection, name, signal)
  const own = connection.mappings.filter(({ from }) => 'stream' in from && from.stream === name)
  if (own.length === 0)
    throw fault({
      kind: 'config',
      message: `${what} has no mapping: its records are kept, and no commerce rows are made of them.`,
      hint: 'Write a mapping and name its file under `mappings:` of the connection.',
    })
  const previews: Preview[] = []
  for (const mapping of own) {
    const compiled = await compileMapping(mapping)
    const check = (item: JsonObject) => entityFault(mapping, connection, item)
    for (const sample of await samplesOf(compiled, rows, limit))
      previews.push(await previewSample(compiled, sample, { source: stream.schema, check }))
  }
  return previews
}

async function previewDelivery(
  terminal: Terminal,
  delivery: Delivery,
  options: PreviewCommandOptions,
): Promise<readonly Preview[]> {
  const previews: Preview[] = []
  await withInstallation(terminal, { ...options, readOnly: true }, async (installation) => {
    const { mapping, settings, from } = delivery
    const compiled = await compileMapping(mapping, { settings })
    const connection = installation.configuration.connections.get(delivery.connection)
    const parts = connection?.connector.parts({ config: connection.config, found: null })
    const target = parts?.sinks?.[delivery.sink]?.schema
    const check = (item: JsonObject) => (target === undefined ? undefined : refusal(target, item))
    const rows = (limit: number) => storedRows(installation, from, limit)
    for (const sample of await samplesOf(compiled, rows, options.limit))
      previews.push(await previewSample(compiled, sample, { source: entities[from].schema, check }))
    return 0
  })
  return previews
}

interface Sides {
  readonly source: Schema<unknown>
  /** What is wrong with an item in the eyes of whoever takes it. */
  readonly check: (item: JsonObject) => Fault | undefined | Promise<Fault | undefined>
}

async function previewSample(
  compiled: CompiledMapping,
  { rows }: Sample,
  { source, check }: Sides,
): Promise<Preview> {
  const { mapping } = compiled
  const counts = { mapping: mapping.id, rows: rows.length }
  let items: readonly PreviewItem[]
  try {
    items = previewMapping(compiled, rows)
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

/** What stands in a field of the target, or would: also where the item cannot be made, its sources are personal. */
function targetsOf({ to }: Mapping, field: PreviewField) {
  const isEntity = 'entity' in to && isEntityName(to.entity)
  const schema = isEntity ? inputSchema(entities[to.entity as 'order'].schema) : {}
  const [name = ''] = field.path
  return [field.result, ...field.sources.map(({ value }) => value)].map((value) => ({
    schema,
    value: { [name]: value },
  }))
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
      }),
    ),
  }
}

function entityFault({ to }: Mapping, connection: Connection, item: JsonObject): Fault | undefined {
  if (!('entity' in to) || !isEntityName(to.entity)) return undefined
  const made = makeRow(to.entity, connection.id, item)
  return 'fault' in made ? made.fault : undefined
}

async function refusal(schema: Schema<unknown>, item: JsonObject): Promise<Fault | undefined> {
  const { issues } = await schema['~standard'].validate(item)
  const [first] = issues ?? []
  if (first === undefined) return undefined
  const path = (first.path ?? []).map((segment) =>
    typeof segment === 'object' ? String(segment.key) : String(segment),
  )
  const message = `The sink refuses the item: ${first.message}`
  return { $fault: 'v1', kind: 'record', message, path }
}

function partNamed(
  { connections, deliveries }: Configuration,
  what: string,
): { readonly connection: Connection; readonly name: string } {
  const dot = what.indexOf('.')
  const connection = connections.get(what.slice(0, dot))
  if (dot > 0 && connection !== undefined) return { connection, name: what.slice(dot + 1) }
  const streams = [...connections.keys()].map((id) => `${id}.<stream>`)
  throw fault({
    kind: 'config',
    message: `There is no delivery and no stream "${what}".`,
    hint: `There is: ${[...deliveries.keys(), ...streams].join(', ') || 'nothing yet'}.`,
  })
}
