import { openToAll } from './accessibility.ts'
import { heading } from './heading.ts'
import type { WalkStep } from './walk-step.ts'

/** Of a connection that is made and taken away again, and of a delivery into it. */
export const connectingSteps: readonly WalkStep[] = [
  {
    name: 'connects a folder, is told that it works, changes it, and has back what it was',
    async walk(page) {
      await page.getByRole('link', { name: 'Connections' }).click()
      await page.getByRole('button', { name: 'Connect' }).click()
      await page.getByLabel('Search connectors').fill('files')
      await page.getByRole('link', { name: /^Files/u }).click()
      await page.getByLabel('Name').fill('archive')
      await page.getByLabel('Folder').fill('archive')
      await page.getByLabel('Schedule').selectOption('At other times')
      await page.getByLabel('Cron expression').fill('now and then')
      await page.getByRole('button', { name: 'Connect' }).click()
      await page.getByText('is no cron expression').first().waitFor()
      await page.getByLabel('Schedule').selectOption('Every hour')
      await page.getByRole('button', { name: 'Connect' }).click()
      await heading(page, 'archive')
      await page.getByText('It works.').waitFor()
      await page.getByRole('button', { name: 'Edit' }).click()
      await page.getByLabel('Formulas').selectOption('escape')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Version 2').first().waitFor()
      await page.getByRole('button', { name: 'Restore Version 1' }).click()
      await page.getByText('Version 3').first().waitFor()
      await openToAll(page)
    },
  },
  {
    name: 'delivers customers into it, is told what is wrong as text, and takes both away',
    async walk(page) {
      await page.getByRole('link', { name: 'Deliveries', exact: true }).click()
      await page.getByRole('button', { name: 'New delivery' }).click()
      await page.getByLabel('What is sent').selectOption('customer')
      await page.getByLabel('Where to').selectOption('archive')
      await page.getByLabel('As what').selectOption('ndjson')
      await page.getByRole('button', { name: 'Make the delivery' }).click()
      await page.getByRole('row', { name: /customer-to-archive/u }).waitFor()
      await page.getByRole('link', { name: 'Configuration' }).click()
      await page.getByRole('link', { name: 'customer-to-archive' }).click()
      await page.getByLabel('Text').fill('from: custmer\nto: { connection: archive, sink: ndjson }')
      await page.getByRole('button', { name: 'Check' }).click()
      await page.getByText('did you mean "customer"?').waitFor()
      await page.getByRole('button', { name: /^Take away/u }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Take away' }).click()
      await page.getByRole('link', { name: 'customer-to-archive' }).waitFor({ state: 'detached' })
      await page.getByRole('link', { name: 'archive', exact: true }).click()
      await page.getByRole('button', { name: 'Disconnect' }).click()
      await page.getByLabel('Delete the data').check()
      await page.getByRole('button', { name: 'Disconnect and delete' }).click()
      await heading(page, 'Connections')
      await page.getByRole('link', { name: 'archive', exact: true }).waitFor({ state: 'detached' })
    },
  },
]
