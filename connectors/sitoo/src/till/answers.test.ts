import type { Fault } from '@cartograph/core'
import { expect, test } from 'vitest'
import { errorAnswer } from './answers.ts'

const told = async (kind: Fault['kind']) => {
  const answer = errorAnswer({ $fault: 'v1', kind, message: 'No such customer.' })
  return [answer.status, ((await answer.json()) as { readonly errortext: string }).errortext]
}

test.each([
  ['transient', 503],
  ['rateLimit', 429],
  ['contract', 500],
] as const)(
  'a till that meets a %s fault is told to go on without a customer',
  async (kind, status) => {
    expect(await told(kind)).toStrictEqual([
      status,
      'The customers cannot be looked up at the moment. Try again, or sell without one.',
    ])
  },
)

test('what whoever stands at the till did is said in its own words', async () => {
  expect(await told('notFound')).toStrictEqual([404, 'No such customer.'])
})
