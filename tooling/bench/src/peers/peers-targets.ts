import type { PeerFigures, PeerRun } from './measure-peers.ts'

/** Whom we are compared with: the faster of those that do the same in the same place, at each latency. */
export function fasterPeer({ runs }: PeerFigures, latencyMs: number): PeerRun | undefined {
  return runs
    .filter((run) => run.latencyMs === latencyMs && run.name.startsWith('@'))
    .toSorted((a, b) => a.readingMs - b.readingMs)[0]
}

/** What the targets are judged by. */
export function peersTargets(figures: PeerFigures) {
  const { runs } = figures
  const run = (name: string, latencyMs: number) =>
    runs.find((each) => each.name === name && each.latencyMs === latencyMs)
  const over = (name: string, latencyMs: number) =>
    (fasterPeer(figures, latencyMs)?.readingMs ?? Number.NaN) /
    (run(name, latencyMs)?.readingMs ?? Number.NaN)
  const alone = run('fetch, parse, write', 0)?.readingMs ?? Number.NaN
  // What a file holds is another target.
  const own = runs.filter(({ name }) => name.startsWith('ours, natives'))
  const most = (of: (each: PeerRun) => number) => Math.max(...own.map(of))
  return {
    isSame: runs.every(({ isSame }) => isSame),
    measured: {
      'natives-0': over('ours, natives', 0),
      'natives-50': over('ours, natives', 50),
      'rows-0': over('ours, natives and rows', 0),
      'rows-50': over('ours, natives and rows', 50),
      'sqlite-peers': over('ours, the same into SQLite', 0),
      'without-engine': (alone / (run('ours, natives', 0)?.readingMs ?? Number.NaN)) * 100,
      'peers-memory': most(({ peakMemory }) => peakMemory) / 1e6,
      'peers-requests': most(({ requests }) => requests),
    },
  }
}
