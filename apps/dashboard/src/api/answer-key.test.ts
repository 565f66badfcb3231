import { expect, test } from 'vitest'
import { answerKey, isOfSameThing } from './answer-key.ts'

const route = 'GET /api/customers/:id/timeline'
const first = answerKey('nordlys', route, { params: { id: 'a' }, query: { limit: 50 } })

test('another page of the same thing may be shown until the next is there', () => {
  const next = answerKey('nordlys', route, {
    params: { id: 'a' },
    query: { limit: 50, before: 'x' },
  })
  expect(isOfSameThing(first, next)).toBe(true)
})

test.for([
  ['another person', answerKey('nordlys', route, { params: { id: 'b' }, query: { limit: 50 } })],
  [
    'another organisation',
    answerKey('hygge', route, { params: { id: 'a' }, query: { limit: 50 } }),
  ],
  ['another route', answerKey('nordlys', 'GET /api/customers/:id', { params: { id: 'a' } })],
] as const)('what was known of %s never stands in', ([, other]) => {
  expect(isOfSameThing(first, other)).toBe(false)
})
