import { openToAll } from './accessibility.ts'
import { heading } from './heading.ts'
import type { WalkStep } from './walk-step.ts'

const products = ['no,title,price', 'T1,Tea,6.00', 'T2,Cup,twelve', 'T3,Pot,25.50'].join('\n')

/** Of marketing tools: a key for reports, what stands at a vendor and what is missing there, webhooks, and a table out of a file. */
export const vendorSteps: readonly WalkStep[] = [
  {
    name: 'makes a key for Data Studio, is shown it once, and revokes it',
    async walk(page) {
      await page.getByRole('link', { name: 'Connections', exact: true }).first().click()
      await page.getByRole('link', { name: 'reports', exact: true }).click()
      await page.getByRole('link', { name: 'Key for Data Studio' }).click()
      await heading(page, 'Reports in Data Studio')
      await page.getByRole('button', { name: 'New key' }).click()
      await page.getByRole('button', { name: 'Make the key' }).click()
      await page.getByText(/^cartograph_/u).waitFor()
      await openToAll(page)
      await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click()
      await page
        .getByText(/never used/u)
        .first()
        .waitFor()
      await page.getByRole('button', { name: /^Revoke/u }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
      await page.getByText('is revoked.').first().waitFor()
    },
  },
  {
    name: 'has the shop tell of changes once more',
    async walk(page) {
      await page.getByRole('link', { name: 'Connections', exact: true }).first().click()
      await page.getByRole('link', { name: 'shop', exact: true }).click()
      await page.getByRole('button', { name: 'Register again' }).click()
      await page.getByText('The webhooks are registered.').waitFor()
    },
  },
  {
    name: 'asks Dialog Insight for its tables, and sees which one is missing',
    async walk(page) {
      await page.getByRole('link', { name: 'Connections', exact: true }).first().click()
      await page.getByRole('link', { name: 'dialog', exact: true }).click()
      await page.getByRole('link', { name: 'Tables' }).click()
      await heading(page, 'Tables')
      await page.getByRole('button', { name: 'Ask the account' }).click()
      await page.getByRole('img', { name: /^Tables of dialog/u }).waitFor()
      await page.getByRole('region', { name: 'ECommerce_Product', exact: true }).waitFor()
      await page.getByRole('button', { name: 'See what is missing' }).click()
      await page.getByText('By hand').first().waitFor()
      await openToAll(page)
    },
  },
  {
    name: 'fills the table of products from a file, and has the row that was refused',
    async walk(page) {
      await page.getByRole('link', { name: 'dialog', exact: true }).click()
      await page.getByRole('link', { name: 'Fill a table' }).click()
      await page.getByLabel('Table', { exact: true }).selectOption('products')
      await page.getByLabel('File', { exact: true }).setInputFiles({
        name: 'products.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(products),
      })
      await page.getByRole('button', { name: 'Bring the file' }).click()
      await page.getByRole('heading', { name: 'Which column is which' }).waitFor()
      await page.getByRole('button', { name: 'Read the file' }).click()
      await page.getByRole('button', { name: 'Show rows', disabled: false }).click()
      await page.getByText('2 rows fit, 1 are refused.').waitFor()
      await openToAll(page)
      await page.getByRole('button', { name: 'Start', exact: true }).click()
      const download = page.getByRole('button', { name: 'Download refused rows' })
      const fill = page.getByRole('region', { name: 'Fill the table' })
      await fill.getByText('Done').waitFor()
      const kept = page.waitForEvent('download')
      await download.click()
      if (!(await kept).suggestedFilename().endsWith('.csv'))
        throw new Error('What was refused was not kept as a file.')
    },
  },
]
