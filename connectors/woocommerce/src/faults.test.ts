import { faultIn } from '@cartograph/testkit/reading'
import { describe, expect, test } from 'vitest'
import { ask, read } from './client.ts'
import { answerFault, isRefusedQuery, passing } from './faults.ts'
import { testContext } from './testing/context.ts'
import { simulatedShop } from './testing/simulated-shop.ts'
import { recorded } from './testing/fixture.ts'

interface RecordedError {
  readonly name: string
  readonly method: string
  readonly status: number
  readonly body: unknown
}

const errors = recorded('errors') as unknown as readonly RecordedError[]

function answerOf(name: string) {
  const found = errors.find((error) => error.name === name)
  if (found === undefined) throw new Error(`No error ${name}.`)
  const { method, status, body } = found
  return {
    status,
    method,
    json: body,
    text: JSON.stringify(body),
    headers: {},
    route: '/wc/v3/orders',
  }
}

function page(status: number, text: string, headers: Readonly<Record<string, string>> = {}) {
  return { status, method: 'GET', json: undefined, text, headers, route: '/wc/v3/orders' }
}

describe('recorded errors', () => {
  test.each([
    ['401-no-auth', 'auth', /did not see it/],
    ['401-basic-on-http', 'auth', /did not see it/],
    ['401-query-string-on-http', 'auth', /did not see it/],
    ['401-bad-key', 'auth', /does not know the consumer key/],
    ['401-bad-signature', 'auth', /another signature/],
    ['401-old-timestamp', 'auth', /15 minutes apart/],
    ['401-nonce-reuse', 'transient', /seen this request before/],
    ['401-read-key-write', 'permission', /may read only/],
    ['403-no-capability', 'permission', /may not read \/wc\/v3\/orders/],
    ['404-order', 'notFound', /does not know this record/],
    ['404-product', 'notFound', /does not know this record/],
    ['404-customer', 'notFound', /does not know this record/],
    ['404-route', 'config', /has no \/wc\/v3\/orders/],
    ['400-date', 'contract', /rest_invalid_param: modified_after/],
    ['400-orderby', 'contract', /rest_invalid_param: orderby/],
    ['400-per-page', 'contract', /rest_invalid_param: per_page/],
    ['400-status', 'contract', /rest_invalid_param: status/],
    ['400-duplicate-sku', 'contract', /product_invalid_sku/],
    ['413-batch', 'contract', /413/],
  ])('%s is a fault of kind %s', (name, kind, message) => {
    const found = answerFault(answerOf(name))
    expect(found.kind).toBe(kind)
    expect(found.message).toMatch(message)
  })

  test('a right that is lacking concerns one part; a key that is wrong, the connection', () => {
    expect(answerFault(answerOf('403-no-capability')).scope).toBe('part')
    expect(answerFault(answerOf('401-read-key-write')).scope).toBe('part')
    expect(answerFault(answerOf('401-bad-key'))).not.toHaveProperty('scope')
  })

  test('an unknown value is told from other refusals', () => {
    expect(isRefusedQuery(answerFault(answerOf('400-status')))).toBe(true)
    expect(isRefusedQuery(answerFault(answerOf('404-order')))).toBe(false)
  })
})

test('a text in another language still names all that may be wrong with a key', () => {
  const json = {
    code: 'woocommerce_rest_authentication_error',
    message: 'Noget er galt.',
    data: { status: 401 },
  }
  const found = answerFault({ ...answerOf('401-bad-key'), json })
  expect(found.kind).toBe('auth')
  expect(found.hint).toMatch(/permission Read.*clocks/)
})

describe('what is no answer of the API', () => {
  test.each([
    ['a firewall', page(403, '<html>Forbidden</html>'), 'permission', /firewall/],
    [
      'a password of the host',
      page(401, '', { 'www-authenticate': 'Basic realm="x"' }),
      'config',
      /whole site asks/,
    ],
    ['no such address', page(404, '<html>Not found</html>'), 'config', /no REST API/],
    ['maintenance', page(503, '<html>Back soon</html>'), 'transient', /maintenance or coming soon/],
    ['a coming-soon page', page(200, '<body class="coming-soon">'), 'transient', /coming soon/],
    ['a log-in page', page(200, '<a href="/wp-login.php">'), 'config', /log-in page/],
    [
      'warnings of PHP',
      page(200, '<br />\n<b>Warning</b>: x {"id":1}'),
      'config',
      /Warnings of PHP/,
    ],
    ['any other page', page(200, '<html>Welcome</html>'), 'config', /page for people/],
    ['a server that fails', page(502, 'Bad gateway'), 'transient', /could not answer \(502\)/],
    ['too many requests', page(429, ''), 'rateLimit', /fewer requests/],
    [
      'a way to the log-in',
      page(302, '', { location: 'https://a.example/wp-login.php?x=1' }),
      'config',
      /log-in page/,
    ],
    [
      'another address',
      page(301, '', { location: 'https://www.a.example/x?key=1' }),
      'config',
      /on to https:\/\/www\.a\.example\.$/,
    ],
  ])('%s', (_what, answer, kind, message) => {
    const found = answerFault(answer)
    expect(found.kind).toBe(kind)
    expect(found.message).toMatch(message)
    expect(found.hint).toBeDefined()
  })

  test('how long to wait is taken over', () => {
    expect(answerFault(page(429, '', { 'retry-after': '7' })).retryAfterMs).toBe(7000)
    expect(answerFault(page(503, '', { 'retry-after': '30' })).retryAfterMs).toBe(30_000)
  })
})

test('no fault of any request holds the key, the secret or what was signed', async () => {
  const { shop, settings } = await simulatedShop()
  const context = testContext({ ...settings, consumerSecret: 'cs_wrong' })
  const found = await faultIn(read(context, { path: 'orders' }))
  expect(found.message).toMatch(/another signature/)
  shop.weather.set({ loginPage: true })
  const instead = await faultIn(read(context, { path: 'orders' }))
  for (const told of [found, instead]) {
    const text = JSON.stringify(told)
    expect(text).not.toContain(settings.consumerKey)
    expect(text).not.toContain('cs_')
    expect(text).not.toContain('oauth')
  }
})

test('a half answer is no JSON, and says so', async () => {
  const context = testContext(
    { url: 'https://shop.example' },
    { answer: () => new Response('[{"id":1},{"i') },
  )
  expect((await ask(context, { path: 'orders' })).json).toBeUndefined()
  expect((await faultIn(read(context, { path: 'orders' }))).kind).toBe('transient')
})

test('a page for people in the middle of a run may be gone in a moment', () => {
  const shown = page(200, '<!doctype html><title>Nordlys</title>')
  expect(passing(shown)).toMatchObject({ kind: 'transient', message: answerFault(shown).message })
  expect(passing(page(404, '<h1>Not found</h1>'))).toMatchObject({ kind: 'config' })
})
