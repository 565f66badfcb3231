import type { Connector, Fault, Json } from '@cartograph/core'
import type { Connection } from '../config/index.ts'
import { connectionNamed, type Installation } from '../connections/index.ts'
import { faultText } from './fault-text.ts'
import { withInstallation, type CommonOptions } from './installation.ts'
import type { ExitCode, Terminal } from './terminal.ts'

export interface VendorSide<Result> {
  /** Connections that are not named are asked only if their connector can answer. */
  readonly can: (connector: Connector<unknown, Json>) => boolean
  readonly ask: (installation: Installation, connection: Connection) => Promise<Result>
  readonly text: (results: readonly Result[]) => string
}

/** Asks the vendors of the connections named, or of all that can be asked, one after the other, and tells what came of it. */
export function askVendors<Result extends { readonly connection: string; readonly fault?: Fault }>(
  terminal: Terminal,
  connections: readonly string[],
  options: CommonOptions,
  { can, ask, text }: VendorSide<Result>,
): Promise<ExitCode> {
  return withInstallation(terminal, options, async (installation) => {
    const { configuration } = installation
    const chosen =
      connections.length > 0
        ? connections.map((id) => connectionNamed(configuration, id))
        : [...configuration.connections.values()].filter(({ connector }) => can(connector))
    const results: Result[] = []
    for (const connection of chosen) {
      if (terminal.signal.aborted) break
      results.push(await ask(installation, connection))
    }
    const ok = !terminal.signal.aborted && results.every(({ fault }) => fault === undefined)
    for (const { connection, fault } of results)
      if (fault !== undefined) terminal.say(faultText(fault, connection))
    await terminal.out(
      options.json === true ? `${JSON.stringify({ ok, connections: results })}\n` : text(results),
    )
    return ok ? 0 : 1
  })
}
