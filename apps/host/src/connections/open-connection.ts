import type { Json, Parts } from '@cartograph/core'
import { readFinding, writeFinding, type Store } from '../store/index.ts'
import { standingOf, stoppedBy, works, type CheckOptions, type Standing } from './account.ts'
import { connectionContext } from './context.ts'
import { runHoldMs, type Line } from './line.ts'

/** What a connection can do, and whether it may. */
export interface OpenConnection {
  readonly parts: Parts<unknown>
  readonly standing: Standing
}

/**
 * Makes a connection ready for a run: checks it where that was not done lately, and discovers what only its account knows.
 *
 * A connection that has nothing on the side of the run is asked nothing. What stops it is in its standing, with the parts
 * that are known without its vendor.
 */
export async function openConnection(
  store: Store,
  line: Line,
  options: CheckOptions & { readonly side: 'streams' | 'sinks' },
): Promise<OpenConnection> {
  const { connector, config } = line.connection
  const found = (await knownFinding(store, line)) ?? null
  const parts = connector.parts({ config, found })
  const hasSide = Object.keys(parts[options.side] ?? {}).length > 0
  if (!hasSide && connector.discover === undefined) return { parts, standing: works }
  const standing = await standingOf(store, line, options)
  if (standing.fault !== undefined) return { parts, standing }
  try {
    return { parts: await connectionParts(store, line, options), standing }
  } catch (error) {
    return { parts, standing: stoppedBy(line, error, options.signal) }
  }
}

/** What a connection can do, with what was discovered about its account; discovered once for the same settings. */
async function connectionParts(
  store: Store,
  line: Line,
  { clock, engine, signal }: CheckOptions,
): Promise<Parts<unknown>> {
  const { connector, config, id, fingerprint } = line.connection
  if (connector.discover === undefined) return connector.parts({ config, found: null })
  const known = await knownFinding(store, line)
  if (known !== undefined) return connector.parts({ config, found: known })
  const context = connectionContext(line, {
    ...engine,
    clock,
    signal,
    dry: true,
    streams: [],
    holdMs: runHoldMs,
  })
  const found = await connector.discover(context)
  await store.write((dialect, org) =>
    writeFinding(dialect, org, id, { fingerprint, found }, clock.now()),
  )
  return connector.parts({ config, found })
}

async function knownFinding(store: Store, line: Line): Promise<Json | undefined> {
  const { id, fingerprint } = line.connection
  const known = await store.read((dialect, org) => readFinding(dialect, org, id))
  return known?.fingerprint === fingerprint ? known.found : undefined
}
