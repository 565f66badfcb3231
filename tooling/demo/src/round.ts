import { join } from 'node:path'

import { exportFiles, type ShopFiles, type SimulatedShop } from '@cartograph/simulators'

import { cartograph, type PushRun, type SyncRun } from './command.ts'
import { compare, type Comparison } from './comparison.ts'
import { ledgerOfCsv, ledgerOfNdjson, ledgerOfShop, ledgerOfStore } from './places.ts'

/** One turn of the main job: export, sync, push, compare. */
export interface Round extends Comparison {
  readonly name: string
  readonly files: ShopFiles['counts']
  readonly sync: readonly SyncRun[]
  readonly push: readonly PushRun[]
  readonly durationMs: Readonly<Record<'export' | 'sync' | 'push' | 'compare', number>>
}

interface Report<Run> {
  readonly ok: boolean
  readonly runs: readonly Run[]
}

/** Lets the shop as it is now go through Cartograph, and compares what came out with what went in. */
export async function runRound(name: string, shop: SimulatedShop, folder: string): Promise<Round> {
  const [files, exportMs] = await timed(() => exportFiles(shop, join(folder, 'export')))
  const [sync, syncMs] = await timed(() =>
    cartograph<Report<SyncRun>>(folder, ['sync', 'shop', '--json']),
  )
  const [push, pushMs] = await timed(() => cartograph<Report<PushRun>>(folder, ['push', '--json']))
  const out = join(folder, 'out')
  const [comparison, compareMs] = await timed(async () =>
    compare(ledgerOfShop(shop), [
      { name: 'store', ledger: await ledgerOfStore(folder), hasRefunds: true },
      { name: 'CSV', ledger: await ledgerOfCsv(out), hasRefunds: true },
      { name: 'NDJSON', ledger: await ledgerOfNdjson(out), hasRefunds: false },
    ]),
  )
  const lost = [
    ...sync.runs
      .filter(({ rejected }) => rejected > 0)
      .map(({ stream, rejected }) => `${stream}: ${rejected} rows were rejected`),
    ...push.runs
      .filter(({ failed }) => failed > 0)
      .map(({ delivery, failed }) => `${delivery}: ${failed} items failed`),
  ]
  return {
    name,
    files: files.counts,
    sync: sync.runs,
    push: push.runs,
    ...comparison,
    differences: [...comparison.differences, ...lost],
    ok: comparison.ok && sync.ok && push.ok && lost.length === 0,
    durationMs: { export: exportMs, sync: syncMs, push: pushMs, compare: compareMs },
  }
}

async function timed<Result>(work: () => Promise<Result>): Promise<readonly [Result, number]> {
  const startedAt = performance.now()
  const result = await work()
  return [result, Math.round(performance.now() - startedAt)]
}
