import type { Context, Outcome } from '@cartograph/core'
import * as z from 'zod'
import { apiUrl, faultOfRefusal, readApi } from './api.ts'
import type { Message } from './message.ts'
import { metadataOf } from './metadata.ts'
import { failed, notSlack, outcomeOfStatus, stopped, unknown, untouched } from './outcome.ts'
import { refusalOf } from './refusals.ts'
import type { Settings } from './settings.ts'
import { shownText } from './text.ts'

const method = 'chat.postMessage'
/** Slack may have posted before it failed. */
const openErrors = new Set(['internal_error', 'fatal_error', 'request_timeout'])
const limitErrors = new Set(['rate_limited', 'ratelimited'])
const laterErrors = new Set(['service_unavailable', 'team_added_to_org'])
const posted = z.object({ ts: z.string() })

/** Posts as the app of the token, with the id of the change beside the text, by which the message is found again. */
export async function postByToken(
  { config, fetch }: Context<Settings>,
  message: Message,
  idempotencyKey: string,
): Promise<Outcome> {
  const channel = message.channel ?? config.channel
  if (channel === undefined)
    return stopped({
      kind: 'config',
      message: 'The message names no channel, and the settings have none.',
      hint: 'Write `channel` into the settings, or give it in the mapping.',
    })
  const response = await fetch.with({ effect: 'once', route: `/${method}` })(
    apiUrl(config, method),
    {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({
        channel,
        text: shownText(message.text, message.formatted),
        blocks: message.blocks,
        thread_ts: message.threadTs,
        metadata: metadataOf(idempotencyKey),
      }),
    },
  )
  const early = await outcomeOfStatus(response)
  if (early !== undefined) return early
  const answer = await readApi(response)
  if ('isPage' in answer) return answer.isPage ? stopped(notSlack) : unknown
  const { error = '' } = answer
  if (answer.ok) {
    const { data } = posted.safeParse(answer)
    return { status: 'ok', ...(data !== undefined && { remoteId: data.ts }) }
  }
  if (limitErrors.has(error) || laterErrors.has(error)) return untouched()
  if (openErrors.has(error)) return unknown
  const { concerns } = refusalOf(error)
  const isForAll = concerns === 'all' || (concerns === 'channel' && message.channel === undefined)
  const found = faultOfRefusal(answer, method)
  return isForAll ? stopped(found) : failed(found)
}
