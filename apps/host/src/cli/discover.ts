import { faultOf, type Fault, type Json } from '@cartograph/core'
import type { Connection } from '../config/index.ts'
import {
  discoverAgain,
  withoutSecrets,
  type Difference,
  type Installation,
} from '../connections/index.ts'
import { engineClock } from '../queue/index.ts'
import type { CommonOptions } from './installation.ts'
import { count } from './table.ts'
import type { ExitCode, Terminal } from './terminal.ts'
import { askVendors } from './vendor-side.ts'

/** What one account told of itself. */
export interface Discovered {
  readonly connection: string
  readonly found?: Json
  readonly isFirst?: boolean
  readonly differences: readonly Difference[]
  readonly fault?: Fault
}

/** `cartograph discover [connections…]`: asks accounts again what only they know, keeps it, and says what is new or gone. */
export function discoverCommand(
  terminal: Terminal,
  connections: readonly string[],
  options: CommonOptions,
): Promise<ExitCode> {
  return askVendors(terminal, connections, options, {
    can: (connector) => connector.discover !== undefined,
    ask: (installation, connection) => discover(installation, connection, terminal.signal),
    text: discoverText,
  })
}

async function discover(
  { store, lines }: Installation,
  connection: Connection,
  signal: AbortSignal,
): Promise<Discovered> {
  const line = lines.of(connection)
  const { id } = connection
  try {
    const discovery = await discoverAgain(store, line, { clock: engineClock(store.now), signal })
    return { connection: id, differences: [], ...discovery }
  } catch (error) {
    return { connection: id, differences: [], fault: withoutSecrets(line, faultOf(error, id)) }
  }
}

/** More than that is for `--json`. */
const mostShown = 50
const signs = { new: '+', gone: '-', changed: '~' } as const satisfies Record<
  Difference['kind'],
  string
>

export function discoverText(discovered: readonly Discovered[]): string {
  if (discovered.length === 0) return 'No connection has anything to discover.\n'
  return discovered
    .filter(({ fault }) => fault === undefined)
    .map((each) => `${connectionLines(each).join('\n')}\n`)
    .join('')
}

function connectionLines({
  connection,
  found,
  isFirst = false,
  differences,
}: Discovered): readonly string[] {
  if (found === undefined) return [`${connection}: nothing to discover.`]
  if (isFirst) return [`${connection}: found ${summary(found)}.`]
  if (differences.length === 0) return [`${connection}: nothing is new or gone.`]
  const lines = differences
    .slice(0, mostShown)
    .map(({ kind, path }) => `  ${signs[kind]} ${path.join(', ') || 'everything'}`)
  const rest = differences.length - lines.length
  return [`${connection}:`, ...lines, ...(rest > 0 ? [`  and ${count(rest)} more`] : [])]
}

function summary(found: Json): string {
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return 'something'
  const parts = Object.entries(found).map(([name, value]) =>
    Array.isArray(value) ? `${name} (${count(value.length)})` : name,
  )
  return parts.join(', ') || 'nothing'
}
