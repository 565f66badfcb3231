/** Orders as a real shop has them, as often as they are wanted: read once by the real connector, and copied under other names. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { PreparedRecord } from '@cartograph/host/measured-store'
import { simulatedShop } from '@cartograph/simulators'
import { startWooCommerce } from '@cartograph/simulators/woocommerce'
import { measureSync } from './command.ts'
import { shopConfiguration } from './shop-configuration.ts'

/** What grows with the orders of a shop: an order, and its share of the customers and of the refunds. */
export interface OrderBundle {
  readonly orders: readonly PreparedRecord[]
  readonly customers: readonly PreparedRecord[]
  readonly refunds: readonly PreparedRecord[]
}

export const bundleStreams = ['orders', 'customers', 'refunds'] as const

/** Reads a simulated shop of so many orders, and gives each of them with what comes with it. */
export async function readBundles(orders: number): Promise<readonly OrderBundle[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-tenants-'))
  const server = await startWooCommerce({ shop: simulatedShop({ orders, seed: 7 }) })
  try {
    writeFileSync(join(folder, 'cartograph.yaml'), shopConfiguration(server))
    await measureSync(folder)
    return bundlesIn(join(folder, 'cartograph.db'))
  } finally {
    await server.close()
    rmSync(folder, { recursive: true })
  }
}

interface KeptRecord {
  readonly key: string
  readonly data: string
  readonly hash: string
  readonly outputs: string
}

function bundlesIn(file: string): readonly OrderBundle[] {
  const database = new Sqlite(file, { readonly: true })
  try {
    const row = database.prepare<[string, string], { data: string; hash: string }>(
      'select data, hash from commerce where entity = ? and id = ?',
    )
    const rowsOf = (outputs: string) =>
      (JSON.parse(outputs) as string[]).flatMap((name) => {
        const [entity = '', id = ''] = name.split('/')
        const found = row.get(entity, id)
        return found === undefined ? [] : { entity, id, data: found.data, hash: found.hash }
      })
    const read = (stream: string) =>
      database
        .prepare<[string], KeptRecord>(
          'select key, data, hash, outputs from record where stream = ? and deleted = 0 order by key',
        )
        .all(stream)
        .map(({ key, data, hash, outputs }) => prepared(key, data, hash, rowsOf(outputs)))
    const [orders, customers, refunds] = bundleStreams.map(read)
    return (orders ?? []).map((order, at, { length }) => ({
      orders: [order],
      customers: shareOf(customers ?? [], at, length),
      refunds: shareOf(refunds ?? [], at, length),
    }))
  } finally {
    database.close()
  }
}

function shareOf<Item>(items: readonly Item[], at: number, of: number): readonly Item[] {
  return items.slice(
    Math.floor((at * items.length) / of),
    Math.floor(((at + 1) * items.length) / of),
  )
}

function prepared(
  key: string,
  data: string,
  hash: string,
  outputs: PreparedRecord['outputs'],
): PreparedRecord {
  return {
    key,
    kind: 'upsert',
    version: null,
    from: 1000,
    to: 1001,
    hash,
    data,
    outputs,
    keepOutputs: false,
    groups: {},
    letters: [],
    affects: [],
  }
}

/** A record under another name: its key, its rows, the rows that it points to and its addresses of e-mail are those of no other copy. */
export function copyOf(record: PreparedRecord, copy: number): PreparedRecord {
  return {
    ...record,
    key: renamed(record.key, copy),
    data: record.data?.replaceAll('@', `.${copy}@`) ?? null,
    outputs: record.outputs.map((row) => ({
      ...row,
      id: renamed(row.id, copy),
      data: row.data
        .replaceAll('@', `.${copy}@`)
        .replaceAll(/"shop:[^"]+"/g, (id) => `"${renamed(id.slice(1, -1), copy)}"`),
    })),
  }
}

/** The number at the end of an id, or of a key as the store writes it, becomes one of another thousand thousand. */
function renamed(name: string, copy: number): string {
  return name.replace(/\d+(?=\]?$)/u, (number) => String((copy + 1) * 1_000_000 + Number(number)))
}
