import type { Connector, Json, Mapping, Parts } from '@cartograph/core'
import { Cron } from 'croner'
import { checkValue, type Checked } from './checked.ts'
import type { Connection } from './configuration.ts'
import { firstLine, type LoadedConnector } from './connector.ts'
import { valueAt } from './declared-sections.ts'
import type { Path } from './document.ts'
import { isPlainObject, secretsIn, secretVariable, variablesIn } from './environment.ts'
import { fingerprintOf } from './fingerprint.ts'
import { frozen } from './frozen.ts'
import { inTime } from './in-time.ts'
import { unknownPart } from './naming.ts'
import { isOwnConnectionId } from './own-connection.ts'
import type { ReadConnection, Reading } from './reading.ts'
import type { Leaf } from './settings.ts'
import type { ConnectionShape } from './connection-shape.ts'
import { readStreamMappings } from './stream-mappings.ts'
import { checkTimeZone } from './time-zone.ts'
import { unusableConnection } from './unusable.ts'

/** How long a schema may take to check settings; it asks nobody. */
const settingsMs = 30_000

/** Loads the connector of one connection and checks everything that the file says about it. */
export async function readConnection(
  id: string,
  shape: ConnectionShape,
  reading: Reading,
): Promise<ReadConnection> {
  const { document, problems } = reading
  const folder = reading.filesOf(id)
  const base: Path = ['connections', id]
  if (isOwnConnectionId(id))
    problems.add(document, base, {
      part: 'key',
      message: 'this name is kept for what is written by hand; give the connection another',
    })
  checkSchedule(shape.schedule, [...base, 'schedule'], reading)
  checkTimeZone(shape.timeZone, [...base, 'timeZone'], reading)
  const isolatedFor = shape.isolation === 'process' ? id : undefined
  const loaded = await reading.loadConnector(shape.connector, isolatedFor)
  if (!('connector' in loaded)) {
    // A delivery needs the sink's schema; without deliveries the other connections can go on.
    const goesOn = loaded.isUnusable === true && !reading.delivered.has(id)
    problems.add(document, [...base, 'connector'], {
      ...loaded,
      severity: goesOn ? 'warning' : 'error',
    })
    const nothing = { id, secrets: [], plain: [] }
    return goesOn ? { ...nothing, connection: unusableConnection(id, shape, loaded) } : nothing
  }
  const { connector } = loaded
  const configPath = [...base, 'config']
  const checked = await checkConfig(loaded, shape, base, { ...reading, folder })
  if (checked === undefined) return { id, connector, secrets: [], plain: [] }
  for (const { path, ...draft } of checked.findings)
    problems.add(document, [...configPath, ...path], draft)
  const known = {
    id,
    connector,
    secrets: secretsOf(checked.leaves, configPath, reading),
    plain: checked.leaves
      .filter(({ isKnown, isSecret }) => isKnown && !isSecret)
      .map(({ path }) => JSON.stringify([...configPath, ...path])),
  }
  if (checked.findings.length > 0) return known
  // Every part of a connector is handed the same settings.
  const parts = partsOf(loaded, frozen(checked.value), base, reading)
  if (parts === undefined) return known
  checkStreams(shape.streams, connector, parts, [...base, 'streams'], reading)
  const own = await readStreamMappings(id, shape, connector, parts, reading)
  const connection: Connection = {
    id,
    connectorName: loaded.name,
    version: loaded.version,
    connector,
    config: checked.value,
    fingerprint: fingerprintOf(connector.id, checked.leaves, folder),
    secrets: known.secrets,
    paths: [
      ...new Set(checked.leaves.flatMap((leaf) => (leaf.isPath ? [String(leaf.value)] : []))),
    ],
    needs: loaded.needs,
    ...(shape.schedule !== undefined && { schedule: shape.schedule }),
    ...(shape.timeZone !== undefined && { timeZone: shape.timeZone }),
    ...(shape.streams !== undefined && { streams: shape.streams }),
    ...(shape.owner !== undefined && { owner: shape.owner }),
    budgets: shape.budgets ?? 'on',
    ...(reading.openAddresses.length > 0 && { openAddresses: reading.openAddresses }),
    ...(shape.requestsAtOnce !== undefined && { requestsAtOnce: shape.requestsAtOnce }),
    mappings:
      shape.standardMappings === 'off'
        ? own
        : [...own, ...defaultsBeside(own, parts.mappings ?? [])],
  }
  return { ...known, parts, connection }
}

async function checkConfig(
  { connector, name, version }: LoadedConnector,
  { config }: ConnectionShape,
  base: Path,
  { document, folder, problems }: Reading,
): Promise<Checked<unknown> | undefined> {
  try {
    return await inTime(
      checkValue(connector.config, config ?? {}, folder),
      settingsMs,
      () => new Error('late'),
    )
  } catch {
    // What was thrown may quote a setting, and which are secret is not known here.
    problems.add(document, [...base, 'connector'], {
      message: `${name} ${version} fails while it checks these settings`,
      hint: 'Tell the author of the package.',
    })
    return undefined
  }
}

function partsOf(
  { connector, name, version }: LoadedConnector,
  config: unknown,
  base: Path,
  { document, problems }: Reading,
): Parts<unknown> | undefined {
  const fails = (message: string) => {
    problems.add(document, [...base, 'connector'], {
      message: `${name} ${version} fails with these settings: ${message}`,
      hint: 'Tell the author of the package.',
    })
    return undefined
  }
  try {
    // Both are asked for by every run, and depend on the settings alone.
    connector.hosts(config)
    connector.limits?.(config)
    const parts: unknown = connector.parts({ config, found: null })
    return isPlainObject(parts) ? parts : fails('it does not say what parts it has')
  } catch (error) {
    return fails(firstLine(error))
  }
}

export function checkSchedule(
  schedule: string | undefined,
  path: Path,
  { document, problems }: Reading,
): void {
  if (schedule === undefined) return
  try {
    // Parsed only: without a function nothing is started.
    new Cron(schedule, { paused: true }).stop()
  } catch {
    problems.add(document, path, {
      message:
        'is no cron expression; expected five fields such as "*/5 * * * *" (every five minutes)',
    })
  }
}

function checkStreams(
  streams: readonly string[] | undefined,
  connector: Connector<unknown, Json>,
  parts: Parts<unknown>,
  path: Path,
  { document, problems }: Reading,
): void {
  const names = Object.keys(parts.streams ?? {})
  for (const [index, stream] of (streams ?? []).entries()) {
    if (names.includes(stream)) continue
    problems.add(document, [...path, index], unknownPart('stream', stream, names, connector))
  }
}

/** The connector's own mappings, but for the streams that the file maps itself. */
function defaultsBeside(own: readonly Mapping[], defaults: readonly Mapping[]): Mapping[] {
  const mapped = new Set(own.map(({ from }) => ('stream' in from ? from.stream : '')))
  return defaults.filter(({ from }) => 'stream' in from && !mapped.has(from.stream))
}

/**
 * The whole value of each secret setting, and of each variable in it: the parts alone are secret too. What the store keeps as a secret
 * is one wherever it is put.
 */
function secretsOf(leaves: readonly Leaf[], configPath: Path, reading: Reading): string[] {
  const found = leaves.flatMap(({ path, value, isSecret }) => {
    const written = valueAt(reading.raw, [...configPath, ...path])
    const kept = secretsIn(written).map((name) => reading.environment[secretVariable(name)] ?? '')
    if (!isSecret || (typeof value !== 'string' && typeof value !== 'number')) return kept
    const parts = typeof written === 'string' ? variablesIn(written, reading.environment) : []
    return [String(value), ...parts]
  })
  return [...new Set(found.filter((secret) => secret !== ''))]
}
