import { fault, json, type Context, type Outcome, type SinkItem } from '@cartograph/core'
import * as z from 'zod'
import { askApi, faultOfRefusal, type ApiAnswer } from './api.ts'
import { searchedMessages } from './assumptions.ts'
import type { MessageItem } from './message.ts'
import { idOf } from './metadata.ts'
import { notSlack } from './outcome.ts'
import type { Settings } from './settings.ts'

type Found = Extract<Outcome, { status: 'ok' | 'untouched' | 'unknown' }>

const page = z.looseObject({
  ok: z.boolean(),
  error: z.string().optional(),
  needed: z.string().optional(),
  messages: z
    .array(z.looseObject({ ts: z.string(), metadata: z.unknown().optional() }))
    .default([]),
  has_more: z.boolean().default(false),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
})

const pageSize = 200

/**
 * Looks for messages in their channels and threads by the ids beside them.
 *
 * What is not among the newest counts as posted: a message too few is the smaller harm.
 *
 * @see https://docs.slack.dev/reference/methods/conversations.history (read 2026-11-25)
 * @throws a `permission` fault where the app may not read the channel.
 */
export async function findMessages(
  context: Context<Settings>,
  items: readonly SinkItem<MessageItem>[],
): Promise<readonly Found[]> {
  const searched = new Map<string, Promise<Search>>()
  return Promise.all(
    items.map(async (item): Promise<Found> => {
      const said = item.op === 'write' ? item.item : undefined
      const channel = said?.channel ?? context.config.channel
      if (said === undefined || channel === undefined) return { status: 'untouched' }
      const place = `${channel} ${said.threadTs ?? ''}`
      const search = searched.get(place) ?? searchPlace(context, channel, said.threadTs)
      searched.set(place, search)
      const { tsById, isWhole } = await search
      const ts = tsById.get(item.idempotencyKey)
      if (ts !== undefined) return { status: 'ok', remoteId: ts }
      return isWhole ? { status: 'untouched' } : { status: 'ok' }
    }),
  )
}

interface Search {
  readonly tsById: ReadonlyMap<string, string>
  /** All that the place holds was looked at. */
  readonly isWhole: boolean
}

async function searchPlace(
  context: Context<Settings>,
  channel: string,
  threadTs: string | undefined,
): Promise<Search> {
  const method = threadTs === undefined ? 'conversations.history' : 'conversations.replies'
  const tsById = new Map<string, string>()
  let cursor: string | undefined
  for (let seen = 0; seen < searchedMessages;) {
    const query = {
      channel,
      include_all_metadata: 'true',
      limit: String(pageSize),
      ...(threadTs !== undefined && { ts: threadTs }),
      ...(cursor !== undefined && { cursor }),
    }
    const parsed = page.safeParse(await json(await askApi(context, method, query)))
    if (!parsed.success) throw fault({ ...notSlack, scope: 'part' })
    const { ok, messages, has_more: hasMore, response_metadata: more } = parsed.data
    if (!ok) throw fault({ ...faultOfRefusal(refusalIn(parsed.data), method), scope: 'part' })
    for (const { ts, metadata } of messages) {
      const id = idOf(metadata)
      if (id !== undefined) tsById.set(id, ts)
    }
    cursor = more?.next_cursor
    seen += messages.length
    if (!hasMore || cursor === undefined || messages.length === 0)
      return { tsById, isWhole: !hasMore }
  }
  return { tsById, isWhole: false }
}

function refusalIn({ ok, error, needed }: z.infer<typeof page>): ApiAnswer {
  return { ok, ...(error !== undefined && { error }), ...(needed !== undefined && { needed }) }
}
