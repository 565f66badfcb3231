import { openToAll } from './accessibility.ts'
import { heading } from './heading.ts'
import type { WalkStep } from './walk-step.ts'

const checks = [
  'Check no;Sum;Currency;Email;ValidUntil',
  'BC-1;100.00;DKK;ida.holm@example.com;2099-03-31',
  'BC-2;much;DKK;ida.holm@example.com;2099-03-31',
  'BC-3;250.00;DKK;per.lund@example.com;2099-03-31',
].join('\n')

/** Of tills: where they call and what they show, bonus checks out of a file, and a test call. */
export const tillSteps: readonly WalkStep[] = [
  {
    name: 'sees which fields a till shows, makes a token for it, and gives it a new address',
    async walk(page) {
      await page.getByRole('link', { name: 'Till', exact: true }).click()
      await heading(page, 'Till')
      await page.getByRole('link', { name: /^Fields, tokens and history/u }).click()
      await heading(page, 'till')
      await page
        .getByRole('row', { name: /^Birthday/u })
        .getByText('shown')
        .waitFor()
      await page.getByRole('button', { name: 'New token' }).click()
      await page.getByText('This is shown once.').waitFor()
      await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click()
      await page.getByText('never used').first().waitFor()
      const addresses = page.getByRole('region', { name: 'Address', exact: true })
      const before = await addresses.getByRole('code').first().textContent()
      await addresses
        .getByRole('button', { name: /^New address/u })
        .first()
        .click()
      await page.getByRole('dialog').getByRole('button', { name: 'New address' }).click()
      await page.getByText('has a new address.').first().waitFor()
      await addresses.getByText(before ?? '', { exact: true }).waitFor({ state: 'detached' })
      await openToAll(page)
    },
  },
  {
    name: 'imports bonus checks out of a file whose columns are named otherwise',
    async walk(page) {
      await page.getByRole('link', { name: 'Till', exact: true }).first().click()
      await page.getByRole('link', { name: 'Bonus checks' }).click()
      await heading(page, 'Bonus checks')
      await page.getByText('No bonus checks yet').waitFor()
      await page.getByRole('link', { name: 'Import bonus checks' }).click()
      await page.getByLabel('Country').fill('DK')
      await page.getByLabel('Time zone').fill('Europe/Copenhagen')
      await page.getByRole('button', { name: 'Prepare' }).click()
      await page.getByLabel('Workbook or text with columns').setInputFiles({
        name: 'checks.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(checks),
      })
      await page.getByLabel('Value', { exact: true }).selectOption('Sum')
      await page.getByRole('row', { name: /^3 BC-2/u }).waitFor()
      await openToAll(page)
      await page.getByRole('button', { name: 'Import 2 checks' }).click()
      await heading(page, 'Bonus checks')
      await page.getByRole('row', { name: /checks\.csv.*done/u }).waitFor()
      await page.getByRole('row', { name: /usable 2/u }).waitFor()
      await page.getByLabel('Number, code, e-mail address or phone number').fill('per.lund')
      await page.getByRole('row', { name: /BC-3/u }).waitFor()
      await openToAll(page)
    },
  },
  {
    name: 'sees what would arrive of a delivery, and sends nothing',
    async walk(page) {
      await page.getByRole('link', { name: 'Deliveries', exact: true }).click()
      await page.getByRole('link', { name: 'Try orders-to-warehouse' }).click()
      await heading(page, 'Test call')
      await page.getByRole('button', { name: 'Show what would arrive' }).click()
      await page.getByText('nothing was sent').waitFor()
      await page.getByText('body.type').waitFor()
      await openToAll(page)
    },
  },
]
