import { heading } from '../heading.ts'
import { contentOf } from './camera.ts'
import type { GuideStep } from './guide-step.ts'

/** Looking at a dashboard, in another time and currency. */
export const figurePictures: readonly GuideStep[] = [
  {
    name: 'a dashboard in another time and currency',
    async walk({ page, stage, camera }) {
      await page.goto(`${stage.url}/dashboards`)
      await page.getByRole('link', { name: /^Revenue/u }).waitFor()
      await camera.take('dashboards', { of: [contentOf(page)], heightPx: 520 })
      await page.goto(`${stage.url}/dashboards/revenue`)
      const filters = page.getByRole('region', { name: 'What is shown' })
      await filters.getByLabel('Time').selectOption('last90')
      await filters.getByLabel('Compared with').selectOption({ index: 1 })
      await page.waitForURL(/range=last90/u)
      await camera.take('dashboard', { of: [contentOf(page)], heightPx: 860 })
      await filters.getByLabel('Currency').selectOption('EUR')
      await page.waitForURL(/currency=EUR/u)
      await camera.take('dashboard-currency', {
        of: [contentOf(page)],
        mark: [filters.getByLabel('Currency')],
        heightPx: 520,
      })
      await page.getByRole('button', { name: 'Apply to all' }).click()
      const dialog = page.getByRole('dialog', { name: 'Apply to all' })
      await camera.take('dashboard-apply', { of: [dialog] })
      await page.keyboard.press('Escape')
      await heading(page, 'Revenue')
    },
  },
]
