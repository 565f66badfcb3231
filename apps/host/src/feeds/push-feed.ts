import { randomUUID } from 'node:crypto'
import { fault, faultOf, type Json, type Outcome } from '@cartograph/core'
import { cutBatches } from '../delivery/index.ts'
import { dropFeedSent, feedGone, feedSent, keyOfText, writeFeedSent } from '../store/index.ts'
import type { FeedScene } from './feed-items.ts'
import type { FeedCount, PushedFeed } from './feed-report.ts'
import { openTarget, type Pushing, type Target } from './push-target.ts'
import { rowsToPush, type Given } from './rows-to-push.ts'

const gonePage = 500

/**
 * Gives the rows of a feed to its sink: those that are not what it was given last, and takes away what is in the feed no more.
 *
 * What nobody knows the outcome of is given again by the next run; the configuration lets a feed be pushed only where that does no harm.
 */
export async function pushFeed(
  scene: FeedScene,
  count: FeedCount,
  pushing: Pushing,
): Promise<PushedFeed> {
  const tally = { sent: 0, unchanged: 0, deleted: 0, left: 0 }
  try {
    const target = await openTarget(scene, pushing)
    const { replacement } = target.sink
    if (replacement === undefined) {
      await giveChanges(scene, target, { tally, count })
      await takeAway(scene, target, tally)
      return tally
    }
    const context = target.context()
    const session = await replacement.begin(context)
    try {
      for await (const page of rowsToPush(scene, target, count))
        await give(target, page, { tally, count, session })
      if (tally.left > 0) throw fault(notWhole)
    } catch (error) {
      await replacement.abort(target.context(), session)
      throw error
    }
    await replacement.commit(target.context(), session)
    return tally
  } catch (error) {
    scene.signal.throwIfAborted()
    return { ...tally, fault: faultOf(error, scene.feed.id) }
  }
}

const notWhole = {
  kind: 'record',
  message: 'The sink did not take every row, so what it had before stays.',
  hint: 'The report of the feed says which rows, and why.',
} as const

interface Tally {
  sent: number
  unchanged: number
  deleted: number
  left: number
}

async function giveChanges(
  scene: FeedScene,
  target: Target,
  { tally, count }: { readonly tally: Tally; readonly count: FeedCount },
): Promise<void> {
  const { store, feed } = scene
  for await (const page of rowsToPush(scene, target, count)) {
    const known = await store.read((dialect, org) =>
      feedSent(
        dialect,
        org,
        feed.id,
        page.map(({ key }) => key),
      ),
    )
    const same = page.filter(({ key, hash }) => known.get(key) === hash)
    tally.unchanged += same.length
    const done = await give(
      target,
      page.filter(({ key, hash }) => known.get(key) !== hash),
      { tally, count },
    )
    // What could not be given is still there as it was: it is not to be taken away.
    const stays = page.flatMap((each) => {
      const before = known.get(each.key)
      return done.has(each.key) || before === undefined ? [] : [{ key: each.key, hash: before }]
    })
    const now = page.filter(({ key }) => done.has(key))
    await store.write((dialect, org) =>
      writeFeedSent(dialect, org, feed.id, target.run, [...now, ...stays]),
    )
  }
}

/** Gives items in batches, and gives back the keys of those that the sink took. */
async function give(
  { sink, ask }: Target,
  items: readonly Given[],
  {
    tally,
    count,
    session,
  }: { readonly tally: Tally; readonly count: FeedCount; readonly session?: Json },
): Promise<ReadonlySet<string>> {
  const done = new Set<string>()
  const { batches, tooLarge } = cutBatches(
    items,
    {
      maxItems: sink.batch.maxItems,
      maxBytes: sink.batch.maxBytes,
      by: ({ item }) => sink.batch.by?.(item) ?? '',
    },
    ({ item }) => Buffer.byteLength(JSON.stringify(item)),
  )
  const refused = (row: string, expected: string) => {
    tally.left += 1
    count.addProblem(row, { field: '', rule: 'value', severity: 'error', expected })
  }
  for (const { row } of tooLarge)
    refused(row, `${sink.batch.maxBytes} bytes at the most, which is what the sink takes`)
  for (const batch of batches) {
    const outcomes = await ask(
      batch.map(({ key, item }) => ({
        key: keyOfText(key),
        idempotencyKey: randomUUID(),
        cause: 'live',
        references: {},
        op: 'write',
        item,
      })),
      session,
    )
    for (const [index, { key, row }] of batch.entries()) {
      const outcome = outcomes[index]
      if (outcome?.status === 'ok') {
        tally.sent += 1
        done.add(key)
      } else if (outcome?.status === 'failed') refused(row, outcome.fault.message)
      else tally.left += 1
    }
  }
  return done
}

/** Takes away what an earlier run gave and this one did not meet, where the sink can. */
async function takeAway(scene: FeedScene, { run, sink, ask }: Target, tally: Tally): Promise<void> {
  const { store, feed } = scene
  for (;;) {
    scene.signal.throwIfAborted()
    const gone = await store.read((dialect, org) =>
      feedGone(dialect, org, feed.id, run, Math.min(gonePage, sink.batch.maxItems)),
    )
    if (gone.length === 0) return
    const outcomes: readonly (Outcome | undefined)[] =
      sink.deletes === true
        ? await ask(
            gone.map((key) => ({
              key: keyOfText(key),
              idempotencyKey: randomUUID(),
              cause: 'live',
              references: {},
              op: 'delete',
              because: 'removed',
            })),
          )
        : gone.map(() => ({ status: 'ok' }))
    const done = gone.filter((_key, index) => outcomes[index]?.status === 'ok')
    if (sink.deletes === true) tally.deleted += done.length
    await store.write((dialect, org) => dropFeedSent(dialect, org, feed.id, done))
    if (done.length < gone.length) {
      tally.left += gone.length - done.length
      return
    }
  }
}
