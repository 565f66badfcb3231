import { expect, test } from 'vitest'
import { mapped } from '../testing/mapped.ts'

const subscriber = { id: 88_231, email: 'Maja.Lind@example.com', phone_number: '+46701740605' }
const bounce = {
  id: '88231/email/hard/3/2026-11-01',
  at: '2026-11-01T12:00:00.000Z',
  type: 'hard',
  message_type: 'email',
  dispatcher_id: 3,
  subscriber,
}
const spam = {
  id: 9,
  created_at: '2026-01-01 13:45:02',
  dispatcher_type: 'campaign',
  message_type: 'email',
  suppressed_source_type: 'spam',
  subscriber,
}

test('a hard bounce is an event of the address', async () => {
  expect(await mapped('rule-bounce', bounce)).toStrictEqual([
    {
      id: bounce.id,
      type: 'email.hardBounced',
      at: bounce.at,
      customerId: '88231',
      email: 'maja.lind@example.com',
      phone: '+46701740605',
      channel: 'email',
      campaign: '3',
    },
  ])
})

test.each([
  [{ type: 'soft' }, ['email.softBounced']],
  [{ message_type: 'text_message' }, ['sms.hardBounced']],
  [{ type: 'blocked' }, []],
  [{ message_type: 'push' }, []],
])('a bounce with %j is %j', async (more, types) => {
  const rows = await mapped('rule-bounce', { ...bounce, ...more })
  expect(rows.map(({ type }) => type)).toStrictEqual(types)
})

test('whoever called a message unwanted is known by when they did', async () => {
  expect(await mapped('rule-complaint', spam)).toMatchObject([
    { id: 'complaint/9', type: 'email.complained', at: '2026-01-01T12:45:02.000Z' },
  ])
})

test.each([
  [{ suppressed_source_type: 'user' }, []],
  [{ suppressed_source_type: 'api' }, []],
  [{ dispatcher_type: 'transactional' }, ['email.complained']],
  [{ message_type: 'text_message' }, ['sms.complained']],
])('a suppression with %j tells of %j', async (more, types) => {
  const rows = await mapped('rule-complaint', { ...spam, ...more })
  expect(rows.map(({ type }) => type)).toStrictEqual(types)
})
