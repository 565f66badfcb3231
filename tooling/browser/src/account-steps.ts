import { openToAll } from './accessibility.ts'
import { heading } from './heading.ts'
import { owner } from './owner.ts'
import type { WalkStep } from './walk-step.ts'

/** Of their own account; after them the page speaks Danish. */
export const accountSteps: readonly WalkStep[] = [
  {
    name: 'looks at their own account',
    async walk(page) {
      await page.getByRole('button', { name: owner.name }).click()
      await page.getByRole('menuitem', { name: 'Your account' }).click()
      await heading(page, 'Your account')
      await page.getByText('This browser').waitFor()
      await openToAll(page)
    },
  },
  {
    name: 'has the page speak Danish, and look dark',
    async walk(page) {
      await page.getByRole('button', { name: owner.name }).click()
      await page.getByRole('menuitemradio', { name: 'Dark' }).click()
      await page.getByRole('button', { name: owner.name }).click()
      await page.getByRole('menuitemradio', { name: 'Dansk' }).click()
      await heading(page, 'Din konto')
    },
  },
]
