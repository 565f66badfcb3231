import type { Feed } from '../config/index.ts'
import type { Installation, RunOptions } from '../connections/index.ts'
import { makeFeed, pushFeed, type FeedReport, type FeedScene } from '../feeds/index.ts'

export interface FeedRunning {
  readonly engine: RunOptions
  readonly now: () => number
  readonly signal: AbortSignal
}

/** Makes a feed anew where anything changed, and pushes it where it says so; undefined where nothing did. */
export function runFeed(
  installation: Installation,
  feed: Feed,
  running: FeedRunning & { readonly isAsked?: boolean },
): Promise<FeedReport | undefined> {
  const { engine, now, signal, isAsked = false } = running
  return makeFeed(feed, {
    store: installation.store,
    configuration: installation.configuration,
    rates: engine.rates ?? nobodyKnows,
    now,
    signal,
    isAsked,
    push: (scene, count) => pushFeed(scene, count, { installation, engine }),
  })
}

/** What a feed is looked at with, while nothing is made. */
export function feedScene(
  { store }: Pick<Installation, 'store'>,
  feed: Feed,
  { engine, now, signal }: FeedRunning,
): FeedScene {
  return { store, feed, rates: engine.rates ?? nobodyKnows, now: now(), signal }
}

function nobodyKnows(): undefined {
  return undefined
}
