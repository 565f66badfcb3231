import { compileMapping, entities, fault, type JsonObject } from '@cartograph/core'
import type { Configuration, Connection, Delivery } from '../config/index.ts'
import { type CommonOptions, withConfiguration, withInstallation } from './installation.ts'
import { previewSample, refusalBy, refusalByModel, samplesOf, type Preview } from '../work/index.ts'
import { storedRows, streamSamples } from './preview-rows.ts'
import { previewText } from './preview-text.ts'
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
    const check = (item: JsonObject) => refusalByModel(mapping, connection.id, item)
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
    const check = (item: JsonObject) => (target === undefined ? undefined : refusalBy(target, item))
    const rows = (limit: number) => storedRows(installation, from, limit)
    for (const sample of await samplesOf(compiled, rows, options.limit))
      previews.push(await previewSample(compiled, sample, { source: entities[from].schema, check }))
    return 0
  })
  return previews
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
