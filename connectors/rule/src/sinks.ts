import type { Context, Outcome, SinkItem } from '@cartograph/core'
import { isFault } from '@cartograph/core'
import { assumedLandsWithinMs } from './assumptions.ts'
import { keyOf } from './identity.ts'
import { messageItem, type Message, type MessageItem } from './message.ts'
import { pollRecords } from './poll-records.ts'
import { recordItem, type RecordItem } from './record-item.ts'
import { sendMessage } from './send-message.ts'
import { kit, type Settings } from './settings.ts'
import { subscriberItem, type SubscriberItem } from './subscriber-item.ts'
import { writeRecords } from './write-records.ts'
import { writeSubscribers } from './write-subscribers.ts'

const dayMs = 86_400_000
const mostBytes = 5_000_000
/** Each is a few requests. */
const recordsAtOnce = 20
/** Rule sets off automations for so many at once. */
const mostFired = 100

/** A message to one person: whom it reaches; a receipt needs no consent to campaigns. */
export const messageEffect = {
  // Rule knows no key by which it would tell a repeat, and a message too few is the smaller harm.
  onUnknown: 'lose',
  subject: (item: Message) => {
    const reaches: readonly ('email' | 'sms')[] = [(item.email ?? null) === null ? 'sms' : 'email']
    return { ...personOf(item), reaches }
  },
} as const

export function sinksOf(config: Settings) {
  const { batchSize = 1_000, automation = 'none', whenGone = 'keep' } = config
  return {
    subscribers: kit.sink({
      schema: subscriberItem,
      key: keyOfItem,
      mode: 'upsert',
      deletes: whenGone !== 'keep',
      onUnknown: 'repeat',
      batch: {
        maxItems: automation === 'none' ? batchSize : Math.min(batchSize, mostFired),
        maxBytes: mostBytes,
        by: ({ tags }) => JSON.stringify([...new Set(tags ?? [])].toSorted()),
      },
      timeoutMs: 120_000,
      serialBy: keyOfItem,
      mirrors: 'subscribers',
      subject: personOf,
      write: writeSubscribers,
    }),
    orders: recordSink(config),
    refunds: recordSink(config),
    messages: kit.sink({
      schema: messageItem,
      ...messageEffect,
      key: ({ key }: MessageItem) => key,
      mode: 'append',
      batch: { maxItems: 1, maxBytes: 1_000_000 },
      live: {
        at: ({ at }) => ((at ?? null) === null ? Number.POSITIVE_INFINITY : Date.parse(at ?? '')),
        maxAgeMs: dayMs,
      },
      write: writeMessages,
    }),
  }
}

/** Repeating is harmless: a record is looked for before it is appended, and nobody repeats before the last one must have landed. */
function recordSink({ landsWithinMs = assumedLandsWithinMs }: Settings) {
  return kit.sink<RecordItem>({
    schema: recordItem,
    key: ({ key }) => key,
    mode: 'upsert',
    onUnknown: 'repeat',
    landMs: landsWithinMs,
    timeoutMs: 120_000,
    batch: { maxItems: recordsAtOnce, maxBytes: 2_000_000 },
    serialBy: keyOfItem,
    subject: personOf,
    references: (item) => ({
      subscriber: { sink: 'subscribers', key: [keyOfItem(item)], required: false },
    }),
    write: writeRecords,
    poll: pollRecords,
  })
}

type Person = Pick<SubscriberItem, 'email' | 'phone'>

function keyOfItem({ email, phone }: Person): string {
  return keyOf({ email: email ?? undefined, phone: phone ?? undefined })
}

function personOf({ email, phone }: Person) {
  return {
    ...((email ?? null) !== null && { email: email ?? '' }),
    ...((phone ?? null) !== null && { phone: phone ?? '' }),
  }
}

async function writeMessages(
  context: Context<Settings>,
  items: readonly SinkItem<MessageItem>[],
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  for (const item of items)
    try {
      outcomes.push(await writeMessage(context, item))
    } catch (error) {
      // What was sent before must not be forgotten for a later one.
      if (outcomes.length === 0 || !isFault(error)) throw error
      outcomes.push({ status: 'unknown' })
    }
  return outcomes
}

async function writeMessage(
  context: Context<Settings>,
  item: SinkItem<MessageItem>,
): Promise<Outcome> {
  // What was said stays said.
  if (item.op === 'delete') return { status: 'ok' }
  if (item.cause === 'backfill' && context.config.backfill !== 'send')
    return {
      status: 'skipped',
      reason: 'It was there before; `backfill: send` would send it.',
      again: 'changed',
    }
  return sendMessage(context, item.item)
}
