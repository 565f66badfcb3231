import { expect, test } from 'vitest'
import { webhook } from './webhook.ts'

const subscriber = { id: 88_231, email: 'anna@shop.example', phone_number: null }
const account = { name: 'Simulated Shop' }
const request = (body: unknown) =>
  new Request('https://cartograph.example/hooks/abc', {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const context = {} as Parameters<typeof webhook.parse>[0]
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
  ['bounced', { bounce: { type: 'hard' }, subscriber, account }, [person]],
  ['tagged', { tag: { id: 12, name: 'Sitoo' }, subscriber }, [person]],
  ['opened a campaign', { campaign: { id: 3 }, subscriber }, [person]],
  ['a campaign that was sent', { campaign: { id: 3 } }, []],
  ['an import', { import: { id: '1', total: '5' } }, [{ op: 'refresh', stream: 'subscribers' }]],
])('%s is a hint to look again', async (_what, body, told) => {
  expect(await entries(body)).toStrictEqual(told)
})

test('a webhook that comes twice is two hints, and no data', async () => {
  const twice = [await entries({ subscriber }), await entries({ subscriber })].flat()
  expect(twice.every((entry) => entry.op === 'refresh' && entry.id === undefined)).toBe(true)
})

test.each(['', 'hello', '[]', '{"subscriber":"anna"}'])('%j is refused', async (body) => {
  await expect(webhook.verify(context, request(body), [])).rejects.toMatchObject({ kind: 'auth' })
  await expect(webhook.parse(context, request(body))).rejects.toMatchObject({ kind: 'contract' })
})
