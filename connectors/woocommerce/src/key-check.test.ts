import { faultIn } from '@cartograph/testkit/reading'
import { expect, test } from 'vitest'
import { checkShop } from './check.ts'
import { check, https, isApi, refusal, type Handler } from './testing/answering-shop.ts'
import { testContext } from './testing/context.ts'
import { simulatedShop } from './testing/simulated-shop.ts'

const seesNothing: Handler = (url) =>
  isApi(url) ? refusal(401, 'woocommerce_rest_cannot_view') : undefined

const seesOnlyTheQuery: Handler = (url) => {
  if (!isApi(url)) return undefined
  return url.searchParams.has('consumer_secret')
    ? refusal(401, 'woocommerce_rest_authentication_error', 'Consumer secret is invalid.')
    : refusal(401, 'woocommerce_rest_cannot_view')
}

test('a key that the shop does not know', async () => {
  const { shop, settings } = await simulatedShop()
  shop.admin.revokeKey(settings.consumerKey)
  const found = await faultIn(checkShop(testContext(settings)))
  expect(found).toMatchObject({ kind: 'auth', message: expect.stringMatching(/consumer key/) })
})

test('a secret of another key', async () => {
  const { settings } = await simulatedShop()
  const found = await faultIn(checkShop(testContext({ ...settings, consumerSecret: 'cs_other' })))
  expect(found).toMatchObject({ kind: 'auth', message: expect.stringMatching(/signature/) })
})

test('clocks that are more than a quarter of an hour apart', async () => {
  const { settings } = await simulatedShop()
  const context = testContext(settings, { now: () => Date.now() - 16 * 60_000 })
  expect((await faultIn(checkShop(context))).message).toMatch(/clocks/)
})

test('a key that may only write', async () => {
  const { shop, settings } = await simulatedShop()
  const { consumerKey, consumerSecret } = shop.admin.createKey({ permissions: 'write' })
  const found = await faultIn(checkShop(testContext({ ...settings, consumerKey, consumerSecret })))
  expect(found).toMatchObject({ kind: 'auth', permission: 'read' })
})

test('a host that takes the header away is told by asking in the other way', async () => {
  const found = await faultIn(
    check((url) =>
      isApi(url) && !url.searchParams.has('consumer_secret')
        ? refusal(401, 'woocommerce_rest_cannot_view')
        : undefined,
    ),
  )
  expect(found).toMatchObject({ kind: 'config', path: ['authentication'] })
  expect(found.hint).toMatch(/authentication: query/)
})

test('a wrong key over https, which the shop only tells when it sees it', async () => {
  expect((await faultIn(check(seesNothing))).kind).toBe('auth')
  const found = await faultIn(check(seesOnlyTheQuery))
  expect(found.message).toMatch(/secret is not the one/)
})

test('WordPress that believes it is at http behind a proxy', async () => {
  const found = await faultIn(check(seesNothing, https, 'http://shop.example'))
  expect(found.message).toMatch(/believes that it is http/)
})

test('a user who may see nothing is told for each stream', async () => {
  const { shop, settings } = await simulatedShop()
  const { consumerKey, consumerSecret } = shop.admin.createKey({ capable: false })
  const report = await checkShop(testContext({ ...settings, consumerKey, consumerSecret }))
  const orders = report.problems?.find(({ part }) => part === 'streams.orders')
  expect(orders).toMatchObject({
    severity: 'error',
    fault: { kind: 'permission', scope: 'part', hint: expect.stringMatching(/Shop manager/) },
  })
})
