import { fault, faultOf, isFault, type Context, type Fault, type Outcome } from '@cartograph/core'
import * as z from 'zod'
import { askRule } from './client.ts'
import type { Message } from './message.ts'
import type { Settings } from './settings.ts'

const route = '/v2/transactionals'
const sent = z.looseObject({ transaction_id: z.union([z.number(), z.string()]) })

/**
 * Sends one transactional message.
 *
 * @see https://github.com/rulecom/rule-sdk-node (read 2026-11)
 */
export async function sendMessage(context: Context<Settings>, message: Message): Promise<Outcome> {
  const { fromName, fromEmail } = context.config
  const isMail = (message.email ?? null) !== null
  if (fromName === undefined) return withoutSender('fromName')
  if (isMail && fromEmail === undefined) return withoutSender('fromEmail')
  try {
    const answer = await askRule(context, {
      method: 'POST',
      path: route,
      effect: 'once',
      expect: [400, 404, 409, 413, 422],
      body: isMail
        ? mailOf(message, { name: fromName, email: fromEmail })
        : textOf(message, fromName),
    })
    if (answer.status >= 400) return { status: 'failed', fault: refusedFault(answer.status) }
    const { data } = sent.safeParse(answer.body)
    return { status: 'ok', ...(data !== undefined && { remoteId: String(data.transaction_id) }) }
  } catch (error) {
    const { kind, retryAfterMs } = faultOf(error)
    if (isFault(error) && kind === 'rateLimit')
      return { status: 'untouched', ...(retryAfterMs !== undefined && { afterMs: retryAfterMs }) }
    throw error
  }
}

function mailOf(
  { email, toName, kind, subject, text, html }: Message,
  from: { readonly name: string; readonly email: string | undefined },
): object {
  return {
    transaction_type: 'email',
    transaction_name: kind,
    subject,
    from,
    to: { email, ...((toName ?? null) !== null && { name: toName }) },
    content: { plain: base64(text), html: base64(html ?? htmlOf(text)) },
  }
}

function textOf({ phone, kind, text }: Message, fromName: string): object {
  return {
    transaction_type: 'text_message',
    transaction_name: kind,
    from: { name: fromName },
    to: { phone_number: phone },
    content: text,
  }
}

/** Plain text as a page that shows it line by line. */
export function htmlOf(text: string): string {
  const shown = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
  return `<!doctype html><html><body><pre style="font: inherit; white-space: pre-wrap">${shown}</pre></body></html>`
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64')
}

function withoutSender(setting: 'fromName' | 'fromEmail'): Outcome {
  return {
    status: 'failed',
    fault: fault({
      kind: 'config',
      scope: 'part',
      message: `A message needs the sender, and the settings have no \`${setting}\`.`,
      hint: `Write \`${setting}\` into the settings of the connection.`,
    }),
  }
}

function refusedFault(status: number): Fault {
  return fault({
    kind: 'record',
    message: `Rule refuses this message (${status}).`,
    hint: 'See whether the address or number exists, and whether the sender is confirmed in Rule.',
    request: { method: 'POST', route, status },
  })
}
