/** What a measurement of the store needs: its functions, and a server that keeps what it is told. */
import { Client } from 'pg'
import { startPostgres } from './postgres-server.ts'

export {
  makePostgresData,
  postgresAnswers,
  postgresPrograms,
  postgresUser,
} from './postgres-programs.ts'

export {
  acquireSlice,
  addWork,
  appendChanges,
  beginGeneration,
  changesAfter,
  commitPage,
  contentHash,
  dueWork,
  ensureStream,
  fillFromBackup,
  openStore,
  planSlices,
  rowsAfter,
  settleWork,
  storedRows,
  takeBackup,
  unhindered,
  writeCommerce,
  writeEntries,
  type LedgerEntry,
  type NewDue,
  type PreparedPage,
  type PreparedRecord,
  type Store,
} from '../store/index.ts'

export interface MeasuredServer {
  address(database: string): string
  /** One statement as the owner of the server; its rows. */
  ask(sql: string, database?: string): Promise<readonly Readonly<Record<string, unknown>>[]>
  stop(): Promise<void>
}

/** Unlike the server of the tests it waits for the disk and has room for what it works on, as one that is relied upon does. */
const settled = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '1GB',
}

/** Starts a PostgreSQL of its own, with nothing in it. */
export async function startMeasuredServer(
  settings: Readonly<Record<string, string>>,
): Promise<MeasuredServer> {
  const server = await startPostgres({ ...settled, ...settings })
  return {
    address: (database) => server.address(database),
    stop: () => server.stop(),
    ask: async (sql, database = 'postgres') => {
      const client = new Client(server.address(database))
      await client.connect()
      try {
        return (await client.query<Record<string, unknown>>(sql)).rows
      } finally {
        await client.end()
      }
    },
  }
}
