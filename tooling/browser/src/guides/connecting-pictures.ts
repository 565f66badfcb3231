import type { Locator, Page } from 'playwright-core'
import { heading } from '../heading.ts'
import { contentOf } from './camera.ts'
import type { GuideStep } from './guide-step.ts'

const readMs = 300_000

/** From the list of connectors to the first reading of a shop. */
export const shopPictures: readonly GuideStep[] = [
  {
    name: 'a WooCommerce shop',
    async walk({ page, stage: { vendors }, camera }) {
      await chosen(page, 'WooCommerce', (link) =>
        camera.take('connect-choose', {
          of: [contentOf(page)],
          mark: [link],
          heightPx: 420,
        }),
      )
      await page.getByLabel('Name', { exact: true }).fill('shop')
      await page.getByLabel('Shop address').fill(vendors.shop.url)
      await page.getByLabel('Consumer key').fill(vendors.shop.key)
      await page.getByLabel('Consumer secret').fill(vendors.shop.secret)
      await page.getByLabel('Schedule').selectOption('Every 15 minutes')
      await camera.take('connect-woocommerce', { of: [contentOf(page)], heightPx: 560 })
      await page.getByRole('button', { name: 'Connect', exact: true }).click()
      await heading(page, 'shop')
      const check = page.getByRole('region', { name: 'Does it work?' })
      const reading = page.getByRole('region', { name: 'Reading', exact: true })
      await check.getByText(/^It works/u).waitFor()
      await camera.take('connect-woocommerce-works', { of: [check] })
      await reading.getByRole('status').filter({ hasText: 'Done' }).waitFor({ timeout: readMs })
      await camera.take('connect-woocommerce-read', { of: [reading], heightPx: 560 })
    },
  },
]

/** The same of what takes its payments: last, as its reading is still on its way then. */
export const paymentPictures: readonly GuideStep[] = [
  {
    name: 'a Stripe account',
    async walk({ page, stage: { vendors }, camera }) {
      await chosen(page, 'Stripe')
      await page.getByLabel('Name', { exact: true }).fill('payments')
      await page.getByLabel('Secret key').fill(vendors.stripe.key)
      await page.getByText('Further settings').click()
      await page.getByLabel('What becomes an order').selectOption('none')
      const orders = page.getByLabel('What becomes an order')
      await camera.take('connect-stripe', {
        of: [contentOf(page)],
        mark: [orders],
        heightPx: 660,
      })
      await page.getByLabel(/^API address|^Address of the API|^Base/u).fill(vendors.stripe.url)
      await page.getByRole('button', { name: 'Connect', exact: true }).click()
      await heading(page, 'payments')
      const check = page.getByRole('region', { name: 'Does it work?' })
      await check.getByText(/^It works/u).waitFor()
      const reading = page.getByRole('region', { name: 'Reading', exact: true })
      await reading.getByRole('status').waitFor()
      await camera.take('connect-stripe-works', { of: [check, reading], heightPx: 480 })
    },
  },
]

/** Goes to the form of a connector as a merchant does. */
async function chosen(
  page: Page,
  connector: string,
  seen: (link: Locator) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const navigation = page.getByRole('navigation', { name: 'Main navigation' })
  await navigation.getByRole('link', { name: 'Connections', exact: true }).click()
  await page.getByRole('button', { name: 'Connect', exact: true }).first().click()
  await heading(page, 'What do you want to connect?')
  const link = page.getByRole('link', { name: new RegExp(`^${connector}`, 'u') })
  await link.waitFor()
  await page.getByLabel('Search connectors').fill(connector.slice(0, 3))
  await seen(link)
  await link.click()
  await heading(page, `Connect ${connector}`)
}
