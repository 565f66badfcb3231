import type { WalkStep } from './walk-step.ts'

/** From the overview on. */
export const overviewSteps: readonly WalkStep[] = [
  {
    name: 'reads the shop now, and watches it to its end',
    async walk(page) {
      await page.getByRole('button', { name: 'Sync now shop' }).click()
      const run = page.getByRole('status').filter({ hasText: 'Done' })
      await run.getByText(/record/u).waitFor()
    },
  },
  {
    name: 'pauses the payments, and lets them go on',
    async walk(page) {
      await page.getByRole('button', { name: 'Pause pay' }).click()
      await page.getByRole('button', { name: 'Resume pay' }).click()
      await page.getByRole('button', { name: 'Pause pay' }).waitFor()
    },
  },
]
