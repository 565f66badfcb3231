import type { Connector, Json } from '@cartograph/core'
import { checkLine, type CheckOptions } from './account.ts'
import { connectionContext } from './context.ts'
import type { Line } from './line.ts'

/** One thing that the vendor's side needs. */
export type PreparedStep = Awaited<
  ReturnType<NonNullable<Connector<unknown, Json>['prepare']>>
>[number]

/**
 * Brings a vendor's side into the state that the connection needs; undefined where its connector needs nothing.
 *
 * `dry`: only says what it would do, and no request that changes anything passes.
 *
 * @throws what the connector throws; what was done until then stays done, and doing it again is harmless.
 */
export async function prepareVendor(
  line: Line,
  options: CheckOptions & { readonly dry: boolean },
): Promise<readonly PreparedStep[] | undefined> {
  const { connector, streams = [] } = line.connection
  if (connector.prepare === undefined) return undefined
  await checkLine(line, { ...options, isInteractive: true })
  const context = connectionContext(line, {
    ...options.engine,
    clock: options.clock,
    signal: options.signal,
    dry: options.dry,
    isInteractive: true,
    streams,
  })
  return connector.prepare(context)
}
