import { faultOf } from '@cartograph/core'
import type { Feed } from '../config/index.ts'
import { feedLease, isFeedDone, isFeedOutdated, type FeedReport } from '../feeds/index.ts'
import { nextInstant } from '../queue/index.ts'
import { endRest, type Rest } from '../store/index.ts'
import { underLease } from './held.ts'
import { dayMs, retryAfter, type Host } from './host.ts'
import { runFeed } from './run-feed.ts'

/** Product feeds, each made anew when its time has come. */
export interface FeedWork {
  wake(): void
  /** Those whose settings changed since they were made do not wait for their time. */
  begin(): Promise<void>
  /** Makes a feed as soon as it can be, whether or not its time has come or anything changed. */
  look(id: string): Promise<void>
}

/** Of its wakes. */
const kind = 'product-feeds'

export function feedWork(host: Host): FeedWork {
  const { configuration, log, now, store, waits, wakes } = host
  const feeds = configuration.feeds ?? new Map<string, Feed>()
  const asked = new Set<string>()
  wakes.handle(kind, async (id) => {
    const feed = feeds.get(id)
    if (feed === undefined) return undefined
    return underLease(host, feedLease(feed), async ({ signal, failures }): Promise<Rest> => {
      const isAsked = asked.delete(id)
      try {
        const report = await runFeed(host, feed, { engine: host.engine, now, signal, isAsked })
        if (report !== undefined) tell(host, report)
        const isDone = report === undefined || isFeedDone(report) || report.state === 'held'
        if (isDone) return { forMs: restOf(feed, now()), failures: 0 }
        return { forMs: retryAfter(waits, failures + 1), failures: failures + 1 }
      } catch (error) {
        if (signal.aborted) return { forMs: 0, failures }
        log({ level: 'error', message: `The feed ${id} was not made: ${faultOf(error).message}` })
        return { forMs: retryAfter(waits, failures + 1), failures: failures + 1 }
      }
    })
  })
  const wakeOne = (id: string) => wakes.wake(kind, id)
  const hurry = async (feed: Feed) => {
    await store.write((dialect, org) => endRest(dialect, org, feedLease(feed)))
    wakeOne(feed.id)
  }
  return {
    wake: () => {
      for (const id of feeds.keys()) wakeOne(id)
    },
    begin: async () => {
      for (const feed of feeds.values())
        if (await isFeedOutdated(store, feed, now())) await hurry(feed)
    },
    look: async (id) => {
      const feed = feeds.get(id)
      if (feed === undefined) return
      asked.add(id)
      await hurry(feed)
    },
  }
}

/** How long until a feed is looked at again. */
function restOf({ timing }: Feed, now: number): number {
  if ('everyMs' in timing) return timing.everyMs
  return Math.max(1, (nextInstant(timing, now) ?? now + dayMs) - now)
}

function tell({ log }: Host, report: FeedReport): void {
  const { feed, state, items, invalid, held, fault, notes, pushed, problems } = report
  const fields = { feed, items, invalid, problems: problems.length }
  if (state === 'made')
    log({ level: 'info', message: `The feed ${feed} has a new version of ${items} rows.`, fields })
  if (held !== undefined)
    log({
      level: 'warn',
      message: `The feed ${feed} would lose ${held.vanished} of ${held.of} rows, so the version before is served on. Look, then run \`cartograph feeds allow ${feed}\`.`,
      fields,
    })
  if (invalid > 0)
    log({
      level: 'warn',
      message: `The feed ${feed} leaves out ${invalid} rows with errors; \`cartograph feeds report ${feed}\` shows them.`,
      fields,
    })
  for (const note of notes) log({ level: 'info', message: `The feed ${feed}: ${note}` })
  for (const found of [fault, pushed?.fault])
    if (found !== undefined)
      log({ level: 'error', message: `The feed ${feed}: ${found.message}`, fields })
}
