import type { Parts } from '@cartograph/core'
import { readFinding, writeFinding, type Finding, type Store } from '../store/index.ts'
import {
  standingFrom,
  standingOf,
  stoppedBy,
  works,
  type CheckOptions,
  type Problem,
  type Standing,
} from './account.ts'
import { connectionContext } from './context.ts'
import { runHoldMs, type Line } from './line.ts'
import { pastPassingFaults } from './passing.ts'
import { settled } from './settled.ts'

/** What a connection can do, and whether it may. */
export interface OpenConnection {
  readonly parts: Parts<unknown>
  readonly standing: Standing
}

export interface OpenOptions extends CheckOptions {
  readonly side: 'streams' | 'sinks' | 'actions'
  /** What of the configuration does not fit the account; where anything does not, and the account was not looked at lately, it is looked at again. */
  readonly misfits?: (parts: Parts<unknown>) => readonly Problem[]
}

/** So old a finding may be wrong where the configuration does not fit it. */
const doubtfulMs = 3_600_000

/**
 * Makes a connection ready for a run: checks it where that was not done lately, and discovers what only its account knows.
 *
 * A connection that has nothing on the side of the run is asked nothing. What stops it is in its standing, with the parts
 * that are known without its vendor.
 */
export async function openConnection(
  store: Store,
  line: Line,
  options: OpenOptions,
): Promise<OpenConnection> {
  const { connector, config } = line.connection
  const found = (await knownFinding(store, line))?.found ?? null
  let parts: Parts<unknown>
  try {
    parts = connector.parts({ config, found })
  } catch (error) {
    // Settings alone gave parts when they were loaded; what was found in the account is more than the connector can take.
    return { parts: {}, standing: stoppedBy(line, error, options.signal) }
  }
  const hasSide = Object.keys(parts[options.side] ?? {}).length > 0
  if (!hasSide && connector.discover === undefined) return { parts, standing: works }
  const standing = await standingOf(store, line, options)
  if (standing.fault !== undefined) return { parts, standing }
  try {
    const known = await connectionParts(store, line, options)
    return {
      parts: known,
      standing: together(standing, standingFrom(line, options.misfits?.(known) ?? [])),
    }
  } catch (error) {
    return { parts, standing: stoppedBy(line, error, options.signal) }
  }
}

/** What a connection can do, with what was discovered about its account; discovered once for the same settings. */
async function connectionParts(
  store: Store,
  line: Line,
  { clock, engine, signal, misfits }: OpenOptions,
): Promise<Parts<unknown>> {
  const { connector, config, id, fingerprint } = line.connection
  if (connector.discover === undefined) return connector.parts({ config, found: null })
  const known = await knownFinding(store, line)
  if (known !== undefined) {
    const parts = connector.parts({ config, found: known.found })
    const isFresh = clock.now() - known.at < doubtfulMs
    if (isFresh || misfits === undefined || misfits(parts).length === 0) return parts
  }
  const context = connectionContext(line, {
    ...engine,
    clock,
    signal,
    dry: true,
    streams: [],
    holdMs: runHoldMs,
  })
  const ask = connector.discover.bind(connector, context)
  const patience = { signal, stuckMs: engine?.waits?.stuckMs }
  const discover = () =>
    settled(ask(), `${line.connection.connectorName}: What the account holds`, patience)
  const found = await pastPassingFaults(discover, { signal, waits: engine?.waits })
  await store.write((dialect, org) =>
    writeFinding(dialect, org, id, { fingerprint, found, at: clock.now() }),
  )
  return connector.parts({ config, found })
}

async function knownFinding(store: Store, line: Line): Promise<Finding | undefined> {
  const { id, fingerprint } = line.connection
  const known = await store.read((dialect, org) => readFinding(dialect, org, id))
  return known?.fingerprint === fingerprint ? known : undefined
}

function together(one: Standing, other: Standing): Standing {
  return {
    fault: one.fault ?? other.fault,
    stopped: (part) => one.stopped(part) ?? other.stopped(part),
    notes: (part) => [...one.notes(part), ...other.notes(part)],
  }
}
