import { heading } from './heading.ts'
import type { WalkStep } from './walk-step.ts'

/** Of the pages of what the store knows: dashboards, customers, segments. */
export const figureSteps: readonly WalkStep[] = [
  {
    name: 'looks at a dashboard in another currency and time, and at the table of a chart',
    async walk(page) {
      const navigation = page.getByRole('navigation', { name: 'Main navigation' })
      await navigation.getByRole('link', { name: 'Dashboards' }).click()
      await page.getByRole('link', { name: 'How we sell' }).click()
      await heading(page, 'How we sell')
      await page.getByLabel('Currency').selectOption('EUR')
      await page.getByLabel('Time').selectOption('last12Months')
      await page.waitForURL(/range=last12Months&currency=EUR/u)
      await page.getByRole('button', { name: 'Show as table' }).first().click()
      await page.getByRole('columnheader', { name: 'Week' }).waitFor()
      const kept = page.waitForEvent('download')
      await page.getByRole('button', { name: 'PDF' }).click()
      if (!(await kept).suggestedFilename().endsWith('.pdf'))
        throw new Error('The dashboard was not kept as a PDF.')
    },
  },
  {
    name: 'looks at whether customers come back, as a grid and as a table',
    async walk(page) {
      const navigation = page.getByRole('navigation', { name: 'Main navigation' })
      await navigation.getByRole('link', { name: 'Dashboards' }).click()
      await page.getByRole('link', { name: 'Cohorts' }).click()
      await heading(page, 'Cohorts')
      await page.getByRole('group', { name: 'Came back' }).waitFor()
      await page.getByRole('button', { name: 'Show as table' }).first().click()
      await page.getByRole('columnheader', { name: 'Month of the first order' }).waitFor()
    },
  },
  {
    name: 'finds a customer, and sees what they did',
    async walk(page) {
      await page.getByRole('link', { name: 'Customers' }).click()
      await page.getByLabel('Search customers').fill('holm')
      await page.waitForResponse(/search=holm/u)
      await page.getByRole('row').nth(1).getByRole('link').click()
      await page.getByRole('heading', { name: 'Timeline' }).waitFor()
    },
  },
  {
    name: 'looks at who is in a segment, and why',
    async walk(page) {
      await page.getByRole('link', { name: 'Segments' }).click()
      await page.getByRole('link', { name: 'One-time buyers' }).click()
      await page.getByText('All of these').waitFor()
      await page.getByRole('heading', { name: 'Members' }).waitFor()
    },
  },
]
