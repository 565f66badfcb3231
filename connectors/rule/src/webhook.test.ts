import { expect, test } from 'vitest'
import { webhook } from './webhook.ts'

const subscriber = { id: 88_231, email: 'anna@shop.example', phone_number: null }
const account = { name: 'Simulated Shop' }
const request = (body: unknown) =>
  new Request('https://cartograph.example/hooks/abc', {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const receivedAt = Date.UTC(2026, 10, 1, 12)
const context = { now: () => receivedAt } as Parameters<typeof webhook.parse>[0]
const entries = async (body: object) => (await webhook.parse(context, request(body))).entries

const person = { op: 'refresh', stream: 'subscribers', key: ['88231'] }
const ways = { op: 'refresh', stream: 'suppressions' }

test.each([
  [
    'suppressed',
    {
      dispatcher_type: 'campaign',
      message_type: 'email',
      suppressed_source_type: 'user',
      subscriber,
      account,
    },
    [person, ways],
  ],
  ['who came back', { subscriber, account }, [person, ways]],
  ['who opted in', { subscriber }, [person, ways]],
  ['bounced in a way that is not known', { bounce: { type: 7 }, subscriber, account }, [person]],
  ['tagged', { tag: { id: 12, name: 'Sitoo' }, subscriber }, [person]],
  ['opened a campaign', { campaign: { id: 3 }, subscriber }, [person]],
  ['a campaign that was sent', { campaign: { id: 3 } }, []],
  ['an import', { import: { id: '1', total: '5' } }, [{ op: 'refresh', stream: 'subscribers' }]],
])('%s is a hint to look again', async (_what, body, told) => {
  expect(await entries(body)).toStrictEqual(told)
})

const bounced = {
  bounce: {
    dispatcher_id: 3,
    type: 'hard',
    message_type: 'email',
    dispatcher_type: 'campaign',
    bounce_message: 'No such mailbox: anna@shop.example.',
  },
  subscriber,
  account,
}

test('what bounced is kept as it is told, but for the words of the other server', async () => {
  const id = '88231/email/hard/3/2026-11-01'
  expect(await entries(bounced)).toStrictEqual([
    person,
    {
      op: 'upsert',
      stream: 'bounces',
      id,
      row: {
        id,
        at: '2026-11-01T12:00:00.000Z',
        type: 'hard',
        message_type: 'email',
        dispatcher_type: 'campaign',
        dispatcher_id: 3,
        subscriber,
      },
    },
  ])
})

test('a bounce that is told twice is one, and of two campaigns there are two', async () => {
  const other = { ...bounced, bounce: { ...bounced.bounce, dispatcher_id: 4 } }
  const ids = (await Promise.all([bounced, bounced, other].map(entries))).map(
    ([, bounce]) => bounce?.id,
  )
  expect([ids[0] === ids[1], ids[0] === ids[2]]).toStrictEqual([true, false])
})

test('a webhook that comes twice is two hints, and no data', async () => {
  const twice = [await entries({ subscriber }), await entries({ subscriber })].flat()
  expect(twice.every((entry) => entry.op === 'refresh' && entry.id === undefined)).toBe(true)
})

test.each(['', 'hello', '[]', '{"subscriber":"anna"}'])('%j is refused', async (body) => {
  await expect(webhook.verify(context, request(body), [])).rejects.toMatchObject({ kind: 'auth' })
  await expect(webhook.parse(context, request(body))).rejects.toMatchObject({ kind: 'contract' })
})
