import { randomNumbers } from '../draw.ts'
import { pickWith, type Pick } from '../deed.ts'

/** Something that goes wrong. Who is meant by a number is among the processes that live then. */
export type Fault =
  | { readonly kind: 'kill'; readonly whom: number }
  /** Stopped for longer than its leases hold, and woken up: it goes on writing. */
  | { readonly kind: 'freeze'; readonly whom: number; readonly forMs: number }
  /** Whoever takes a slice next is stopped so long after it, until another has the slice and reads it, or for so long at the most. */
  | { readonly kind: 'freeze a reader'; readonly askMs: number; readonly mostMs: number }
  | { readonly kind: 'new worker' }
  | { readonly kind: 'cut'; readonly whom: number }
  | { readonly kind: 'lose a commit'; readonly whom: number }
  | { readonly kind: 'truncate'; readonly whom: number }
  | {
      readonly kind: 'delay'
      readonly whom: number
      readonly delayMs: number
      readonly forMs: number
    }
  | { readonly kind: 'refuse'; readonly forMs: number }
  | { readonly kind: 'restart'; readonly how: 'fast' | 'immediate' }
  | { readonly kind: 'disk full'; readonly forMs: number }
  | { readonly kind: 'clock'; readonly whom: number; readonly aheadMs: number }
  | { readonly kind: 'vendor'; readonly requests: number }
  | { readonly kind: 'sink'; readonly mishaps: readonly SinkTrouble[] }
  | { readonly kind: 'notices'; readonly copies: number }
  /** A command by hand beside the workers. */
  | { readonly kind: 'by hand'; readonly words: readonly string[] }

export type SinkTrouble = 'busy' | 'down' | 'reset' | 'silence' | 'late'

export interface PlannedFault {
  /** After the processes have begun. */
  readonly atMs: number
  readonly fault: Fault
}

/** Everything that happens to one installation, drawn from a seed. */
export interface Schedule {
  readonly seed: number
  readonly workers: number
  /** A serving host beside the workers, which takes webhooks. */
  readonly serves: boolean
  /** How long the shop thinks about each request. */
  readonly latencyMs: number
  readonly faults: readonly PlannedFault[]
}

/** How long leases hold in this suite; whoever sleeps for longer has lost them. */
export const leaseMs = 1000
/** How long faults go on; what comes after is calm. */
const turbulentMs = 2000

const handWords = [['sync', 'shop'], ['sync', 'shop', '--full'], ['push']] as const

/** Kinds of faults, by how often they are drawn. */
const drawn: readonly (readonly [number, (pick: Pick) => Fault])[] = [
  [5, (pick) => ({ kind: 'kill', whom: pick.below(8) })],
  [
    5,
    (pick) => ({
      kind: 'freeze',
      whom: pick.below(8),
      forMs: leaseMs + 200 + pick.below(1000),
    }),
  ],
  [2, () => ({ kind: 'new worker' })],
  [3, (pick) => ({ kind: 'cut', whom: pick.below(8) })],
  [4, (pick) => ({ kind: 'lose a commit', whom: pick.below(8) })],
  [2, (pick) => ({ kind: 'truncate', whom: pick.below(8) })],
  [
    3,
    (pick) => ({
      kind: 'delay',
      whom: pick.below(8),
      delayMs: 20 + pick.below(300),
      forMs: 200 + pick.below(1000),
    }),
  ],
  [2, (pick) => ({ kind: 'refuse', forMs: 100 + pick.below(1000) })],
  [1, (pick) => ({ kind: 'restart', how: pick.from(['fast', 'immediate'] as const) })],
  [1, (pick) => ({ kind: 'disk full', forMs: 100 + pick.below(500) })],
  [
    2,
    (pick) => ({
      kind: 'clock',
      whom: pick.below(8),
      aheadMs: pick.from([-3_600_000, -90_000, -3000, 3000, 90_000, 3_600_000]),
    }),
  ],
  [3, (pick) => ({ kind: 'vendor', requests: 1 + pick.below(6) })],
  [
    4,
    (pick) => ({
      kind: 'sink',
      mishaps: Array.from({ length: 1 + pick.below(5) }, () =>
        pick.from(['busy', 'down', 'reset', 'silence', 'late'] as const),
      ),
    }),
  ],
  [2, (pick) => ({ kind: 'notices', copies: 1 + pick.below(5) })],
  [1, (pick) => ({ kind: 'by hand', words: pick.from(handWords) })],
]

const totalWeight = drawn.reduce((sum, [weight]) => sum + weight, 0)

/** The same schedule for the same seed. */
export function drawSchedule(seed: number): Schedule {
  const random = randomNumbers(seed * 2_654_435_761)
  const pick = pickWith(random)
  const faults = Array.from({ length: 5 + pick.below(11) }, () => ({
    atMs: pick.below(turbulentMs),
    fault: drawFault(pick),
  }))
  return {
    seed,
    workers: 2 + pick.below(3),
    serves: pick.below(3) === 0,
    latencyMs: pick.below(80),
    faults: faults.toSorted((one, other) => one.atMs - other.atMs),
  }
}

/** Nothing but processes that are stopped while they read a slow shop: where leases and fences matter most. */
export function drawFreezes(seed: number): Schedule {
  const pick = pickWith(randomNumbers(seed))
  const freezes = Array.from({ length: 9 }, (_, index) => ({
    atMs: 200 + index * 150 + pick.below(150),
    fault: { kind: 'freeze', whom: index, forMs: leaseMs + 300 + pick.below(300) } as const,
  }))
  return { seed, workers: 3, serves: false, latencyMs: 120, faults: freezes }
}

/** Readers that wake up while another reads their slice: nothing but its fence keeps them from moving it on. */
export function drawFrozenReaders(seed: number): Schedule {
  const pick = pickWith(randomNumbers(seed))
  const freezes = Array.from({ length: 3 }, (_, index) => ({
    atMs: index * 100,
    fault: {
      kind: 'freeze a reader',
      askMs: 50 + pick.below(100),
      mostMs: 20 * leaseMs,
    } as const,
  }))
  return { seed, workers: 3, serves: false, latencyMs: 500, faults: freezes }
}

function drawFault(pick: Pick): Fault {
  let rest = pick.below(totalWeight)
  for (const [weight, make] of drawn) {
    if (rest < weight) return make(pick)
    rest -= weight
  }
  throw new Error('The weights do not add up.')
}

/** A schedule in one line for each fault. */
export function scheduleText({ seed, workers, serves, faults }: Schedule): readonly string[] {
  return [
    `seed ${seed}: ${workers} workers${serves ? ' and a serving host' : ''}, ${faults.length} faults`,
    ...faults.map(({ atMs, fault }) => {
      const { kind, ...more } = fault
      const text = JSON.stringify(more)
      return `${String(atMs).padStart(5)} ms  ${kind}${text === '{}' ? '' : ` ${text}`}`
    }),
  ]
}
