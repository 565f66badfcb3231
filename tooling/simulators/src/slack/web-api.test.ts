import { expect, test } from 'vitest'

import { webApiAnswer, type ApiRequest } from './web-api.ts'
import { workspaceOf } from './workspace.ts'

const channel = 'C0ORDERS01'
const ask = (name: string, query: Record<string, string> = {}, body = {}): ApiRequest => ({
  method: 'POST',
  name,
  query: new URLSearchParams(query),
  body,
})
const say = (text: string, more: object = {}) =>
  ask('chat.postMessage', {}, { channel, text, ...more })
const token = { scopes: ['chat:write', 'channels:history'] }

test('messages are listed with the newest first, in pages, and their metadata on request', () => {
  const workspace = workspaceOf(() => 1_000)
  for (const text of ['a', 'b', 'c']) webApiAnswer(workspace, token, say(text, { metadata: text }))
  const first = webApiAnswer(
    workspace,
    token,
    ask('conversations.history', { channel, limit: '2' }),
  )
  expect(first.body).toMatchObject({
    messages: [{ text: 'c' }, { text: 'b' }],
    has_more: true,
    response_metadata: { next_cursor: '2' },
  })
  const query = { channel, limit: '2', cursor: '2', include_all_metadata: 'true' }
  const second = webApiAnswer(workspace, token, ask('conversations.history', query))
  expect(second.body).toMatchObject({ messages: [{ text: 'a', metadata: 'a' }], has_more: false })
})

test('answers stand in their thread, and not in the channel', () => {
  const workspace = workspaceOf(() => 1_000)
  webApiAnswer(workspace, token, say('question'))
  const ts = workspace.messages[0]?.ts ?? ''
  webApiAnswer(workspace, token, say('answer', { thread_ts: ts }))
  const texts = (request: ApiRequest) => {
    const { messages } = webApiAnswer(workspace, token, request).body as {
      readonly messages: readonly { readonly text: string }[]
    }
    return messages.map(({ text }) => text)
  }
  expect(texts(ask('conversations.history', { channel }))).toStrictEqual(['question'])
  expect(texts(ask('conversations.replies', { channel, ts }))).toStrictEqual(['answer', 'question'])
})

test.each([
  [undefined, 'invalid_auth'],
  [{ scopes: undefined }, 'token_revoked'],
  [{ scopes: [] }, 'missing_scope'],
])('with the token %j nothing is posted', (known, error) => {
  const workspace = workspaceOf(() => 1_000)
  expect(webApiAnswer(workspace, known, say('hello')).body).toMatchObject({ ok: false, error })
  expect(workspace.messages).toHaveLength(0)
})

test.each([
  [{ channel: 'C0NOWHERE' }, 'channel_not_found'],
  [{ text: '' }, 'no_text'],
  [{ blocks: [{ type: 'nonsense' }] }, 'invalid_blocks'],
  [{ thread_ts: '1.000009' }, 'cannot_reply_to_message'],
])('%j is refused by name', (more, error) => {
  const workspace = workspaceOf(() => 1_000)
  expect(webApiAnswer(workspace, token, say('hello', more)).body).toMatchObject({ error })
})
