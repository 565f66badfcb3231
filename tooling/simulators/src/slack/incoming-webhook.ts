import type { Workspace } from './workspace.ts'

/** What an incoming webhook answers: words, and no JSON. */
export interface WordAnswer {
  readonly status: number
  readonly text: string
}

/**
 * @see https://api.slack.com/changelog/2016-05-17-changes-to-errors-for-incoming-webhooks (read 2026-11-25); `no_service` and
 * `no_text` are known from answers that others quote.
 */
export function webhookAnswer(
  workspace: Workspace,
  webhook: { readonly channel: string } | undefined,
  body: Readonly<Record<string, unknown>> | undefined,
): WordAnswer {
  if (webhook === undefined) return { status: 404, text: 'no_service' }
  if (body === undefined) return { status: 400, text: 'invalid_payload' }
  const { text, blocks, thread_ts: threadTs } = body
  const posted = workspace.post({
    channel: webhook.channel,
    text: typeof text === 'string' ? text : '',
    ...(Array.isArray(blocks) && { blocks }),
    ...(typeof threadTs === 'string' && { threadTs }),
  })
  return 'error' in posted ? refusal(posted.error) : { status: 200, text: 'ok' }
}

/** An error by its name, with the status that belongs to it. */
export function refusal(error: string): WordAnswer {
  const text = error === 'is_archived' ? 'channel_is_archived' : error
  return { status: statuses[text] ?? 400, text }
}

const statuses: Readonly<Record<string, number>> = {
  action_prohibited: 403,
  team_disabled: 403,
  invalid_token: 403,
  channel_not_found: 404,
  not_in_channel: 404,
  no_service: 404,
  channel_is_archived: 410,
  rollup_error: 500,
}
