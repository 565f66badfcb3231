import { expect, test } from 'vitest'
import { settings } from './settings.ts'

const url = 'https://example.com/hooks/orders'

/** What is wrong, each with where. */
const problems = (config: object) =>
  (settings.safeParse(config).error?.issues ?? []).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  )

test('an address alone is enough', () => {
  expect(problems({ url })).toStrictEqual([])
})

test.each([
  ['example.com/hook', 'expected an address with its scheme'],
  ['ftp://example.com', 'expected an address with its scheme'],
  ['https://anna:secret@example.com', 'expected an address without a user and a password'],
  ['https://{key}.example.com/', 'expected a host without {key}'],
  ['https://example.com/#a', 'expected an address without #'],
])('the address %s is refused', (wrong, message) => {
  expect(problems({ url: wrong })).toStrictEqual([expect.stringContaining(`url: ${message}`)])
})

test('an address on another machine is https, unless the merchant says otherwise', () => {
  expect(problems({ url: 'http://intranet.example/hook' })).toStrictEqual([
    'url: expected https; `allowHttp: true` sends without encryption',
  ])
  expect(problems({ url: 'http://intranet.example/hook', allowHttp: true })).toStrictEqual([])
  for (const local of ['http://localhost:8080/', 'http://127.0.0.1/', 'http://[::1]:99/'])
    expect(problems({ url: local })).toStrictEqual([])
})

test.each([
  ['Content-Type', 'is written by this connector'],
  ['webhook-signature', 'is written by this connector'],
  ['Bad Name', 'expected the name of a header'],
])('the header %s is refused', (name, message) => {
  expect(problems({ url, headers: { [name]: 'x' } })).toStrictEqual([
    expect.stringContaining(`headers.${name}: ${message}`),
  ])
})

test('a header of two lines is refused', () => {
  expect(problems({ url, headers: { 'X-Name': 'a\r\nX-Other: b' } })).toStrictEqual([
    'headers.X-Name: expected one line of ASCII',
  ])
})

test('a signing secret that is none is refused without being repeated', () => {
  const [problem = ''] = problems({ url, signingSecret: 'sk_live_0123456789' })
  expect(problem).toContain('signingSecret: expected whsec_')
  expect(problem).not.toContain('0123456789')
})

const signing = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3'

test.each([
  [{ deletes: 'field' }, 'deletes: `field` expects `body: envelope`'],
  [{ deletes: 'method' }, 'deletes: `method` expects {key} in the address'],
  [
    { batchSize: 2, body: 'envelope', deletes: 'method' },
    'deletes: expected `field`, since a request holds several items',
  ],
  [
    { batchSize: 2, body: 'envelope', url: `${url}/{key}` },
    'url: expected an address without {key}, since a request holds several items',
  ],
  [{ batchSize: 2 }, 'onUnknown: `repeatWithKey` with several items expects `body: envelope`'],
  [{ rootElement: 'order' }, 'rootElement: has no meaning without `format: xml`'],
  [{ rootElement: 'an order', format: 'xml' }, 'rootElement: expected a name that XML elements'],
  [{ previousSigningSecret: signing }, 'previousSigningSecret: expected `signingSecret` too'],
])('%j do not fit together', (config, message) => {
  expect(problems({ url, ...config })).toStrictEqual([expect.stringContaining(message)])
})

test.each([
  { deletes: 'method', url: `${url}/{key}` },
  { deletes: 'method', body: 'envelope' },
  { deletes: 'field', body: 'envelope', batchSize: 100 },
  { batchSize: 100, onUnknown: 'repeat' },
  { format: 'xml', rootElement: 'order' },
  { signingSecret: signing, previousSigningSecret: signing },
])('%j fit together', (config) => {
  expect(problems({ url, ...config })).toStrictEqual([])
})
