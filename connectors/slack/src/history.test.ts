import { startSlack, type SimulatedSlack } from '@cartograph/simulators/slack'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findMessages } from './history.ts'
import { post } from './sinks.ts'
import { testContext } from './testing/context.ts'
import { messageOf } from './testing/items.ts'

let slack: SimulatedSlack
beforeEach(async () => {
  slack = await startSlack({ scopes: ['chat:write', 'channels:history'] })
})
afterEach(() => slack.close())

const contextOf = () =>
  testContext({
    token: slack.token,
    apiBase: slack.apiBase,
    channel: 'C0ORDERS01',
    readsHistory: true,
  })
const say = (count: number, from = 0) =>
  Promise.all(
    Array.from({ length: count }, (_none, index) =>
      post(contextOf(), { text: 'said' }, `other-${from + index}`),
    ),
  )

test('a message that was posted is found, and one that was not is missing', async () => {
  await post(contextOf(), { text: 'Order A1' }, 'id-A1')
  const found = await findMessages(contextOf(), [messageOf('A1'), messageOf('A2')])
  const [ts] = slack.messages.map((message) => message.ts)
  expect(found).toStrictEqual([{ status: 'ok', remoteId: ts }, { status: 'untouched' }])
  expect(slack.asked.filter((name) => name.startsWith('conversations'))).toHaveLength(1)
})

test('an answer is looked for in its thread', async () => {
  await post(contextOf(), { text: 'Order A1' }, 'id-A1')
  const threadTs = slack.messages[0]?.ts ?? ''
  await post(contextOf(), { text: 'Paid', threadTs }, 'id-A2')
  const found = await findMessages(contextOf(), [
    messageOf('A2', { threadTs }),
    messageOf('A3', { threadTs }),
  ])
  expect(found).toMatchObject([{ status: 'ok' }, { status: 'untouched' }])
})

test('older pages are looked at too', async () => {
  await post(contextOf(), { text: 'Order A1' }, 'id-A1')
  await say(450)
  expect(await findMessages(contextOf(), [messageOf('A1'), messageOf('A2')])).toMatchObject([
    { status: 'ok' },
    { status: 'untouched' },
  ])
})

test('what is not among the newest counts as posted', async () => {
  await say(1_001)
  expect(await findMessages(contextOf(), [messageOf('A1')])).toStrictEqual([{ status: 'ok' }])
})

test('an app that may not read says which scope it lacks', async () => {
  await slack.close()
  slack = await startSlack()
  await expect(findMessages(contextOf(), [messageOf('A1')])).rejects.toMatchObject({
    kind: 'permission',
    permission: 'channels:history',
  })
})
