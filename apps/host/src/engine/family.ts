import type { Listing, Parts } from '@cartograph/core'
import type { ChildStream } from '../store/index.ts'

/** A listing that is planned by the rows of another stream. */
export type ChildPlan = Exclude<Listing<unknown>['plan'], (...input: never) => unknown>

/** How the enabled streams of one connection depend on each other. */
export interface Family {
  /** Those that can be asked for single records. */
  readonly askable: ReadonlySet<string>
  /** Those that are listed for the first time. */
  readonly loading: ReadonlySet<string>
  /** The streams that list rows for each row of a stream. */
  childrenOf(stream: string): readonly ChildStream[]
  /** Streams that can be read at the same time, parents before their children, otherwise as they stand. */
  levels(streams: readonly string[]): readonly (readonly string[])[]
}

export function familyOf(
  { streams, feed }: Parts<unknown>,
  enabled: readonly string[],
  now: number,
  loading: ReadonlySet<string> = new Set(),
): Family {
  const parentOf = (name: string) => childPlan(streams?.[name]?.list)?.eachOf
  const depth = (name: string, below: readonly string[] = []): number => {
    const parent = parentOf(name)
    return parent === undefined || below.includes(parent) ? 0 : 1 + depth(parent, [...below, name])
  }
  return {
    askable: new Set(enabled.filter((name) => streams?.[name]?.get !== undefined)),
    loading,
    childrenOf: (stream) =>
      enabled.flatMap((name) => {
        const plan = childPlan(streams?.[name]?.list)
        const isFed = feed?.streams.includes(name) === true
        return plan?.eachOf === stream
          ? [{ stream: name, backfill: backfillOf(plan, now), isFed }]
          : []
      }),
    levels: (names) =>
      [...Map.groupBy(names, (name) => depth(name))]
        .toSorted(([one], [other]) => one - other)
        .map(([, level]) => level),
  }
}

/** Which parents count when a child stream is read for the first time. */
export function backfillOf({ backfill }: ChildPlan, now: number): ChildStream['backfill'] {
  return typeof backfill === 'string' ? backfill : { since: now - backfill.newerThanMs }
}

function childPlan(list: Listing<unknown> | undefined): ChildPlan | undefined {
  return list === undefined || typeof list.plan === 'function' ? undefined : list.plan
}
