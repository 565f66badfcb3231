import { expect, test } from 'vitest'
import { measurePeers } from './measure-peers.ts'
import { peersTable } from './peers-table.ts'

test('ours and what has no engine read the same account, and what is in their tables is compared', async () => {
  const without = await measurePeers(60, { times: 1, latencies: [0], only: 'fetch' })
  const ours = await measurePeers(60, { times: 1, latencies: [5], only: 'ours' })
  const runs = [...without.runs, ...ours.runs]
  expect(runs.map(({ name, isSame }) => ({ name, isSame }))).toStrictEqual([
    { name: 'fetch, parse, write', isSame: true },
    { name: 'ours, natives', isSame: true },
    { name: 'ours, natives and rows', isSame: true },
  ])
  for (const { readingMs, computedMs, peakMemory, requests } of runs) {
    expect(Math.min(readingMs, computedMs, requests)).toBeGreaterThan(0)
    expect(peakMemory).toBeGreaterThan(10e6)
  }
  expect(peersTable({ runs, times: 1 }).split('\n')).toHaveLength(5)
}, 120_000)
