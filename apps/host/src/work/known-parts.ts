import type { Parts } from '@cartograph/core'
import type { Connection } from '../config/index.ts'
import { readFinding, type Store } from '../store/index.ts'

/** What a connection can do, as far as it is known without asking its vendor. */
export async function knownParts(store: Store, connection: Connection): Promise<Parts<unknown>> {
  const { connector, config, fingerprint } = connection
  const finding = await store.read((dialect, org) => readFinding(dialect, org, connection.id))
  const found = finding?.fingerprint === fingerprint ? finding.found : null
  return connector.parts({ config, found })
}

/** The parts of a connection that vendors call, each at an address of its own. */
export function calledParts({ webhook, surfaces }: Parts<unknown>): readonly string[] {
  const names = Object.keys(surfaces ?? {}).map((name) => `surfaces.${name}`)
  return webhook === undefined ? names : ['webhook', ...names]
}

/** The parts of a connection that vendors fetch, each at an address of its own. */
export function fetchedParts({ sinks }: Parts<unknown>): readonly string[] {
  return Object.entries(sinks ?? {}).flatMap(([name, sink]) =>
    'serve' in sink ? `sinks.${name}` : [],
  )
}
