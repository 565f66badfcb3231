import { fault } from '@cartograph/core'
import type { Connection } from '../config/index.ts'
import { readFinding, type Store } from '../store/index.ts'
import { tablesOf, type AccountTable } from './tables.ts'

export interface KnownTables {
  readonly connection: string
  /** When the account was asked, milliseconds. */
  readonly askedAt: number
  readonly tables: readonly AccountTable[]
}

/**
 * The tables at a vendor as they were when the account was last asked.
 *
 * @throws a `notFound` fault where nothing is known of them.
 */
export async function readTables(store: Store, connection: Connection): Promise<KnownTables> {
  const { id, fingerprint, connector } = connection
  const finding = await store.read((dialect, org) => readFinding(dialect, org, id))
  const tables = finding === undefined ? undefined : tablesOf(finding.found)
  if (finding !== undefined && tables !== undefined && finding.fingerprint === fingerprint)
    return { connection: id, askedAt: finding.at, tables }
  if (connector.discover === undefined || (finding !== undefined && tables === undefined))
    throw fault({
      kind: 'notFound',
      message: `${connector.name} has no tables that ${id} could show.`,
    })
  throw fault({
    kind: 'notFound',
    message: `Nothing is known of the tables of ${id} ${finding === undefined ? 'yet' : 'since its settings changed'}.`,
    hint: `Run \`cartograph discover ${id}\`.`,
  })
}
