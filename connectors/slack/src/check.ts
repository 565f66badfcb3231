import { fault, faultFrom, type CheckReport, type Context, type Fault } from '@cartograph/core'
import * as z from 'zod'
import { apiUrl, faultOfRefusal, readApi } from './api.ts'
import { emptyPayload, nothingToPost } from './assumptions.ts'
import { notSlack } from './outcome.ts'
import { webhookFault } from './post-by-webhook.ts'
import type { Settings } from './settings.ts'

/**
 * Asks who the token is and what it may do, or asks the webhook to post nothing.
 *
 * Whether the app is in a channel shows only its first message.
 */
export function checkSlack(context: Context<Settings>): Promise<CheckReport> {
  const { webhookUrl } = context.config
  return webhookUrl === undefined ? checkToken(context) : checkWebhook(context, webhookUrl)
}

const identity = z.object({ team: z.string(), user: z.string() })

/** @see https://docs.slack.dev/reference/methods/auth.test (read 2026-11-25); scopes come in the header `x-oauth-scopes`. */
async function checkToken({ config, fetch }: Context<Settings>): Promise<CheckReport> {
  const method = 'auth.test'
  const response = await fetch.with({ effect: 'none', route: `/${method}` })(
    apiUrl(config, method),
    { method: 'POST' },
  )
  if (!response.ok) throw await refusedBefore(response)
  const scopes = response.headers.get('x-oauth-scopes')?.split(/[\s,]+/)
  const answer = await readApi(response)
  if ('isPage' in answer) throw fault(notSlack)
  if (!answer.ok) throw fault(faultOfRefusal(answer, method))
  const who = identity.safeParse(answer)
  if (!who.success) throw fault(notSlack)
  const problems = scopes === undefined ? [] : lackingScopes(config, scopes)
  return {
    account: { name: `${who.data.team} (${who.data.user})` },
    ...(problems.length > 0 && { problems }),
  }
}

function lackingScopes(
  { readsHistory }: Settings,
  scopes: readonly string[],
): NonNullable<CheckReport['problems']> {
  const canRead = scopes.some((scope) => /^(?:channels|groups):history$/.test(scope))
  const lacking = [
    ...(scopes.includes('chat:write') ? [] : ['chat:write']),
    ...(readsHistory === true && !canRead ? ['channels:history'] : []),
  ]
  return lacking.map((scope) => ({
    severity: 'error',
    part: 'sinks.messages',
    fault: {
      $fault: 'v1',
      ...faultOfRefusal({ ok: false, error: 'missing_scope', needed: scope }, 'auth.test'),
    },
  }))
}

/** A webhook tells nobody where it posts; what is known is whether it lives. */
async function checkWebhook(
  { config, fetch }: Context<Settings>,
  webhookUrl: string,
): Promise<CheckReport> {
  const name = `workspace ${new URL(webhookUrl).pathname.split('/')[2]}`
  if (config.checksWebhook === false) return { account: { name } }
  const ask = fetch.with({ effect: 'none', route: '/services', expect: [400, 403, 404, 410] })
  const response = await ask(webhookUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: emptyPayload,
  })
  const { status } = response
  if (status === 408 || status === 429 || status >= 500) throw await faultFrom(response)
  const said = (await response.text()).trim()
  if (nothingToPost.has(said)) return { account: { name } }
  throw fault(webhookFault(said) ?? (status === 403 ? prohibited : notSlack))
}

const prohibited: Pick<Fault, 'kind' | 'message' | 'hint'> = {
  kind: 'permission',
  message: 'Slack, or something before it, forbids this request (403).',
  hint: 'Ask an administrator of the Slack workspace, and see whether a proxy stands between.',
}

async function refusedBefore(response: Response): Promise<Error> {
  const { kind, message, retryAfterMs } = await faultFrom(response)
  return fault({
    kind,
    message,
    hint: notSlack.hint ?? '',
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  })
}
