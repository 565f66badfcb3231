import { expect, test } from 'vitest'
import { limitsOf } from './limits.ts'
import { settings } from './settings.ts'

const needed = { apiKey: 'heyloyalty-key', apiSecret: 'heyloyalty-secret', list: 1 }
const problems = (config: object) =>
  (settings.safeParse({ ...needed, ...config }).error?.issues ?? []).map(({ path }) =>
    path.join('.'),
  )

test.each([
  [{ list: 0 }, 'list'],
  [{ list: ' ' }, 'list'],
  [{ contactEmail: 'marketing' }, 'contactEmail'],
  [{ timeZone: 'Copenhagen' }, 'timeZone'],
  [{ currency: 'kr' }, 'currency'],
  [{ apiBase: 'https://api.heyloyalty.com/loyalty/v1' }, 'apiBase'],
  [{ apiBase: 'http://api.heyloyalty.com' }, 'apiBase'],
  [{ orderImportBase: 'https://bi.heyloyalty.com/' }, 'orderImportBase'],
  [{ productFeed: { name: 'Shop', updateHours: 6 } }, 'productFeed.updateHours'],
  [{ productFeed: { name: 'Shop', fields: { price: 'x' } } }, 'productFeed.fields'],
  [{ only: { city: { is: 'Aarhus' } } }, 'only.city'],
  [
    { businessIntelligence: { provider: 'raptor', raptorCustomerId: '123' } },
    'businessIntelligence.raptorCustomerId',
  ],
  [{ fields: [{ name: 'shoe size', format: 'text' }] }, 'fields.0.name'],
  [{ activeMembers: 'agreed', withoutConsent: 'add' }, 'activeMembers'],
])('%j is refused, and named', (config, path) => {
  expect(problems(config)).toStrictEqual([path])
})

test('key, secret and list are enough', () => {
  expect(problems({})).toStrictEqual([])
})

test('connections with one key share one budget, which does not show the key', () => {
  const [one, other, foreign] = ['key-one', 'key-one', 'key-two'].map((apiKey) =>
    limitsOf(settings.parse({ ...needed, apiKey })),
  )
  expect(one).toStrictEqual(other)
  expect(one).not.toStrictEqual(foreign)
  expect(JSON.stringify(one)).not.toContain('key-one')
})

test.each([
  [{}, { requests: 5, windowMs: 1_000 }],
  [
    { requestsAllowed: 20, requestsWindowMs: 2_000 },
    { requests: 20, windowMs: 2_000 },
  ],
])('the limit is that of the settings (%j)', (given, expected) => {
  expect(limitsOf(settings.parse({ ...needed, ...given }))).toMatchObject({ account: expected })
})
