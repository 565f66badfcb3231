import { heading } from './heading.ts'
import type { WalkStep } from './walk-step.ts'

/** From a page of a segment on. */
export const segmentSteps: readonly WalkStep[] = [
  {
    name: 'builds a segment from one that is there, sees how many it has, changes it, and deletes it',
    async walk(page) {
      await page.getByRole('link', { name: 'Copy' }).click()
      await heading(page, 'New segment')
      const count = page.getByRole('region', { name: 'How many fulfil it now' })
      await count.getByText(/^\d+$/u).waitFor()
      await page.getByLabel('Name').fill('Bought once, and in Denmark')
      await page.getByRole('button', { name: 'Add a condition' }).click()
      const added = page.getByRole('group', { name: 'Condition', exact: true }).last()
      await added.getByLabel('What is looked at').selectOption('Country')
      await count.getByText('Fill in every condition').waitFor()
      await added.getByLabel('Value').fill('DK')
      await count.getByText(/^\d+$/u).waitFor()
      await page.getByRole('button', { name: 'Save the segment' }).click()
      await heading(page, 'Bought once, and in Denmark')
      await page.getByRole('link', { name: 'Change' }).click()
      await page.getByLabel('Name').fill('Danes who bought once')
      await page.getByRole('button', { name: 'Save the segment' }).click()
      await heading(page, 'Danes who bought once')
      await page.getByRole('button', { name: /^Delete/u }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
      await heading(page, 'Segments')
    },
  },
  {
    name: 'looks at what campaigns came to, message by message, and has a report sent',
    async walk(page) {
      await page.getByRole('link', { name: 'Campaigns' }).click()
      await heading(page, 'Campaigns')
      await page.getByLabel('Told apart by').selectOption('message')
      await page.getByText('Orders that a campaign led to').waitFor()
      await page.getByRole('link', { name: 'Reports' }).click()
      await page.getByRole('button', { name: /^Send now/u }).click()
      await page.getByText('monday will be sent within a minute.').waitFor()
    },
  },
]
