import type { SinkItem } from '@cartograph/core'
import type { Mail, MailItem } from '../mail.ts'

export function mailOf(
  key: string,
  said: Partial<Mail> = {},
  cause: SinkItem['cause'] = 'live',
): SinkItem<MailItem> {
  return {
    op: 'write',
    key: [key],
    idempotencyKey: `id-${key}`,
    cause,
    references: {},
    item: {
      key,
      to: ['anna@shop.example'],
      subject: `Order ${key}`,
      text: `Thank you for order ${key}.\n`,
      ...said,
    },
  }
}
