import { tableLines, type Column } from '../columns.ts'
import type { PeerFigures, PeerRun } from './measure-peers.ts'
import { fasterPeer } from './peers-targets.ts'

/** The figures as a table for people: each as a multiple of the fastest peer at the same latency. */
export function peersTable(figures: PeerFigures): string {
  const { runs, times, missing } = figures
  const best = (latencyMs: number) => fasterPeer(figures, latencyMs)?.readingMs ?? Number.NaN
  const columns: readonly Column<PeerRun>[] = [
    ['program', ({ name }) => name],
    ['latency', ({ latencyMs }) => `${latencyMs} ms`],
    ['objects', ({ objects }) => String(objects)],
    ['reading', ({ readingMs }) => `${(readingMs / 1000).toFixed(2)} s`],
    ['objects/s', ({ objects, readingMs }) => String(Math.round(objects / (readingMs / 1000)))],
    ['× faster peer', (run) => (best(run.latencyMs) / run.readingMs).toFixed(2)],
    ['requests', ({ requests }) => String(requests)],
    ['computed', ({ computedMs }) => `${(computedMs / 1000).toFixed(1)} s`],
    ['memory at the most', ({ peakMemory }) => `${Math.round(peakMemory / 1e6)} MB`],
    ['result', ({ isSame }) => (isSame ? 'same' : 'DIFFERENT')],
  ]
  return [
    `A Stripe account of as many customers as charges into PostgreSQL; the middle of ${times}:`,
    ...tableLines(columns, runs),
    ...missing.map((name) => `${name} could not be had here.`),
  ].join('\n')
}
