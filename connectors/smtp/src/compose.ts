import { createHash } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'
import { domainOf } from './address.ts'
import { addressOf, type Mail, type Recipient } from './mail.ts'
import type { Settings } from './settings.ts'

/**
 * The same for every attempt of the same change, so that whoever gets a mail twice can tell.
 */
export function messageIdOf({ from }: Settings, idempotencyKey: string): string {
  const name = createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 40)
  return `<${name}@${domainOf(addressOf(from))}>`
}

/**
 * The mail as it goes over the wire, without its `bcc`.
 *
 * `Auto-Submitted` (RFC 3834) keeps machines from answering it.
 */
export function composeMail(
  config: Settings,
  mail: Mail,
  { idempotencyKey, now }: { readonly idempotencyKey: string; readonly now: number },
): Promise<Buffer> {
  const { fromName } = config
  const from = addressOf(config.from)
  const composer = new MailComposer({
    from: fromName === undefined ? from : { name: fromName, address: from },
    to: mail.to.map(named),
    cc: mail.cc?.map(named),
    replyTo: mail.replyTo === undefined ? undefined : named(mail.replyTo),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    attachments: mail.attachments?.map(({ filename, contentType, content, encoding }) => ({
      filename,
      contentType,
      content,
      encoding,
    })),
    messageId: messageIdOf(config, idempotencyKey),
    date: new Date(now),
    headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders(mail) },
    // Nothing of this machine, and nothing of the network, gets into a mail.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return composer.compile().build()
}

function named(recipient: Recipient): { readonly name: string; readonly address: string } {
  const name = typeof recipient === 'string' ? undefined : recipient.name
  return { name: name ?? '', address: addressOf(recipient) }
}

/** @see https://www.rfc-editor.org/rfc/rfc8058 (one click), https://www.rfc-editor.org/rfc/rfc2369 (read 2026-11-25) */
function unsubscribeHeaders({ unsubscribe }: Mail): Readonly<Record<string, string>> {
  if (unsubscribe === undefined) return {}
  const { url, mail, oneClick } = unsubscribe
  const ways = [
    ...(url === undefined ? [] : [`<${new URL(url).href}>`]),
    ...(mail === undefined ? [] : [`<mailto:${addressOf(mail)}?subject=unsubscribe>`]),
  ]
  return {
    'List-Unsubscribe': ways.join(', '),
    ...(oneClick === true && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
  }
}
