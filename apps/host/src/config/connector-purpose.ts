import type { Connector, Json } from '@cartograph/core'
import { sampleSettings } from './sample-settings.ts'

/** What a connector is for. */
export interface ConnectorPurpose {
  /** Names of streams. */
  readonly reads: readonly string[]
  /** Names of sinks. */
  readonly sends: readonly string[]
}

/** What a connector reads and sends with any of the settings that its schema has as samples; nothing where it has none that it takes. */
export async function connectorPurpose(
  connector: Connector<unknown, Json>,
): Promise<ConnectorPurpose> {
  const samples = await sampleSettings(connector)
  const parts = samples.map(({ config }) => connector.parts({ config, found: null }))
  return {
    reads: [...new Set(parts.flatMap(({ streams }) => Object.keys(streams ?? {})))],
    sends: [...new Set(parts.flatMap(({ sinks }) => Object.keys(sinks ?? {})))],
  }
}
