import { heading } from '../heading.ts'
import type { GuideStep } from './guide-step.ts'

const rule = `connections: [shop]
consent: assumed
history: true
minimum: { DKK: 100 }
link: { to: 'https://shop.nordlys.example/cart' }
steps:
  - { action: post.mail, mail: { language: da } }
  - { after: 24h, action: post.mail, mail: { language: da, subject: Vi har gemt din kurv } }`

/** Carts that were left, and a rule that writes about them. */
export const cartPictures: readonly GuideStep[] = [
  {
    name: 'a rule for carts',
    async walk({ page, stage, camera }) {
      await page.goto(`${stage.url}/configuration/new`)
      await page.getByLabel('Section').selectOption('carts')
      await page.getByLabel('Name', { exact: true }).fill('web')
      await page.getByLabel('Text').fill(rule)
      await page.getByRole('button', { name: 'Check' }).click()
      await page.getByText('Nothing is wrong with it.').waitFor()
      const save = page.getByRole('button', { name: 'Save' })
      await camera.take('cart-rule', { of: [page.getByRole('main')], mark: [save] })
      await save.click()
      await heading(page, 'web')
      await page.goto(`${stage.url}/abandoned-carts`)
      await heading(page, 'Carts')
      await page.getByRole('row').nth(1).waitFor({ timeout: 120_000 })
      await camera.take('carts', { of: [page.getByRole('main')], heightPx: 620 })
    },
  },
]
