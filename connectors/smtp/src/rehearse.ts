import type { Context, Outcome } from '@cartograph/core'
import { messageIdOf } from './compose.ts'
import { addressOf, recipientsOf, type Mail, type Outgoing, type Recipient } from './mail.ts'
import { portOf, type Settings } from './settings.ts'

/**
 * What a test call shows of mails: the words to the server, and the mail with its texts as people read them, not packed for the way.
 *
 * In a dry run the host gives connections that nobody answers, so the words are put there without waiting for any.
 */
export async function rehearseMails(
  { config, connect }: Context<Settings>,
  all: readonly Outgoing[],
): Promise<readonly Outcome[]> {
  const { host, encryption = 'startTls' } = config
  const connection = await connect?.({ host, port: portOf(config), tls: encryption === 'tls' })
  const writer = connection?.writable.getWriter()
  for (const outgoing of all) await writer?.write(Buffer.from(wordsFor(config, outgoing)))
  await writer?.close()
  return all.map(() => ({ status: 'untouched' }))
}

function wordsFor(config: Settings, { mail, idempotencyKey }: Outgoing): string {
  const recipients = new Set(recipientsOf(mail).map(({ address }) => address))
  return [
    `MAIL FROM:<${addressOf(config.from)}>`,
    ...[...recipients].map((address) => `RCPT TO:<${address}>`),
    'DATA',
    ...headersOf(config, mail, messageIdOf(config, idempotencyKey)),
    ...[mail.text, mail.html].flatMap((text) => (text === undefined ? [] : ['', text])),
    ...(mail.attachments ?? []).map(({ filename }) => `[${filename}]`),
    '.',
    '',
  ].join('\r\n')
}

function headersOf(config: Settings, mail: Mail, messageId: string): readonly string[] {
  const { from, fromName } = config
  const lines = {
    From: fromName === undefined ? addressOf(from) : `${fromName} <${addressOf(from)}>`,
    To: mail.to.map(named).join(', '),
    Cc: mail.cc?.map(named).join(', '),
    'Reply-To': mail.replyTo && named(mail.replyTo),
    Subject: mail.subject,
    'Message-ID': messageId,
  }
  return Object.entries(lines).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}`],
  )
}

function named(recipient: Recipient): string {
  const address = addressOf(recipient)
  const name = typeof recipient === 'string' ? undefined : recipient.name
  return name === undefined ? address : `${name} <${address}>`
}
