import type { Json } from '@cartograph/core'
import { readFinding, writeFinding, type Store } from '../store/index.ts'
import { checkLine, type CheckOptions } from './account.ts'
import { connectionContext } from './context.ts'
import { differences, type Difference } from './differences.ts'
import type { Line } from './line.ts'

/** What an account told of itself, beside what was known of it before. */
export interface Discovery {
  readonly found: Json
  /** Nothing was known before for these settings. */
  readonly isFirst: boolean
  readonly differences: readonly Difference[]
}

/**
 * Asks a vendor again what only the account knows, and keeps it; undefined where its connector asks nothing.
 *
 * @throws what the connector throws.
 */
export async function discoverAgain(
  store: Store,
  line: Line,
  options: CheckOptions,
): Promise<Discovery | undefined> {
  const { connector, id, fingerprint, streams = [] } = line.connection
  if (connector.discover === undefined) return undefined
  await checkLine(line, { ...options, isInteractive: true })
  const context = connectionContext(line, {
    ...options.engine,
    clock: options.clock,
    signal: options.signal,
    dry: true,
    isInteractive: true,
    streams,
  })
  const found = await connector.discover(context)
  const known = await store.read((dialect, org) => readFinding(dialect, org, id))
  const before = known?.fingerprint === fingerprint ? known.found : undefined
  await store.write((dialect, org) =>
    writeFinding(dialect, org, id, { fingerprint, found, at: options.clock.now() }),
  )
  return {
    found,
    isFirst: before === undefined,
    differences: before === undefined ? [] : differences(before, found),
  }
}
