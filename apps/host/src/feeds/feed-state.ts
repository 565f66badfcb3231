import type { Feed } from '../config/index.ts'
import { hostVersion } from '../host-version/index.ts'
import {
  contentHash,
  feedRuns,
  hasChangedSince,
  readHead,
  type FeedRun,
  type Store,
} from '../store/index.ts'
import { isPushed, type FeedReport } from './feed-report.ts'

/** What a feed is made from, and how its last run stood to it. */
export interface FeedState {
  /** The number of the last change of the store. */
  readonly seq: number
  /** Everything else that the document depends on. */
  readonly madeWith: string
  readonly last: FeedRun | undefined
  readonly lastReport: FeedReport | undefined
  /** Nothing is different from what the last run met, so another one would make the same. */
  readonly isCurrent: boolean
}

const goods = ['product', 'variant', 'category', 'stockLevel']
const sales = ['order', 'refund']

export async function readFeedState(store: Store, feed: Feed, now: number): Promise<FeedState> {
  const madeWith = whatElse(feed, now)
  return store.read(function* (dialect, org) {
    const { seq, purgedTo } = yield* readHead(dialect, org)
    const [last] = yield* feedRuns(dialect, org, feed.id, 1)
    const lastReport = last === undefined ? undefined : (JSON.parse(last.report) as FeedReport)
    const isSettled = last !== undefined && ['made', 'same', 'held'].includes(last.state)
    const isLeft = lastReport?.pushed !== undefined && !isPushed(lastReport.pushed)
    if (!isSettled || isLeft || last.madeWith !== madeWith || last.seq < purgedTo)
      return { seq, madeWith, last, lastReport, isCurrent: false }
    const entities = countsSales(feed) ? [...goods, ...sales] : goods
    const hasChanged = yield* hasChangedSince(dialect, org, entities, last.seq)
    return { seq, madeWith, last, lastReport, isCurrent: !hasChanged }
  })
}

/** Settings and, where amounts are converted or sales counted, the day: rates and windows move with it. */
function whatElse(feed: Feed, now: number): string {
  const { basic: _secret, timing: _timing, keep: _keep, ...settings } = feed
  const day = movesWithDays(feed) ? new Date(now).toISOString().slice(0, 10) : ''
  return contentHash(`${hostVersion()} ${JSON.stringify(settings)} ${day}`)
}

function movesWithDays(feed: Feed): boolean {
  const { mapping, market } = feed
  const isConverted = JSON.stringify(mapping).includes('"$convert"')
  return isConverted || market.currency !== undefined || countsSales(feed)
}

/** Whether it may read what was sold. Text of CEL is not looked into: it may read anything. */
export function countsSales({ mapping }: Feed): boolean {
  return /unitsSold|"\$cel"|"\$row"/.test(JSON.stringify(mapping))
}

/** Its settings are not those that it was made with, or it was never made. */
export async function isFeedOutdated(store: Store, feed: Feed, now: number): Promise<boolean> {
  const { last, madeWith } = await readFeedState(store, feed, now)
  return last?.madeWith !== madeWith
}
