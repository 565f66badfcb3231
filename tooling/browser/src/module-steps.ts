import { openToAll } from './accessibility.ts'
import { heading } from './heading.ts'
import type { WalkStep } from './walk-step.ts'

/** Of what the organisation may use, and how much of it. */
export const moduleSteps: readonly WalkStep[] = [
  {
    name: 'hides an area, sees it gone from the navigation, and shows it again',
    async walk(page) {
      await page.getByRole('link', { name: 'Modules' }).click()
      await heading(page, 'Modules')
      const row = page.getByRole('row', { name: /Abandoned carts/u })
      const link = page.getByRole('link', { name: 'Carts', exact: true })
      await link.waitFor()
      await row.getByRole('button', { name: 'Hide' }).click()
      await openToAll(page)
      await page
        .getByRole('dialog', { name: /Hide Abandoned carts/u })
        .getByRole('button', { name: 'Hide' })
        .click()
      await row.getByText('Hidden').waitFor()
      await link.waitFor({ state: 'detached' })
      await row.getByRole('button', { name: 'Show' }).click()
      await link.waitFor()
    },
  },
  {
    name: 'sees how many paid orders each store had',
    async walk(page) {
      await page.getByRole('link', { name: 'Quota' }).click()
      await heading(page, 'Quota')
      await page.getByRole('link', { name: 'shop', exact: true }).waitFor()
      await openToAll(page)
    },
  },
]
