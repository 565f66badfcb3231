import { join } from 'node:path'

import { exportFiles } from '@cartograph/simulators'

import type { Business } from './business.ts'
import { cartograph, type PushRun, type SyncRun, type Workspace } from './command.ts'
import { compare, type Comparison } from './comparison.ts'
import type { Ledger } from './ledger.ts'
import { ledgerOfBusiness, ledgerOfCsv, ledgerOfNdjson, ledgerOfStore } from './places.ts'
import { tillOf } from './till.ts'

/** What one `cartograph sync` did. */
export interface Reading {
  /** What it was called with, such as `shop` and `--sweep`. */
  readonly words: readonly string[]
  readonly runs: readonly SyncRun[]
  readonly durationMs: number
}

/** One turn of the main job: the till exports, all sources are read, what changed is pushed, and all is compared. */
export interface Round extends Comparison {
  readonly name: string
  readonly readings: readonly Reading[]
  readonly push: readonly PushRun[]
  readonly durationMs: Readonly<Record<'export' | 'sync' | 'push' | 'compare', number>>
}

interface Report<Run> {
  readonly ok: boolean
  readonly runs: readonly Run[]
}

/** Lets the business as it is now go through Cartograph, and compares what came out with what went in. */
export async function runRound(
  name: string,
  options: {
    readonly business: Business
    readonly workspace: Workspace
    /** What each `cartograph sync` is called with, one after the other. */
    readonly syncs: readonly (readonly string[])[]
  },
): Promise<{ readonly round: Round; readonly stored: Ledger }> {
  const { business, workspace, syncs } = options
  const files = join(workspace.folder, 'export')
  const [, exportMs] = await timed(() => exportFiles(tillOf(business.shop), files))
  const readings: Reading[] = []
  for (const words of syncs) {
    const [{ runs }, durationMs] = await timed(() =>
      cartograph<Report<SyncRun>>(workspace, ['sync', ...words, '--json']),
    )
    readings.push({ words, runs, durationMs })
  }
  const [push, pushMs] = await timed(() =>
    cartograph<Report<PushRun>>(workspace, ['push', '--json']),
  )
  const out = join(workspace.folder, 'out')
  const [{ stored, comparison }, compareMs] = await timed(async () => {
    const ledger = await ledgerOfStore(workspace)
    const places = [
      { name: 'store', ledger, hasRefunds: true },
      { name: 'CSV', ledger: await ledgerOfCsv(out), hasRefunds: true },
      { name: 'NDJSON', ledger: await ledgerOfNdjson(out), hasRefunds: false },
    ]
    return { stored: ledger, comparison: compare(ledgerOfBusiness(business), places) }
  })
  const lost = [
    ...readings
      .flatMap(({ runs }) => runs)
      .filter(({ rejected }) => rejected > 0)
      .map(({ stream, rejected }) => `${stream}: ${rejected} rows were rejected`),
    ...push.runs
      .filter(({ failed }) => failed > 0)
      .map(({ delivery, failed }) => `${delivery}: ${failed} items failed`),
  ]
  const round = {
    name,
    readings,
    push: push.runs,
    ...comparison,
    differences: [...comparison.differences, ...lost],
    ok: comparison.ok && push.ok && lost.length === 0,
    durationMs: {
      export: exportMs,
      sync: readings.reduce((sum, { durationMs }) => sum + durationMs, 0),
      push: pushMs,
      compare: compareMs,
    },
  }
  return { round, stored }
}

async function timed<Result>(work: () => Promise<Result>): Promise<readonly [Result, number]> {
  const startedAt = performance.now()
  const result = await work()
  return [result, Math.round(performance.now() - startedAt)]
}
