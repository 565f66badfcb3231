import type { SinkItem } from '@cartograph/core'
import type { WebhookItem } from '../item.ts'

export function writes(...bodies: readonly WebhookItem['body'][]): SinkItem<WebhookItem>[] {
  return bodies.map((body, index) => ({
    op: 'write',
    key: [`k${index + 1}`],
    idempotencyKey: `id-${index + 1}`,
    cause: 'live',
    references: {},
    item: { key: `k${index + 1}`, body },
  }))
}

export function deletion(key: string): SinkItem<WebhookItem> {
  return {
    op: 'delete',
    key: [key],
    idempotencyKey: `delete-${key}`,
    cause: 'live',
    references: {},
    last: { key, body: { name: 'Anna' } },
    because: 'removed',
  }
}
