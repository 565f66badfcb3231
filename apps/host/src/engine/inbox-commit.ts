import { randomUUID } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Entry } from '@cartograph/core'
import { gathered } from '../queue/index.ts'
import {
  endWebhooks,
  openSyncRuns,
  queueSyncRun,
  type Dialect,
  type WaitingWebhook,
  type Work,
} from '../store/index.ts'
import { commitEntries, type RecordScenes } from './entries.ts'
import { webhookContext, type ConnectionScene } from './connection-scene.ts'

/** A webhook, and what it says. */
export interface ParsedWebhook {
  readonly webhook: WaitingWebhook
  readonly entries: readonly Entry[]
}

/** What was written because of a webhook, and of those that were written with it. */
export interface CommittedWebhook {
  /** Streams of which records were written or are to be asked for. */
  readonly streams: readonly string[]
  /** Are streams to be listed again? */
  readonly lists: boolean
}

/** Writes what a webhook says, all of it in one transaction that also ends it. */
export type CommitWebhook = (parsed: ParsedWebhook) => Promise<CommittedWebhook>

/** To make more of them ready would keep the process from those who call meanwhile. */
const limits = {
  most: 25,
  mostWeight: 131_072,
  weightOf: ({ webhook }: ParsedWebhook) => webhook.body.length,
}

/**
 * Writes what the webhooks of one connection say: those that are parsed while others are written in one transaction after them.
 *
 * One that cannot be written is tried by itself, and holds up no other.
 */
export function webhookCommitter(
  scene: ConnectionScene,
  scenes: RecordScenes,
  /** Waits until it may begin; connections take turns. Default: it begins at once. */
  inTurn: <Result>(work: () => Promise<Result>) => Promise<Result> = (work) => work(),
): CommitWebhook {
  return gathered(limits, (take) =>
    inTurn(async () => {
      // Whoever calls meanwhile comes first, and who is parsed at the same time comes along.
      await nextTurn()
      const parsed = take()
      const committed = await commitWebhooks(scene, parsed, scenes)
      return parsed.map(() => committed)
    }),
  )
}

async function commitWebhooks(
  scene: ConnectionScene,
  parsed: readonly ParsedWebhook[],
  scenes: RecordScenes,
): Promise<CommittedWebhook> {
  const { clock, connection } = scene
  const messages = parsed.map(({ webhook, entries }) => {
    const at = webhook.receivedAt
    return { entries, receipt: { at, offsetMs: webhookContext(scene, at).now() - at } }
  })
  const ids = parsed.map(({ webhook }) => webhook.id)
  const { streams, listed } = await commitEntries(scene, messages, scenes, {
    *begin(dialect, org) {
      const ended = yield* endWebhooks(dialect, org, connection.id, ids, { status: 'done' })
      if (ended > 0 && ended < ids.length)
        throw new Error('Some of these webhooks had ended before.')
      return ended > 0
    },
    end: (dialect, org, names) => askForListing(dialect, org, connection.id, names, clock.now()),
  })
  return { streams, lists: listed.length > 0 }
}

/** Has streams listed again soon, unless a run that does so waits already and has not begun. */
function* askForListing(
  dialect: Dialect,
  org: string,
  connection: string,
  streams: readonly string[],
  now: number,
): Work<void> {
  if (streams.length === 0) return
  const open = yield* openSyncRuns(dialect, org, connection)
  const queued = open.filter((run) => run.status === 'queued' && run.notBefore <= now)
  const missing = streams.filter(
    (stream) => !queued.some((run) => run.streams === undefined || run.streams.includes(stream)),
  )
  if (missing.length === 0) return
  const wish = { connection, streams: missing, full: false, cause: 'hint', attempt: 0 } as const
  yield* queueSyncRun(dialect, org, { ...wish, id: randomUUID(), notBefore: now }, now)
}
