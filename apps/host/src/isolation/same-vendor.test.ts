import { startStripe } from '@cartograph/simulators/stripe'
import { startWooCommerce } from '@cartograph/simulators/woocommerce'
import { expect, onTestFinished, test } from 'vitest'
import { folderWith } from '../testing/folder.ts'
import { contentOf, isolatedRun } from './testing/isolated-run.ts'

/** Reads an account once with its connector in this process and once isolated. */
async function both(connector: string, config: object) {
  const contents = []
  for (const isolation of ['none', 'process']) {
    const folder = folderWith({
      'cartograph.json': {
        version: 1,
        organisation: 'nordlys',
        connections: { shop: { connector, isolation, config, budgets: 'off' } },
      },
    })
    const { report, problems } = await isolatedRun(folder)
    expect(problems).toStrictEqual([])
    expect(report?.runs.filter(({ fault }) => fault !== undefined)).toStrictEqual([])
    // Positions tell when the vendor was asked.
    const { slice: _slice, ...content } = contentOf(folder)
    contents.push(content)
  }
  return contents
}

test('a WooCommerce shop is read into the same store with and without isolation', async () => {
  const shop = await startWooCommerce({ now: Date.now })
  onTestFinished(() => shop.close())
  for (let order = 0; order < 30; order += 1) shop.admin.createOrder()
  const { url, consumerKey, consumerSecret } = shop
  const [plain, isolated] = await both('woocommerce', { url, consumerKey, consumerSecret })
  expect(isolated).toStrictEqual(plain)
  expect(isolated?.['commerce']?.length).toBeGreaterThan(30)
}, 60_000)

test('a Stripe account is read into the same store with and without isolation', async () => {
  const stripe = await startStripe({
    size: { customers: 120, charges: 120 },
    livemode: true,
    limits: 'off',
  })
  onTestFinished(() => stripe.close())
  const { url, keys } = stripe
  const [plain, isolated] = await both('stripe', { secretKey: keys.secret, apiBase: url })
  expect(isolated).toStrictEqual(plain)
  expect(isolated?.['record']?.length).toBeGreaterThan(240)
}, 60_000)
