import type { SinkItem } from '@cartograph/core'
import type { Message, MessageItem } from '../message.ts'

export function messageOf(
  key: string,
  said: Partial<Message> = {},
  cause: SinkItem['cause'] = 'live',
): SinkItem<MessageItem> {
  return {
    op: 'write',
    key: [key],
    idempotencyKey: `id-${key}`,
    cause,
    references: {},
    item: { key, text: `Order ${key}`, ...said },
  }
}
