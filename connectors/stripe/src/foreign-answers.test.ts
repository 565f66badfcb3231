import { faultOf } from '@cartograph/core'
import { expect, test } from 'vitest'
import { readAccount } from './account.ts'
import { askList } from './client.ts'
import { testContext } from './testing/context.ts'

async function kindOf(work: Promise<unknown>) {
  return work.then(
    () => undefined,
    (error: unknown) => faultOf(error).kind,
  )
}

test.each([
  [503, 'transient'],
  [403, 'permission'],
  [429, 'rateLimit'],
])(
  'an error in JSON that is not Stripe’s is told by its status: %i is %s',
  async (status, kind) => {
    const answer = () => Response.json({ message: 'from a proxy' }, { status })
    expect(await kindOf(askList(testContext({ answer }), { route: '/v1/charges' }))).toBe(kind)
  },
)

test('an account in another form is a fault of the contract', async () => {
  const context = testContext({ answer: () => Response.json({ object: 'account' }) })
  expect(await kindOf(readAccount(context))).toBe('contract')
})
