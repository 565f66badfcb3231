import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import type { JsonObject } from '@cartograph/simulators/woocommerce'
import type { NativeRecords } from '../shop/native-records.ts'
import { watchingTables } from './breaches.ts'
import type { DatabaseServer } from './database-server.ts'

export const databaseName = 'faults'

/** Looks into a database past all that is done to the connections of the processes. */
export async function withDatabase<Result>(
  server: DatabaseServer,
  look: (client: Client) => Promise<Result>,
  name = databaseName,
): Promise<Result> {
  const client = new Client({
    connectionString: server.address(name),
    connectionTimeoutMillis: 5000,
  })
  client.on('error', () => {})
  await client.connect()
  try {
    return await look(client)
  } finally {
    await client.end()
  }
}

/** Waits until a worker has made the tables and the queues. */
export async function untilMade(server: DatabaseServer): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const isMade = await withDatabase(server, async (client) => {
      const { rows } = await client.query('select 1 from cartograph_wakes.queue')
      return rows.length >= 6
    }).catch(() => false)
    if (isMade) return
    await sleep(100)
  }
  throw new Error('A worker did not make the tables of its store within a minute.')
}

/** Makes the watching tables in a store that a command has made before. */
export function watchStore(server: DatabaseServer): Promise<unknown> {
  return withDatabase(server, (client) => client.query(watchingTables))
}

/** Leaves the tables and nothing in them: in a tenth of the time that new ones take. */
export function emptyStore(server: DatabaseServer): Promise<unknown> {
  return withDatabase(server, (client) => client.query(emptyAllTables))
}

const emptyAllTables = `do $$ declare name text; begin
  for name in select format('%I.%I', schemaname, tablename) from pg_tables
    where schemaname in ('public', 'watch') and tablename <> 'cartograph_schema'
  loop execute 'delete from ' || name; end loop;
  delete from cartograph_wakes.job;
end $$`

export async function nativeRecords(client: Client, stream: string): Promise<NativeRecords> {
  const { rows } = await client.query<{ key: string; data: unknown; deleted: string }>(
    `select key, data, deleted from record where connection = 'shop' and stream = $1`,
    [stream],
  )
  const live = new Map<number, JsonObject>()
  const deleted = new Set<number>()
  for (const { key, data, deleted: isDeleted } of rows) {
    const id = Number((JSON.parse(key) as readonly unknown[]).at(-1))
    if (Number(isDeleted) === 1) deleted.add(id)
    else live.set(id, parsed(data))
  }
  return { live, deleted }
}

/** Commerce rows that are not deleted. */
export async function commerceRows(client: Client, entity: string): Promise<readonly JsonObject[]> {
  const { rows } = await client.query<{ data: unknown }>(
    'select data from commerce where entity = $1 and deleted_at is null',
    [entity],
  )
  return rows.map(({ data }) => parsed(data))
}

/** Puts more notices into the queue than there is work: each is to be harmless. */
export function doubleNotices(server: DatabaseServer, copies: number): Promise<unknown> {
  return withDatabase(server, (client) =>
    client.query(
      `insert into cartograph_wakes.job (name, data)
        select q.name, jsonb_build_object('key', k.key)
        from (values ('nordlys/sync', 'shop'), ('nordlys/inbox', 'shop'),
          ('nordlys/slices', '["shop","orders",1]'), ('nordlys/delivery', 'receiver.items'),
          ('nordlys/delivery', 'receiver.events')) as k (queue, key)
        join cartograph_wakes.queue q on q.name = k.queue, generate_series(1, $1)`,
      [copies],
    ),
  )
}

function parsed(data: unknown): JsonObject {
  return (typeof data === 'string' ? JSON.parse(data) : (data ?? {})) as JsonObject
}
