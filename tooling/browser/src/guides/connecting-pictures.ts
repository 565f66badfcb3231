import type { Page } from 'playwright-core'
import { heading } from '../heading.ts'
import type { GuideStep } from './guide-step.ts'

/** A shop and what takes its payments, each from the list of connectors to its first reading. */
export const connectingPictures: readonly GuideStep[] = [
  {
    name: 'a WooCommerce shop',
    async walk({ page, stage: { vendors }, camera }) {
      await chosen(page, 'WooCommerce', (link) =>
        camera.take('connect-choose', {
          of: [page.locator('main')],
          mark: [link],
          heightPx: 520,
        }),
      )
      await page.getByLabel('Name', { exact: true }).fill('shop')
      await page.getByLabel('Shop address').fill(vendors.shop.url)
      await page.getByLabel('Consumer key').fill(vendors.shop.key)
      await page.getByLabel('Consumer secret').fill(vendors.shop.secret)
      await page.getByLabel('Schedule').selectOption('Every 15 minutes')
      const connect = page.getByRole('button', { name: 'Connect', exact: true })
      await camera.take('connect-woocommerce', {
        of: [page.getByRole('heading', { level: 1 }), page.getByRole('main')],
        mark: [connect],
      })
      await connect.click()
      await heading(page, 'shop')
      const check = page.getByRole('region', { name: 'Does it work?' })
      const reading = page.getByRole('region', { name: 'Reading', exact: true })
      await check.getByText(/^It works/u).waitFor()
      await camera.take('connect-woocommerce-works', { of: [check] })
      await reading.getByText('Done', { exact: true }).waitFor({ timeout: 300_000 })
      await camera.take('connect-woocommerce-read', { of: [reading], heightPx: 560 })
    },
  },
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
        of: [page.getByRole('heading', { level: 1 }), page.getByRole('main')],
        mark: [orders],
        heightPx: 700,
      })
      await page.getByLabel(/^API address|^Address of the API|^Base/u).fill(vendors.stripe.url)
      await page.getByRole('button', { name: 'Connect', exact: true }).click()
      await heading(page, 'payments')
      const check = page.getByRole('region', { name: 'Does it work?' })
      await check.getByText(/^It works/u).waitFor()
      const reading = page.getByRole('region', { name: 'Reading', exact: true })
      await reading.getByText('Done', { exact: true }).waitFor({ timeout: 300_000 })
      await camera.take('connect-stripe-works', { of: [check, reading], heightPx: 560 })
    },
  },
]

/** Goes to the form of a connector as a merchant does. */
async function chosen(
  page: Page,
  connector: string,
  seen: (link: ReturnType<Page['getByRole']>) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const navigation = page.getByRole('navigation', { name: 'Main navigation' })
  await navigation.getByRole('link', { name: 'Connections', exact: true }).click()
  await page.getByRole('button', { name: 'Connect', exact: true }).first().click()
  await heading(page, 'What do you want to connect?')
  const link = page.getByRole('link', { name: new RegExp(`^${connector}`, 'u') })
  await link.waitFor()
  await seen(link)
  await link.click()
  await heading(page, `Connect ${connector}`)
}
