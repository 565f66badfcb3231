/** A message that stands in a channel. */
export interface PostedMessage {
  readonly channel: string
  /** Its id in the channel: the instant as seconds with six decimals. */
  readonly ts: string
  readonly text: string
  readonly blocks?: readonly unknown[]
  readonly threadTs?: string
  readonly metadata?: unknown
}

export interface Channel {
  readonly id: string
  /** The app is in it. */
  isMember: boolean
  isArchived: boolean
}

export interface Workspace {
  readonly team: string
  readonly channels: ReadonlyMap<string, Channel>
  readonly messages: readonly PostedMessage[]
  /** Gives the id, or the name of an error. */
  post(message: Omit<PostedMessage, 'ts'>): { readonly ts: string } | { readonly error: string }
}

/** The length above which text is cut, with a warning in the answer. */
export const longestText = 40_000

/**
 * What a workspace does with messages.
 *
 * @see https://docs.slack.dev/reference/methods/chat.postMessage (read 2026-11-25)
 */
export function workspaceOf(now: () => number): Workspace {
  const channels = new Map(
    ['C0ORDERS01', 'C0ALERTS01'].map((id) => [id, { id, isMember: true, isArchived: false }]),
  )
  const messages: PostedMessage[] = []
  return {
    team: 'Simulated Shop',
    channels,
    messages,
    post(message) {
      const channel = channels.get(message.channel)
      if (channel === undefined) return { error: 'channel_not_found' }
      if (!channel.isMember) return { error: 'not_in_channel' }
      if (channel.isArchived) return { error: 'is_archived' }
      const { text, blocks, threadTs } = message
      if (text === '' && blocks === undefined) return { error: 'no_text' }
      if (blocks !== undefined && !blocks.every(isBlock)) return { error: 'invalid_blocks' }
      if (threadTs !== undefined && !messages.some(({ ts }) => ts === threadTs))
        return { error: 'cannot_reply_to_message' }
      const ts = `${Math.floor(now() / 1000)}.${String(messages.length + 1).padStart(6, '0')}`
      messages.push({ ...message, text: text.slice(0, longestText), ts })
      return { ts }
    },
  }
}

function isBlock(block: unknown): boolean {
  return (
    typeof block === 'object' &&
    block !== null &&
    'type' in block &&
    ['section', 'divider', 'header', 'context', 'actions', 'image', 'rich_text'].includes(
      String(block.type),
    )
  )
}
