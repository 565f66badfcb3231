import type { Json, Lookup, Mapping, Parts } from '@cartograph/core'
import { connectionContext, type Installation, type RunOptions } from '../connections/index.ts'
import type { Clock } from '../queue/index.ts'
import { defaultTimeoutMs } from './scene.ts'
import type { OfferedLookUp } from './look-ups.ts'

interface Asking {
  readonly engine: RunOptions
  readonly clock: Clock
  readonly dry?: boolean
}

/**
 * The look-ups that a mapping of a delivery may ask: those of the connection that it sends to, by their names, and those of other
 * connections as `connection.name`, such as recommendations for a mail.
 *
 * Another connection is asked with its own settings and within its own limits. It is not checked before: what is wrong there is the
 * answer's fault, and stops no delivery.
 */
export function offeredLookUps(
  { configuration, lines }: Pick<Installation, 'configuration' | 'lines'>,
  mapping: Mapping,
  parts: Parts<unknown>,
  { engine, clock, dry = false }: Asking,
): Readonly<Record<string, OfferedLookUp>> {
  const offered: Record<string, OfferedLookUp> = {}
  for (const [name, lookup] of Object.entries(parts.lookups ?? {})) offered[name] = { lookup }
  for (const asked of askedNames(mapping as unknown as Json)) {
    const dot = asked.indexOf('.')
    const connection = configuration.connections.get(asked.slice(0, Math.max(0, dot)))
    if (connection === undefined) continue
    const line = lines.of(connection)
    const lookup = lookupsOf(line.connection)[asked.slice(dot + 1)]
    if (lookup === undefined) continue
    offered[asked] = {
      lookup,
      contextFor: (signal) =>
        connectionContext(line, {
          ...engine,
          clock,
          signal,
          dry,
          streams: [],
          holdMs: (defaultTimeoutMs * 2) / 3,
        }),
    }
  }
  return offered
}

/** Those that settings alone give. */
function lookupsOf({
  connector,
  config,
}: ReturnType<Installation['lines']['of']>['connection']): Readonly<
  Record<string, Lookup<unknown>>
> {
  try {
    return connector.parts({ config, found: null }).lookups ?? {}
  } catch {
    return {}
  }
}

function askedNames(value: Json | undefined): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inside]) =>
    name === '$lookup' && typeof inside === 'string' ? [inside] : askedNames(inside as Json),
  )
}
