import { faultOf, type Fault, type Webhook } from '@cartograph/core'
import { withoutSecrets } from '../connections/index.ts'
import { retryWait, defaultWaits } from '../queue/index.ts'
import {
  endWebhook,
  postponeWebhook,
  writeLetters,
  type Dialect,
  type WaitingWebhook,
  type Work,
} from '../store/index.ts'
import type { CommitWebhook } from './inbox-commit.ts'
import { webhookRequest } from './inbox-request.ts'
import { webhookContext, webhookOf, type ConnectionScene } from './connection-scene.ts'

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

/** Asks the connector what a webhook says. */
export async function parseWebhook(
  scene: ConnectionScene,
  webhook: WaitingWebhook,
): Promise<Parsed> {
  const address = scene.engine.url?.(scene.connection.id, 'webhook') ?? 'http://localhost'
  const context = webhookContext(scene, webhook.receivedAt)
  return webhookOf(scene).parse(context, webhookRequest(webhook, address))
}

/**
 * Works on one webhook, and says what came of it.
 *
 * A body that cannot be understood is tried a few times and then becomes a dead letter; a vendor that cannot be reached is
 * waited for however long it takes.
 */
export async function processWebhook(
  scene: ConnectionScene,
  webhook: WaitingWebhook,
  parsing: Promise<Parsed>,
  commit: CommitWebhook,
): Promise<WebhookResult> {
  try {
    const { entries } = await parsing
    return { status: 'done', ...(await commit({ webhook, entries })) }
  } catch (error) {
    if (scene.signal.aborted) throw error
    const found = withoutSecrets(scene.line, faultOf(error, `${scene.connection.id}, webhook`))
    return putOff(scene, webhook, found)
  }
}

async function putOff(
  scene: ConnectionScene,
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
