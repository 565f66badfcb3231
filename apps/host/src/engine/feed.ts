import { canonicalise, fault, faultOf, type Context, type Fault, type Feed } from '@cartograph/core'
import { connectionContext } from '../connections/index.ts'
import {
  advanceFeed,
  askToListAgain,
  beginFeedAt,
  readFeedState,
  takeFeed,
  type HeldFeed,
} from '../store/index.ts'
import { commitEntries, type RecordScenes } from './entries.ts'
import { enabledStreams, type ConnectionScene } from './connection-scene.ts'
import { newTally, type StreamRun, type Tally } from './report.ts'
import { settled } from '../connections/index.ts'
import { storedPosition, walkPages } from './walk.ts'

/** A position this close to what the vendor still keeps is called lost: reading takes its time too. */
const retentionMarginShare = 0.05

/** The name under which the report of a feed itself stands: no stream has such a name. */
export const feedName = '@feed'

export interface FeedBegun {
  /** Its position was taken just now: whatever is listed from here on is covered by it. */
  readonly isFresh: boolean
  readonly notes: readonly string[]
}

/**
 * Makes sure that a feed has a position that still holds, before anything is listed.
 *
 * Taken the other way round, what changes between the listing and the position would be in neither. Where the position is
 * older than what the vendor keeps, or was taken with other settings, the streams are listed again.
 */
export async function beginFeed(scene: ConnectionScene, feed: Feed<unknown>): Promise<FeedBegun> {
  const { store, connection } = scene
  const state = await store.read((dialect, org) => readFeedState(dialect, org, connection.id))
  const context = feedContext(scene, feed, newTally())
  const margin = feed.retentionMs * retentionMarginShare
  const isLost = state !== undefined && context.now() - state.readTo > feed.retentionMs - margin
  const isOurs = state?.fingerprint === connection.fingerprint && fits(feed, state.position)
  if (isOurs && !isLost) return { isFresh: false, notes: [] }
  await takePosition(scene, feed)
  const days = Math.floor(feed.retentionMs / 86_400_000)
  const note = `The changes of ${connection.id} were last read more than ${days} days ago, longer than the vendor keeps them: everything is listed again.`
  return { isFresh: true, notes: isLost ? [note] : [] }
}

async function takePosition(scene: ConnectionScene, feed: Feed<unknown>): Promise<void> {
  const { store, connection } = scene
  const context = feedContext(scene, feed, newTally())
  const position = canonicalise(
    await settled(
      feed.start(context),
      `${scene.connection.connectorName}: The start of the changes`,
      {
        signal: scene.signal,
        stuckMs: scene.engine.waits?.stuckMs,
      },
    ),
  )
  const state = { fingerprint: connection.fingerprint, position, readTo: context.run.until }
  const streams = coveredStreams(scene, feed)
  await store.write((dialect, org) => beginFeedAt(dialect, org, connection.id, state, streams))
}

/** The enabled streams whose changes a feed tells. */
export function coveredStreams(scene: ConnectionScene, feed: Feed<unknown>): readonly string[] {
  const enabled = new Set(enabledStreams(scene))
  return feed.streams.filter((stream) => enabled.has(stream))
}

export interface FeedReading {
  /** What was done, a run for each stream that was spoken of. */
  readonly runs: readonly StreamRun[]
  /** Streams of which records were written or are to be asked for. */
  readonly written: ReadonlySet<string>
}

/** Reads a feed up to now, less what its entries may be late; each page is committed with the position after it. */
export async function readFeed(
  scene: ConnectionScene,
  feed: Feed<unknown>,
  scenes: RecordScenes,
): Promise<FeedReading> {
  const { store, connection, clock } = scene
  const tallies = new Map<string, Tally>()
  const own = newTally()
  const began = clock.now()
  let found: Fault | undefined
  try {
    const held = await store.write((dialect, org) => takeFeed(dialect, org, connection.id))
    if (held !== undefined) await readPages(scene, feed, scenes, { held, own, tallies })
  } catch (error) {
    if (scene.signal.aborted) throw error
    found = faultOf(error, `${connection.id}, changes`)
    if (found.kind === 'conflict') {
      // The vendor does not know the position any more.
      await takePosition(scene, feed)
      own.notes.add(
        `The vendor of ${connection.id} no longer knows where its changes were read to: everything is listed again.`,
      )
      found = undefined
    }
  }
  const runOf = (stream: string, tally: Tally, durationMs: number): StreamRun => {
    const { notes, ...counts } = tally
    return { connection: connection.id, stream, ...counts, durationMs, notes: [...notes] }
  }
  const runs = [...tallies].map(([stream, tally]) => runOf(stream, tally, 0))
  const whole = runOf(feedName, own, clock.now() - began)
  const isTold = own.requests > 0 || own.notes.size > 0 || found !== undefined
  return {
    runs: [
      ...runs,
      ...(isTold ? [{ ...whole, ...(found !== undefined && { fault: found }) }] : []),
    ],
    written: new Set(tallies.keys()),
  }
}

interface Reading {
  readonly held: HeldFeed
  readonly own: Tally
  readonly tallies: Map<string, Tally>
}

async function readPages(
  scene: ConnectionScene,
  feed: Feed<unknown>,
  scenes: RecordScenes,
  { held, own, tallies }: Reading,
): Promise<void> {
  const { connection, clock, signal } = scene
  const context = feedContext(scene, feed, own)
  const position = storedPosition(feed.position, held.position)
  if (position === undefined) return
  const walk = {
    clock,
    signal,
    staleMs: 0,
    name: `the changes of ${connection.id}`,
    connectorName: connection.connectorName,
    stuckMs: scene.engine.waits?.stuckMs,
  }
  const enabled = new Set(enabledStreams(scene))
  let number = held.page
  for await (const { page, next, to } of walkPages(
    walk,
    feed.read(context, position),
    held.position,
  )) {
    const step = {
      fence: held.fence,
      page: number,
      position: next,
      ...(page.end === true && { readTo: context.run.until }),
    }
    const receipt = { at: to, offsetMs: context.now() - clock.now() }
    const message = { entries: page.items, receipt }
    const { isOurs, counts } = await commitEntries(scene, [message], scenes, {
      begin: (dialect, org) => advanceFeed(dialect, org, connection.id, step),
      end: (dialect, org, listed) => askToListAgain(dialect, org, connection.id, listed),
    })
    if (!isOurs)
      throw fault({
        kind: 'transient',
        message: `Another run took over the reading of ${walk.name}.`,
      })
    for (const entry of page.items) {
      if (!enabled.has(entry.stream)) continue
      const tally = tallies.get(entry.stream) ?? newTally()
      tally.read += 1
      tallies.set(entry.stream, tally)
    }
    for (const [stream, count] of counts) addCounts(tallies.get(stream), count)
    number += 1
  }
}

function addCounts(
  tally: Tally | undefined,
  counts: Pick<Tally, 'written' | 'unchanged' | 'deleted' | 'rejected' | 'rows'>,
): void {
  if (tally === undefined) return
  tally.written += counts.written
  tally.unchanged += counts.unchanged
  tally.deleted += counts.deleted
  tally.rejected += counts.rejected
  tally.rows += counts.rows
}

/** Its upper bound stays behind now, because entries become visible late. */
function feedContext(scene: ConnectionScene, feed: Feed<unknown>, tally: Tally): Context<unknown> {
  const { line, clock, signal, engine } = scene
  return connectionContext(line, {
    ...engine,
    clock,
    signal,
    dry: false,
    settleMs: feed.settleMs,
    streams: enabledStreams(scene),
    tally,
  })
}

function fits(feed: Feed<unknown>, position: string): boolean {
  return storedPosition(feed.position, position) !== undefined
}
