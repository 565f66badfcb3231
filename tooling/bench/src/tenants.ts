/** What a database costs that many organisations share: room, writes, answers, backups, and hosts that have nothing to do. */
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { followCustomers } from '@cartograph/host'
import { openStore, startMeasuredServer } from '@cartograph/host/measured-store'
import { measureBackup, type BackupFigures } from './tenants-backup.ts'
import {
  between,
  databaseBytes,
  readCounters,
  relationSizes,
  type Counters,
  type RelationSize,
} from './tenants-database.ts'
import { compareStatements, type PhaseFigures } from './tenants-comparison.ts'
import { fillOrganisations, organisationAt, type Organisation } from './tenants-fill.ts'
import { measureIdle, type IdleFigures } from './tenants-idle.ts'
import { measureMove, type MoveFigures } from './tenants-move.ts'
import { readBundles } from './tenants-orders.ts'
import { zipfSizes } from './tenants-sizes.ts'
import { measureWriters, writers, type WriterFigures } from './tenants-writers.ts'

export interface TenantFigures {
  readonly machine: {
    readonly processor: string
    readonly cores: number
    readonly memoryBytes: number
    /** Processes that wanted to run, of the last minute, before and after: twice the cores means that others had half of it. */
    readonly loads: readonly [before: number, after: number]
    readonly database: string
  }
  readonly organisations: number
  readonly orders: number
  /** Records of an order, its share of the customers and the refunds among them. */
  readonly recordsPerOrder: number
  readonly largest: number
  /** Organisations with a delivery of their orders, and those whose persons were computed. */
  readonly delivered: { readonly orders: number }
  readonly persons: { readonly orders: number; readonly ms: number }
  readonly fillMs: number
  readonly fill: Counters
  readonly bytes: number
  readonly relations: readonly RelationSize[]
  readonly writers: readonly WriterFigures[]
  readonly statements: {
    readonly small: PhaseFigures
    readonly full: PhaseFigures
  }
  readonly backup: BackupFigures
  readonly idle: IdleFigures
  readonly move: MoveFigures
}

/** As docs/operators/database.md advises, but for the memory: a machine of a larger database has a smaller part of it in memory. */
const settings = {
  shared_buffers: '256MB',
  max_wal_size: '4GB',
  wal_compression: 'on',
  autovacuum_naptime: '10s',
  max_connections: '100',
}
const database = 'tenants'
/** A database that has only those whose statements are timed. */
const small = 'small'
/** How many organisations have their statements timed, from the larger ones but not the largest. */
const timed = 20
/** Each so-many-th organisation has its persons computed. */
const personsEvery = 10

export interface TenantOptions {
  readonly rounds?: number
  readonly pages?: number
  readonly shopOrders?: number
  readonly restMs?: number
  readonly watchedMs?: number
  readonly movedOrders?: number
}

export async function measureTenants(
  organisations: number,
  orders: number,
  options: TenantOptions = {},
): Promise<TenantFigures> {
  const { rounds = 20, pages = 20, shopOrders = 500, restMs = 45_000, watchedMs = 30_000 } = options
  const { movedOrders = 20_000 } = options
  const [loadBefore = 0] = loadavg()
  const bundles = await readBundles(shopOrders)
  const all = zipfSizes(organisations, orders).map((size, at) => organisationAt(at, size))
  const watched = middleOf(all)
  const others = all.filter((each) => !watched.includes(each))
  const server = await startMeasuredServer(settings)
  try {
    for (const name of [database, small, 'writing', 'restored'])
      await server.ask(`create database ${name}`)
    const address = server.address(database)
    await fillOrganisations(server.address(small), watched, bundles, writers)
    // The first to open a database makes its tables.
    await (await openStore({ store: address, organisation: 'first' })).close()
    const before = await readCounters(server, database)
    const beganAt = performance.now()
    await fillOrganisations(address, all, bundles, writers)
    const fillMs = performance.now() - beganAt
    const fill = between(before, await readCounters(server, database))
    const persons = await computePersons(address, others)
    const relations = await relationSizes(server, database)
    const bytes = await databaseBytes(server, database)
    const statements = await compareStatements(
      server,
      { small, full: database },
      watched,
      bundles,
      rounds,
    )
    const writing = await measureWriters(server.address('writing'), bundles, { rounds: 2, pages })
    const backup = await measureBackup(address, server.address('restored'), all[0] ?? fail())
    const idle = await measureIdle(server, { restMs, watchedMs })
    const [version] = await server.ask('show server_version')
    return {
      machine: {
        processor: cpus()[0]?.model ?? '',
        cores: availableParallelism(),
        memoryBytes: totalmem(),
        loads: [loadBefore, loadavg()[0] ?? 0],
        database: `PostgreSQL ${String(version?.['server_version'])}, shared_buffers ${settings.shared_buffers}`,
      },
      organisations: all.length,
      orders: ordersOf(all),
      recordsPerOrder:
        bundles.reduce(
          (count, each) => count + each.orders.length + each.customers.length + each.refunds.length,
          0,
        ) / bundles.length,
      largest: all[0]?.orders ?? 0,
      delivered: { orders: ordersOf(all.filter(({ isDelivered }) => isDelivered)) },
      persons,
      fillMs,
      fill,
      bytes,
      relations,
      writers: writing,
      statements,
      backup,
      idle,
      move: await measureMove(bundles, movedOrders),
    }
  } finally {
    await server.stop()
  }
}

function middleOf(all: readonly Organisation[]): readonly Organisation[] {
  const from = Math.max(0, Math.floor(all.length / 20))
  return all.slice(from, from + timed)
}

async function computePersons(
  address: string,
  organisations: readonly Organisation[],
): Promise<TenantFigures['persons']> {
  const chosen = organisations.filter((_each, at) => at % personsEvery === personsEvery - 1)
  const { signal } = new AbortController()
  const beganAt = performance.now()
  for (const { name } of chosen) {
    const store = await openStore({ store: address, organisation: name })
    try {
      await followCustomers(store, { signal })
    } finally {
      await store.close()
    }
  }
  return { orders: ordersOf(chosen), ms: performance.now() - beganAt }
}

function ordersOf(organisations: readonly Organisation[]): number {
  return organisations.reduce((count, { orders }) => count + orders, 0)
}

function fail(): never {
  throw new Error('There is nothing to measure.')
}
