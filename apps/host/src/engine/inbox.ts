import { randomUUID } from 'node:crypto'
import { fault, faultOf, type Entry, type Fault, type Webhook } from '@cartograph/core'
import { retryWait, defaultWaits } from '../queue/index.ts'
import {
  commitPage,
  endWebhook,
  holdStream,
  noteEntries,
  openSyncRuns,
  postponeWebhook,
  queueSyncRun,
  seenEntries,
  writeLetters,
  type Dialect,
  type WaitingWebhook,
  type Work,
} from '../store/index.ts'
import { pageOf } from './commit.ts'
import { pagesOfEntries, prepareEntries, type PreparedEntries } from './inbox-entries.ts'
import { webhookRequest } from './inbox-request.ts'
import {
  enabledStreams,
  noSuchStream,
  recordScene,
  webhookContext,
  webhookOf,
  type InboxScene,
} from './inbox-scene.ts'
import type { StreamScene } from './stream-run.ts'

export type Parsed = Awaited<ReturnType<Webhook<unknown>['parse']>>

/** What came of one attempt at a webhook. */
export type WebhookResult =
  | {
      readonly status: 'done'
      /** Streams of which records were written or are to be asked for. */
      readonly streams: readonly string[]
      /** Are streams to be listed again? */
      readonly lists: boolean
    }
  /** It is tried again later. */
  | { readonly status: 'postponed'; readonly fault: Fault; readonly until: number }
  /** It was tried often enough, and is a dead letter. */
  | { readonly status: 'failed'; readonly fault: Fault }

/** Attempts before a webhook that cannot be understood becomes a dead letter. */
const mostAttempts = 5
/** How often a body is made ready again because mappings changed meanwhile. */
const mostPreparations = 5

/** Asks the connector what a webhook says. */
export async function parseWebhook(scene: InboxScene, webhook: WaitingWebhook): Promise<Parsed> {
  const address = scene.engine.url?.(scene.connection.id, 'webhook') ?? 'http://localhost'
  const context = webhookContext(scene, webhook.receivedAt)
  return webhookOf(scene).parse(context, webhookRequest(webhook, address))
}

/**
 * Writes what a webhook says, all of it in one transaction that also ends it.
 *
 * A body that cannot be understood is tried a few times and then becomes a dead letter; a vendor that cannot be reached is
 * waited for however long it takes.
 */
export async function processWebhook(
  scene: InboxScene,
  webhook: WaitingWebhook,
  parsing: Promise<Parsed>,
  scenes: RecordScenes,
): Promise<WebhookResult> {
  try {
    const { entries } = await parsing
    return await commitEntries(scene, webhook, entries, scenes)
  } catch (error) {
    if (scene.signal.aborted) throw error
    return putOff(scene, webhook, faultOf(error, `${scene.connection.id}, webhook`))
  }
}

/** The scenes of one connection's streams, made when they are needed. */
export interface RecordScenes {
  of(stream: string): Promise<StreamScene>
  /** Makes them anew: the mappings have changed. */
  forget(): void
}

export function recordScenes(scene: InboxScene): RecordScenes {
  const made = new Map<string, Promise<StreamScene>>()
  return {
    of: (stream) => {
      const known = made.get(stream) ?? recordScene(scene, stream)
      made.set(stream, known)
      return known
    },
    forget: () => made.clear(),
  }
}

async function commitEntries(
  scene: InboxScene,
  webhook: WaitingWebhook,
  entries: readonly Entry[],
  scenes: RecordScenes,
): Promise<WebhookResult> {
  const { connection, clock, parts } = scene
  const enabled = new Set(enabledStreams(scene))
  const strange = entries.find(({ stream }) => parts.streams?.[stream] === undefined)
  if (strange !== undefined) throw noSuchStream(connection, strange.stream)
  const listed = new Set<string>()
  const spoken: Entry[] = []
  for (const entry of entries) {
    if (!enabled.has(entry.stream)) continue
    const { get, list } = parts.streams?.[entry.stream] ?? {}
    // Where nobody can be asked for one record, the stream is listed again.
    if (entry.op !== 'refresh' || (entry.key !== undefined && get !== undefined)) spoken.push(entry)
    else if (list !== undefined) listed.add(entry.stream)
  }
  const offsetMs = webhookContext(scene, webhook.receivedAt).now() - webhook.receivedAt
  for (let attempt = 0; attempt < mostPreparations; attempt += 1) {
    const prepared = await Promise.all(
      [...Map.groupBy(spoken, ({ stream }) => stream)].map(async ([stream, own]) =>
        prepareEntries(await scenes.of(stream), own, { at: webhook.receivedAt, offsetMs }),
      ),
    )
    const status = await scene.store.write((dialect, org) =>
      commitBody(dialect, org, webhook, { prepared, listed: [...listed] }, clock.now()),
    )
    if (status !== 'prepareAgain') {
      const streams = prepared.map(({ scene: { place } }) => place.stream)
      return { status: 'done', streams, lists: listed.size > 0 }
    }
    scenes.forget()
  }
  throw fault({
    kind: 'transient',
    message: `The mappings of ${connection.id} changed again and again while a webhook was worked on.`,
  })
}

interface Body {
  readonly prepared: readonly PreparedEntries[]
  /** Streams to be listed again. */
  readonly listed: readonly string[]
}

function* commitBody(
  dialect: Dialect,
  org: string,
  webhook: WaitingWebhook,
  body: Body,
  now: number,
): Work<'done' | 'prepareAgain'> {
  for (const { scene } of body.prepared) {
    const held = yield* holdStream(dialect, org, scene.place, 0)
    if (held?.mappingEpoch !== scene.mappingEpoch) return 'prepareAgain'
  }
  const isOpen = yield* endWebhook(dialect, org, webhook, { status: 'done' })
  if (!isOpen) return 'done'
  for (const { scene, entries } of body.prepared) {
    const { place } = scene
    const ids = entries.flatMap(({ id }) => id ?? [])
    const seen = yield* seenEntries(dialect, org, place, ids)
    const fresh = entries.filter(({ id }) => id === undefined || !seen.has(id))
    const shape = scene.drift.news()
    for (const page of pagesOfEntries(fresh.map(({ changes }) => changes))) {
      const commit = {
        observedTo: webhook.receivedAt,
        lane: 'live' as const,
        ...(shape !== undefined && { shape }),
      }
      const result = yield* commitPage(dialect, org, pageOf(scene, page, commit), now)
      if (result.status !== 'committed')
        throw new Error(`A page of a webhook was ${result.status}.`)
    }
    yield* noteEntries(dialect, org, place, ids, now)
  }
  yield* askForListing(dialect, org, webhook.connection, body.listed, now)
  return 'done'
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

async function putOff(
  scene: InboxScene,
  webhook: WaitingWebhook,
  found: Fault,
): Promise<WebhookResult> {
  const { store, clock, engine } = scene
  // What passes by itself says nothing about the body.
  const counts = found.kind !== 'transient' && found.kind !== 'rateLimit'
  if (counts && webhook.attempts + 1 >= mostAttempts) {
    await store.write((dialect, org) => bury(dialect, org, webhook, found, clock.now()))
    return { status: 'failed', fault: found }
  }
  const wait = retryWait(engine.waits ?? defaultWaits, webhook.attempts, found)
  const notBefore = Math.ceil(clock.now() + wait)
  await store.write((dialect, org) =>
    postponeWebhook(dialect, org, webhook, { notBefore, fault: found, counts }),
  )
  return { status: 'postponed', fault: found, until: notBefore }
}

/** Where the dead letters of a connection's webhooks are: no stream has such a name. */
export function webhookLetters(connection: string): {
  readonly side: 'source'
  readonly part: string
} {
  return { side: 'source', part: `${connection}/@webhook` }
}

function* bury(
  dialect: Dialect,
  org: string,
  webhook: WaitingWebhook,
  found: Fault,
  now: number,
): Work<void> {
  const ended = yield* endWebhook(dialect, org, webhook, { status: 'failed', fault: found })
  if (!ended) return
  const received = new Date(webhook.receivedAt).toISOString()
  const letter = {
    key: webhook.id,
    at: `${webhook.connection}, webhook of ${received}`,
    fault: found,
    record: bodyRecord(webhook.body),
    item: null,
  }
  const place = webhookLetters(webhook.connection)
  yield* writeLetters(dialect, org, place, [letter], { scope: '', generation: 0 }, now)
}

/** A body as JSON text, whatever it is. */
function bodyRecord(body: Uint8Array): string {
  const text = Buffer.from(body).toString('utf8').replaceAll('\u0000', '\uFFFD')
  try {
    JSON.parse(text)
    return text
  } catch {
    return JSON.stringify(text)
  }
}
