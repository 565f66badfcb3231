import { faultIn } from '@cartograph/testkit/reading'
import { expect, test } from 'vitest'
import { checkShop } from './check.ts'
import { check, https, isApi, refusal, site } from './testing/answering-shop.ts'
import { testContext } from './testing/context.ts'
import { simulatedShop } from './testing/simulated-shop.ts'

test('a page that is no shop', async () => {
  const found = await faultIn(check(() => new Response('<html>Welcome</html>')))
  expect(found).toMatchObject({
    kind: 'config',
    message: expect.stringMatching(/page for people/),
  })
})

test('WordPress without WooCommerce', async () => {
  const found = await faultIn(
    check(() => Response.json({ ...site, home: https.url, namespaces: ['wp/v2'] })),
  )
  expect(found.message).toMatch(/without WooCommerce/)
  expect(found.path).toStrictEqual(['url'])
})

test('plain permalinks', async () => {
  const { shop, settings } = await simulatedShop()
  shop.weather.set({ plainPermalinks: true })
  const found = await faultIn(checkShop(testContext(settings)))
  expect(found.message).toMatch(/plain permalinks/)
  expect(found.hint).toMatch(/Settings, Permalinks/)
})

test('a log-in page before everything', async () => {
  const { shop, settings } = await simulatedShop()
  shop.weather.set({ loginPage: true })
  const found = await faultIn(checkShop(testContext(settings)))
  expect(found.kind).toBe('config')
})

test('http where the shop is at https', async () => {
  const found = await faultIn(check(undefined, { url: 'http://shop.example' }))
  expect(found.hint).toMatch(/https:\/\/shop\.example/)
})

test('an address that sends on to another', async () => {
  const found = await faultIn(
    check(
      () => new Response('', { status: 301, headers: { location: 'https://www.shop.example/' } }),
    ),
  )
  expect(found).toMatchObject({ kind: 'config', path: ['url'] })
  expect(found.hint).toMatch(/https:\/\/www\.shop\.example/)
})

test.each([
  ['CERT_HAS_EXPIRED', /certificate/],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', /certificate/],
  ['ENOTFOUND', /no such address/],
])('%s', async (code, message) => {
  const found = await faultIn(
    check(() => {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
    }),
  )
  expect(found).toMatchObject({ kind: 'config', message: expect.stringMatching(message) })
})

test('a certificate that nobody trusts, for real', async () => {
  const { settings } = await simulatedShop({ tls: true })
  const found = await faultIn(checkShop(testContext(settings)))
  expect(found.message).toMatch(/certificate of the shop is not trusted/)
})

test('a shop that does not answer keeps the fault of the platform, with what to do', async () => {
  const found = await faultIn(
    check(() => {
      throw Object.assign(new Error('shop.example cannot be reached.'), {
        $fault: 'v1',
        kind: 'transient',
        message: 'shop.example cannot be reached.',
      })
    }),
  )
  expect(found).toMatchObject({ kind: 'transient', message: 'shop.example cannot be reached.' })
  expect(found.hint).toMatch(/browser/)
})

test('a plugin that closes the index to visitors is a warning where the key is let through', async () => {
  const report = await check((url) =>
    isApi(url) ? undefined : refusal(401, 'rest_login_required'),
  )
  expect(report.account).toStrictEqual({ currency: 'DKK', country: 'DK' })
  expect(report.problems?.map(({ severity, fault }) => [severity, fault.message])).toStrictEqual([
    ['warning', 'A security plugin hides the name and the time zone of the shop at /wp-json/.'],
  ])
})

test('a firewall that wants to know what asks is told so', async () => {
  const { shop, settings } = await simulatedShop()
  shop.weather.set({ needsUserAgent: true })
  expect((await checkShop(testContext(settings))).account.currency).toBe('DKK')
})

test('a coming-soon page', async () => {
  const found = await faultIn(check(() => new Response('Coming soon', { status: 503 })))
  expect(found.message).toMatch(/coming soon/)
})

test('a version that is too old', async () => {
  const found = await faultIn(
    check((url) =>
      url.pathname.endsWith('/system_status')
        ? Response.json({ environment: { version: '5.7.2' } })
        : undefined,
    ),
  )
  expect(found.message).toMatch(/5\.7\.2, and 5\.8 or newer/)
})
