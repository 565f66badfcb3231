import type { Context, Fault, Outcome } from '@cartograph/core'
import { deadWebhook } from './assumptions.ts'
import type { Message } from './message.ts'
import { failed, notSlack, outcomeOfStatus, stopped, unknown } from './outcome.ts'
import { safeName } from './refusals.ts'
import type { Settings } from './settings.ts'
import { shownText } from './text.ts'

const newWebhook =
  'At api.slack.com/apps: choose the app, Incoming Webhooks, add a new webhook, and put its address into the settings.'

/**
 * Errors of incoming webhooks by their name.
 *
 * @see https://api.slack.com/changelog/2016-05-17-changes-to-errors-for-incoming-webhooks (read 2026-11-25)
 */
const stopping: Readonly<Record<string, Pick<Fault, 'kind' | 'message' | 'hint'>>> = {
  action_prohibited: {
    kind: 'permission',
    message: 'The workspace does not let this webhook post.',
    hint: 'Ask an administrator of the Slack workspace.',
  },
  posting_to_general_channel_denied: {
    kind: 'permission',
    message: 'The workspace does not let this webhook post in its general channel.',
    hint: 'Make a webhook for another channel.',
  },
  channel_not_found: {
    kind: 'config',
    message: 'The channel of the webhook is gone.',
    hint: newWebhook,
  },
  channel_is_archived: {
    kind: 'config',
    message: 'The channel of the webhook is archived.',
    hint: `Unarchive it. Else: ${newWebhook}`,
  },
}

const dead: Pick<Fault, 'kind' | 'message' | 'hint'> = {
  kind: 'auth',
  message: 'The webhook was removed, or its address is not copied whole.',
  hint: newWebhook,
}

/** Why a webhook posts nothing at all, by the name of its error. */
export function webhookFault(name: string): Pick<Fault, 'kind' | 'message' | 'hint'> | undefined {
  return deadWebhook.has(name) ? dead : stopping[name]
}

/** Posts into the channel that the webhook was made for. */
export async function postByWebhook(
  { fetch }: Context<Settings>,
  webhookUrl: string,
  message: Message,
): Promise<Outcome> {
  if (message.channel !== undefined)
    return failed({
      kind: 'config',
      message: 'An incoming webhook posts into its own channel, and the message names one.',
      hint: 'Leave `channel` out of the mapping, or use a token in place of the webhook.',
      path: ['channel'],
    })
  const response = await fetch.with({ effect: 'once', route: '/services' })(webhookUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      text: shownText(message.text, message.formatted),
      blocks: message.blocks,
      thread_ts: message.threadTs,
    }),
  })
  const early = await outcomeOfStatus(response)
  if (early !== undefined) return early
  const said = (await response.text()).trim()
  if (response.ok) {
    if (said === 'ok') return { status: 'ok' }
    // A beginning of it, or nothing: it was cut off.
    return 'ok'.startsWith(said) ? unknown : stopped(notSlack)
  }
  const found = webhookFault(said)
  if (found !== undefined) return stopped(found)
  return failed({
    kind: 'record',
    message: `Slack refuses the message (${response.status}): ${safeName(said)}.`,
    hint: 'Compare the text and the blocks with what Slack takes.',
  })
}
