import { isFault, type Context, type Outcome, type SinkItem } from '@cartograph/core'
import { appearsWithinMs } from './assumptions.ts'
import { findMessages } from './history.ts'
import { messageItem, type Message, type MessageItem } from './message.ts'
import { postByToken } from './post-by-token.ts'
import { postByWebhook } from './post-by-webhook.ts'
import { kit, type Settings } from './settings.ts'

const dayMs = 86_400_000
const readingScopes = ['channels:history', 'groups:history']

/** What posting needs, and what happens where nobody saw whether a message was posted. */
export function effectOf({ token, readsHistory }: Settings) {
  return {
    landMs: appearsWithinMs,
    permissions:
      token === undefined
        ? ['incoming-webhook']
        : ['chat:write', ...(readsHistory === true ? readingScopes : [])],
  }
}

/** A message for each row, once. */
export function sinksOf(config: Settings) {
  return {
    messages: kit.sink({
      schema: messageItem,
      ...effectOf(config),
      key: ({ key }: MessageItem) => key,
      mode: 'append',
      // Slack knows no key by which it would tell a repeat.
      onUnknown: config.readsHistory === true ? { resolve: findMessages } : 'lose',
      batch: { maxItems: 1, maxBytes: 200_000 },
      live: {
        at: ({ at }) => (at === undefined ? Number.POSITIVE_INFINITY : Date.parse(at)),
        maxAgeMs: dayMs,
      },
      write: writeMessages,
    }),
  }
}

export function post(
  context: Context<Settings>,
  message: Message,
  idempotencyKey: string,
): Promise<Outcome> {
  const { webhookUrl } = context.config
  return webhookUrl === undefined
    ? postByToken(context, message, idempotencyKey)
    : postByWebhook(context, webhookUrl, message)
}

async function writeMessages(
  context: Context<Settings>,
  items: readonly SinkItem<MessageItem>[],
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  for (const item of items) outcomes.push(await writeMessage(context, item, outcomes.length === 0))
  return outcomes
}

async function writeMessage(
  context: Context<Settings>,
  item: SinkItem<MessageItem>,
  isFirst: boolean,
): Promise<Outcome> {
  // What was said stays said.
  if (item.op === 'delete') return { status: 'ok' }
  if (item.cause === 'backfill' && context.config.backfill !== 'send')
    return {
      status: 'skipped',
      reason: 'It was there before; `backfill: send` would post it.',
      again: 'changed',
    }
  try {
    return await post(context, item.item, item.idempotencyKey)
  } catch (error) {
    // Of the first request the host knows whether it went out; what was posted before must not be forgotten for a later one.
    if (isFirst || !isFault(error)) throw error
    return error.kind === 'rateLimit' ? { status: 'untouched' } : { status: 'unknown' }
  }
}
