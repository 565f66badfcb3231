import type { Context, Outcome, SinkItem } from '@cartograph/core'
import { callTimeoutMs } from './assumptions.ts'
import { deliverMails } from './deliver.ts'
import { addressOf, mailItem, type Mail, type MailItem, type Outgoing } from './mail.ts'
import { kit, type Settings } from './settings.ts'

const dayMs = 86_400_000
/** Attachments are inside. */
const mostBytes = 20_000_000

/** A mail server knows no key by which a repeat is told, so a mail too few is the smaller harm. */
export const effect = {
  onUnknown: 'lose',
  timeoutMs: callTimeoutMs,
  /** Whom a mail is about, and whether they must have agreed to it. */
  subject: ({ to, purpose }: Mail) => {
    const [first] = to
    return first === undefined
      ? null
      : {
          email: addressOf(first),
          reaches: ['email' as const],
          ...(purpose === 'marketing' && { needs: ['email' as const] }),
        }
  },
} as const

/** A mail for each row, once. */
export function sinksOf({ mailsPerConnection = 1 }: Settings) {
  return {
    mails: kit.sink({
      schema: mailItem,
      ...effect,
      key: ({ key }: MailItem) => key,
      mode: 'append',
      batch: { maxItems: mailsPerConnection, maxBytes: mostBytes },
      live: {
        at: ({ at }) => (at === undefined ? Number.POSITIVE_INFINITY : Date.parse(at)),
        maxAgeMs: dayMs,
      },
      write: writeMails,
    }),
  }
}

async function writeMails(
  context: Context<Settings>,
  items: readonly SinkItem<MailItem>[],
): Promise<readonly Outcome[]> {
  const early = items.map((item) => withoutSending(context.config, item))
  const outgoing = items.flatMap((item, index): readonly Outgoing[] =>
    early[index] === undefined && item.op === 'write'
      ? [{ mail: item.item, idempotencyKey: item.idempotencyKey }]
      : [],
  )
  const delivered = [...(await deliverMails(context, outgoing))]
  return early.map((outcome) => outcome ?? delivered.shift() ?? { status: 'unknown' })
}

/** What comes of an item that is not sent at all. */
function withoutSending(config: Settings, item: SinkItem<MailItem>): Outcome | undefined {
  // What was sent stays sent.
  if (item.op === 'delete') return { status: 'ok' }
  if (item.cause !== 'backfill' || config.backfill === 'send') return undefined
  return {
    status: 'skipped',
    reason: 'It was there before; `backfill: send` would send it.',
    again: 'changed',
  }
}
