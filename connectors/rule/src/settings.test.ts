import { expect, test } from 'vitest'
import { limitsOf } from './limits.ts'
import { settings } from './settings.ts'

const apiKey = 'rule-0123456789'
const problems = (config: object) =>
  (settings.safeParse({ apiKey, ...config }).error?.issues ?? []).map(({ path }) => path.join('.'))

test.each([
  [{ timeZone: 'Stockholm' }, 'timeZone'],
  [{ orderGroup: 'Sitoo.order' }, 'orderGroup'],
  [{ tags: { sale: '12' } }, 'tags.sale'],
  [{ batchSize: 1001 }, 'batchSize'],
  [{ fromEmail: 'shop' }, 'fromEmail'],
  [{ apiBase: 'https://app.rule.io/api/v2' }, 'apiBase'],
  [{ apiBase: 'http://app.rule.io/api' }, 'apiBase'],
])('%j is refused, and named', (config, path) => {
  expect(problems(config)).toStrictEqual([path])
})

test('a key alone is enough', () => {
  expect(problems({})).toStrictEqual([])
})

test('connections with one key share one budget, which does not show the key', () => {
  const [one, other, foreign] = [apiKey, apiKey, 'rule-9876543210'].map((key) =>
    limitsOf(settings.parse({ apiKey: key })),
  )
  expect(one).toStrictEqual(other)
  expect(one).not.toStrictEqual(foreign)
  expect(JSON.stringify(one)).not.toContain(apiKey)
})

test('limits that Rule does not publish are those of the settings', () => {
  const limits = limitsOf(
    settings.parse({ apiKey, requestsAllowed: 10, requestsWindowMs: 1_000, concurrentRequests: 1 }),
  )
  expect(limits).toMatchObject({
    account: { concurrent: 1, maxErrorShare: 0.49 },
    v3: { match: '* https://app.rule.io/api/v3/*', requests: 10, windowMs: 1_000 },
  })
})
