import { heading } from '../heading.ts'
import { contentOf } from './camera.ts'
import type { GuideStep } from './guide-step.ts'

const rule = {
  connections: ['shop'],
  consent: 'assumed',
  history: true,
  minimum: { DKK: 100 },
  link: { to: 'https://shop.nordlys.example/cart' },
  steps: [
    { action: 'post.mail', mail: { language: 'da' } },
    {
      after: '24h',
      action: 'post.mail',
      mail: { language: 'da', subject: 'Vi har gemt din kurv' },
    },
  ],
}

/** Carts that were left, and a rule that writes about them. */
export const cartPictures: readonly GuideStep[] = [
  {
    name: 'a rule for carts',
    async walk({ page, stage, camera }) {
      await stage.ask('PUT', '/api/configuration/carts/web', rule)
      await page.goto(`${stage.url}/abandoned-carts/web`)
      const left = page.getByRole('region', { name: 'When a cart counts as left' })
      await left.waitFor()
      await camera.take('cart-rule', { of: [left] })
      await page.goto(`${stage.url}/abandoned-carts`)
      await heading(page, 'Carts')
      await page.getByRole('row').nth(1).waitFor({ timeout: 120_000 })
      await camera.take('carts', { of: [contentOf(page)], heightPx: 620 })
    },
  },
]
