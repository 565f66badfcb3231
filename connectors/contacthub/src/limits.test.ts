import { expect, test } from 'vitest'
import { limitsOf } from './limits.ts'
import { settings } from './settings.ts'

const given = {
  token: 'hub-0123456789',
  workspaceId: 'a0000000-0000-4000-8000-000000000001',
  nodeId: 'b0000000-0000-4000-8000-000000000001',
  currency: 'EUR',
}
const limitsFor = (more: object) => limitsOf(settings.parse({ ...given, ...more }))['account']

test('five requests a second and four at once, unless the settings know better', () => {
  expect(limitsFor({})).toMatchObject({ requests: 5, windowMs: 1_000, concurrent: 4 })
  expect(limitsFor({ requestsPerSecond: 20, concurrentRequests: 1 })).toMatchObject({
    requests: 20,
    concurrent: 1,
  })
})

const shared = (more: object) => limitsFor(more)?.sharedBy

test('two nodes of one token share what is allowed, two tokens do not', () => {
  expect(shared({ nodeId: 'b0000000-0000-4000-8000-000000000002' })).toBe(shared({}))
  expect(shared({ token: 'hub-9876543210' })).not.toBe(shared({}))
})
