import { isFault, type Context, type Outcome, type SinkItem } from '@cartograph/core'
import { letterOf, type Message } from './body.ts'
import { webhookItem, type WebhookItem } from './item.ts'
import { defaultTimeoutMs, sendLetter } from './send.ts'
import { kit, type Settings } from './settings.ts'

/** Two attempts of a request fit into a call, with the waits between them. */
const spareMs = 10_000
const mostBytes = 1_000_000

/** Whatever an entity gives: kept up to date at the receiver, or told once. */
export function sinksOf(config: Settings) {
  const shared = {
    schema: webhookItem,
    key: ({ key }: WebhookItem) => key,
    ...effectOf(config),
    batch: {
      maxItems: config.batchSize ?? 1,
      maxBytes: mostBytes,
      // One bad item may fail its whole request.
      ...((config.batchSize ?? 1) > 1 && { atomic: true }),
    },
    write: writeItems,
  }
  return {
    items: kit.sink({
      ...shared,
      mode: 'upsert',
      ...((config.deletes ?? 'none') !== 'none' && { deletes: true }),
    }),
    events: kit.sink({ ...shared, mode: 'append' }),
  }
}

/** A receiver that takes each `webhook-id` once cannot be doubled by what lands late. */
export function effectOf({ onUnknown = 'repeatWithKey', timeoutMs = defaultTimeoutMs }: Settings) {
  return {
    onUnknown,
    timeoutMs: 2 * timeoutMs + spareMs,
    ...(onUnknown === 'repeatWithKey' && { landMs: 0 }),
  }
}

async function writeItems(
  context: Context<Settings>,
  items: readonly SinkItem<WebhookItem>[],
): Promise<readonly Outcome[]> {
  const size = context.config.batchSize ?? 1
  const outcomes: Outcome[] = []
  for (let at = 0; at < items.length; at += size) {
    const part = items.slice(at, at + size)
    const outcome = await writeTogether(context, part.map(messageOf), at === 0)
    outcomes.push(...part.map(() => outcome))
  }
  return outcomes
}

async function writeTogether(
  context: Context<Settings>,
  messages: readonly Message[],
  isFirst: boolean,
): Promise<Outcome> {
  const [first, ...others] = messages
  if (first === undefined) return { status: 'ok' }
  try {
    return await sendLetter(context, letterOf(context.config, [first, ...others]))
  } catch (error) {
    // Of the first request the host knows whether it went out; what was told before must not be forgotten for a later one.
    if (isFirst || !isFault(error)) throw error
    return error.kind === 'rateLimit' ? { status: 'untouched' } : { status: 'unknown' }
  }
}

function messageOf(item: SinkItem<WebhookItem>): Message {
  const { op, key, idempotencyKey } = item
  return { op, key, idempotencyKey, body: item.op === 'write' ? item.item.body : null }
}
