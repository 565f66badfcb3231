import type { PostedMessage, Workspace } from './workspace.ts'

export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: unknown
}

/** What a token may do; `undefined`: it was revoked. */
export interface Token {
  scopes: readonly string[] | undefined
}

export interface ApiRequest {
  readonly method: string
  /** The last part of the address, such as `chat.postMessage`. */
  readonly name: string
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
}

/**
 * The methods of the Web API that a sender of messages uses.
 *
 * @see https://docs.slack.dev/reference/methods/auth.test, https://docs.slack.dev/reference/methods/conversations.history
 * (read 2026-11-25)
 */
export function webApiAnswer(
  workspace: Workspace,
  token: Token | undefined,
  request: ApiRequest,
): Answer {
  if (token === undefined) return failure('invalid_auth')
  const { scopes } = token
  if (scopes === undefined) return failure('token_revoked')
  const told = { 'x-oauth-scopes': scopes.join(',') }
  const lacks = (scope: string) => !scopes.includes(scope)
  switch (request.name) {
    case 'auth.test':
      return {
        status: 200,
        headers: told,
        body: { ok: true, team: workspace.team, team_id: 'T0SIMULAT', user: 'cartograph' },
      }
    case 'chat.postMessage': {
      if (lacks('chat:write')) return failure('missing_scope', { needed: 'chat:write' })
      const posted = workspace.post(messageOf(request.body))
      if ('error' in posted) return failure(posted.error)
      return { status: 200, headers: told, body: { ok: true, ...posted } }
    }
    case 'conversations.history':
    case 'conversations.replies':
      if (lacks('channels:history')) return failure('missing_scope', { needed: 'channels:history' })
      return { status: 200, headers: told, body: listed(workspace, request) }
    default:
      return failure('unknown_method')
  }
}

export function failure(error: string, more: object = {}): Answer {
  return { status: 200, body: { ok: false, error, ...more } }
}

function messageOf(body: ApiRequest['body']): Omit<PostedMessage, 'ts'> {
  const { channel, text, blocks, thread_ts: threadTs, metadata } = body
  return {
    channel: typeof channel === 'string' ? channel : '',
    text: typeof text === 'string' ? text : '',
    ...(Array.isArray(blocks) && { blocks }),
    ...(typeof threadTs === 'string' && { threadTs }),
    ...(metadata !== undefined && { metadata }),
  }
}

/** Messages of a channel, or of a thread with its first one, the newest first, in pages. */
function listed({ messages, channels }: Workspace, { name, query }: ApiRequest): object {
  const channel = query.get('channel') ?? ''
  if (!channels.has(channel)) return { ok: false, error: 'channel_not_found' }
  const thread = query.get('ts')
  const isThread = name === 'conversations.replies'
  const all = messages
    .filter((message) => message.channel === channel)
    .filter(({ ts, threadTs }) =>
      isThread ? ts === thread || threadTs === thread : threadTs === undefined,
    )
    .toReversed()
  const limit = Number(query.get('limit') ?? 100)
  const from = Number(query.get('cursor') ?? 0)
  const hasMore = from + limit < all.length
  const hasMetadata = query.get('include_all_metadata') === 'true'
  return {
    ok: true,
    messages: all.slice(from, from + limit).map(({ ts, text, metadata }) => ({
      type: 'message',
      ts,
      text,
      // What is undefined is not written.
      metadata: hasMetadata ? metadata : undefined,
    })),
    has_more: hasMore,
    ...(hasMore && { response_metadata: { next_cursor: String(from + limit) } }),
  }
}
