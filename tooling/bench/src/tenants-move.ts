/** Moves an organisation between two databases while others write, by the server's own replication of only its rows. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import {
  openStore,
  startMeasuredServer,
  takeBackup,
  type MeasuredServer,
} from '@cartograph/host/measured-store'
import * as z from 'zod'
import { fillOrganisations, organisationAt } from './tenants-fill.ts'
import type { OrderBundle } from './tenants-orders.ts'

export interface MoveFigures {
  readonly orders: number
  readonly rows: number
  /** From the beginning until everything that was written meanwhile had arrived. */
  readonly ms: number
  /** Each table holds the same of the organisation in both. */
  readonly isSame: boolean
}

const name = 'moved'
const patienceMs = 300_000

export async function measureMove(
  bundles: readonly OrderBundle[],
  orders: number,
): Promise<MoveFigures> {
  const server = await startMeasuredServer({ wal_level: 'logical', max_connections: '60' })
  try {
    for (const database of ['old', 'new']) {
      await server.ask(`create database ${database}`)
      // Each has an organisation of its own, which must stay as it is.
      await fill(server, database, `resident of ${database}`, orders / 10, bundles)
    }
    await fill(server, 'old', name, orders, bundles)
    const beganAt = performance.now()
    await begin(server)
    await server.ask(
      `update commerce set hash = 'changed' where org = '${name}' and id like '%5'`,
      'old',
    )
    await server.ask(`delete from work where org = '${name}' and id like '%7'`, 'old')
    await caughtUp(server)
    const ms = performance.now() - beganAt
    const before = await digests(server, 'old')
    const after = await digests(server, 'new')
    return {
      orders,
      rows: before.reduce((sum, { rows }) => sum + rows, 0),
      ms,
      isSame: JSON.stringify(before) === JSON.stringify(after),
    }
  } finally {
    await server.stop()
  }
}

async function fill(
  server: MeasuredServer,
  database: string,
  organisation: string,
  orders: number,
  bundles: readonly OrderBundle[],
): Promise<void> {
  const described = { ...organisationAt(0, orders), name: organisation }
  await fillOrganisations(server.address(database), [described], bundles, 1)
}

/** Publishes the organisation's rows of every table but that of the leases, which belong to processes, and subscribes to them. */
async function begin(server: MeasuredServer): Promise<void> {
  const rows = await server.ask(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
       and relname not in ('cartograph_schema', 'lease') order by relname`,
    'old',
  )
  const tables = z.array(z.object({ name: z.string() })).parse(rows)
  const published = tables.map((table) => `${table.name} where (org = '${name}')`).join(', ')
  await server.ask(`create publication ${name} for table ${published}`, 'old')
  await server.ask(`select pg_create_logical_replication_slot('${name}', 'pgoutput')`, 'old')
  await server.ask(
    `create subscription ${name} connection '${server.address('old')}' publication ${name}
       with (create_slot = false, slot_name = '${name}')`,
    'new',
  )
}

async function caughtUp(server: MeasuredServer): Promise<void> {
  const beganAt = performance.now()
  const [last] = await server.ask('select pg_current_wal_lsn()::text as place', 'old')
  const { place } = z.object({ place: z.string() }).parse(last)
  for (;;) {
    const open = await server.ask(`select from pg_subscription_rel where srsubstate <> 'r'`, 'new')
    const behind = await server.ask(
      `select from pg_replication_slots where slot_name = '${name}' and confirmed_flush_lsn < '${place}'`,
      'old',
    )
    if (open.length === 0 && behind.length === 0) return
    if (performance.now() - beganAt > patienceMs) throw new Error('It did not catch up.')
    await wait(100)
  }
}

async function digests(server: MeasuredServer, database: string) {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-move-'))
  const store = await openStore({
    store: server.address(database),
    organisation: name,
    readOnly: true,
  })
  try {
    return (await takeBackup(store, join(folder, 'backup'), 0)).tables
  } finally {
    await store.close()
    rmSync(folder, { recursive: true })
  }
}
