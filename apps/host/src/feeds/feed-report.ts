import type { Fault } from '@cartograph/core'
import type { ItemProblem } from './checks/item-problem.ts'
import { problemTally, type ProblemGroup } from './checks/problem-tally.ts'
import type { FeedItem } from './feed-items.ts'

/** What a feed makes of all products, counted. */
export interface FeedCounts {
  /** Products or variants that were looked at. */
  readonly read: number
  /** By the name of the filter that left them out. */
  readonly leftOut: Readonly<Record<string, number>>
  /** Rows that are not in it because of an error. */
  readonly invalid: number
  /** Rows that are in it. */
  readonly items: number
  readonly problems: readonly ProblemGroup[]
}

/** What came of giving the rows to a sink. */
export interface PushedFeed {
  readonly sent: number
  readonly unchanged: number
  readonly deleted: number
  /** Not given, or nobody knows: the next run does it again. */
  readonly left: number
  readonly fault?: Fault
}

/** What a run of a feed did. It is kept, so it holds no secret. */
export interface FeedReport extends FeedCounts {
  readonly feed: string
  /** `made`: another document is shown. `same`: nothing changed. `held`: it waits for somebody's word. `waiting`: nothing to show yet. */
  readonly state: 'made' | 'same' | 'held' | 'waiting' | 'failed'
  readonly at: string
  readonly durationMs: number
  /** Of the document that is shown. */
  readonly version?: string
  readonly bytes?: number
  /** Rows of the document before that are not in this one. */
  readonly vanished: number
  readonly held?: { readonly vanished: number; readonly of: number }
  /** How it stood before the run. */
  readonly before?: Pick<FeedCounts, 'items'> & {
    readonly problems: readonly Pick<ProblemGroup, 'field' | 'rule' | 'severity' | 'count'>[]
  }
  readonly pushed?: PushedFeed
  /** Where the document was written to as well. */
  readonly file?: string
  readonly fault?: Fault
  readonly notes: readonly string[]
}

/** Counts items while they go by. */
export interface FeedCount {
  add(item: FeedItem): void
  addProblem(row: string, problem: ItemProblem): void
  counts(): FeedCounts
}

export function feedCount(): FeedCount {
  const tally = problemTally()
  const leftOut: Record<string, number> = {}
  const counted = { read: 0, invalid: 0, items: 0 }
  return {
    add: ({ row, leftOut: filter, item, problems }) => {
      counted.read += 1
      tally.add(row, problems)
      if (filter !== undefined) leftOut[filter] = (leftOut[filter] ?? 0) + 1
      else if (item === undefined) counted.invalid += 1
      else counted.items += 1
    },
    addProblem: (row, problem) => tally.add(row, [problem]),
    counts: () => ({ ...counted, leftOut: { ...leftOut }, problems: tally.groups() }),
  }
}

/** What the next report says of this one. */
export function asBefore(report: FeedReport): NonNullable<FeedReport['before']> {
  return {
    items: report.items,
    problems: report.problems.map(({ field, rule, severity, count }) => ({
      field,
      rule,
      severity,
      count,
    })),
  }
}

/** Whether the sink has everything that it should. */
export function isPushed({ left, fault }: PushedFeed): boolean {
  return left === 0 && fault === undefined
}

/** Did everything happen that was asked for? */
export function isFeedDone({ state, pushed }: FeedReport): boolean {
  return (state === 'made' || state === 'same') && (pushed === undefined || isPushed(pushed))
}
