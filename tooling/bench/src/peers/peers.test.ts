import { expect, test } from 'vitest'
import { measurePeers, type PeerRun } from './measure-peers.ts'
import { peersTable } from './peers-table.ts'
import { peersTargets } from './peers-targets.ts'

test('ours and what has no engine read the same account, and what is in their tables is compared', async () => {
  const without = await measurePeers(60, { times: 1, latencies: [0], only: 'fetch' })
  const ours = await measurePeers(60, { times: 1, latencies: [5], only: 'ours' })
  const runs = [...without.runs, ...ours.runs]
  expect(runs.map(({ name, isSame }) => ({ name, isSame }))).toStrictEqual([
    { name: 'fetch, parse, write', isSame: true },
    { name: 'ours, natives', isSame: true },
    { name: 'ours, natives and rows', isSame: true },
    { name: 'ours, the same into SQLite', isSame: true },
  ])
  for (const { readingMs, computedMs, peakMemory, requests } of runs) {
    expect(Math.min(readingMs, computedMs, requests)).toBeGreaterThan(0)
    expect(peakMemory).toBeGreaterThan(10e6)
  }
  expect(peersTable({ runs, times: 1, missing: ['dlt'] }).split('\n')).toHaveLength(7)
}, 120_000)

function run(name: string, readingMs: number): PeerRun {
  return {
    name,
    latencyMs: 0,
    objects: 40_000,
    readingMs,
    computedMs: readingMs,
    peakMemory: 150e6,
    requests: 404,
    isSame: true,
  }
}

test('we are compared with the faster of the peers, and with what has no engine', () => {
  const runs = [
    run('fetch, parse, write', 3000),
    run('ours, natives', 4000),
    run('ours, natives and rows', 5000),
    run('ours, the same into SQLite', 2500),
    run('@supabase/stripe-sync-engine', 30_000),
    run('@stripe/sync-engine', 20_000),
    run('dlt', 10_000),
  ]
  expect(peersTargets({ runs, times: 3, missing: [] })).toStrictEqual({
    isSame: true,
    measured: {
      'natives-0': 5,
      'natives-50': Number.NaN,
      'rows-0': 4,
      'rows-50': Number.NaN,
      'sqlite-peers': 8,
      'without-engine': 75,
      'peers-memory': 150,
      'peers-requests': 404,
    },
  })
})
