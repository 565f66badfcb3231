import type { Stripe } from 'stripe'
import { expect, test } from 'vitest'
import { withClient } from './idle-clients.ts'
import { testContext } from './testing/context.ts'

const answers = testContext({ answer: () => Response.json({}) })
const send = async () => Response.json({})
const itself = async (client: Stripe) => client

test('requests that follow each other are made by the same client', async () => {
  const context = { ...answers }
  expect(await withClient(context, send, itself)).toBe(await withClient(context, send, itself))
})

test('a client that failed makes the next request', async () => {
  const context = { ...answers }
  const used: Stripe[] = []
  const failed = withClient(context, send, async (client) => {
    used.push(client)
    throw new Error('no')
  })
  await expect(failed).rejects.toThrow('no')
  expect(await withClient(context, send, itself)).toBe(used[0])
})

test('requests at the same time are made by clients of their own, each in its own way', async () => {
  const context = { ...answers }
  const asked: string[] = []
  const ask = (name: string) =>
    withClient(
      context,
      async () => {
        asked.push(name)
        return Response.json({})
      },
      async (client) => {
        await client.rawRequest('GET', '/v1/account')
        return client
      },
    )
  const [first, second] = await Promise.all([ask('first'), ask('second')])
  expect(first).not.toBe(second)
  expect(asked.toSorted()).toStrictEqual(['first', 'second'])
})

test('contexts share no client, since each has an account of its own', async () => {
  const [one, other] = [{ ...answers }, { ...answers }]
  expect(await withClient(one, send, itself)).not.toBe(await withClient(other, send, itself))
})
