import { heading } from '../heading.ts'
import { contentOf } from './camera.ts'
import type { GuideStep } from './guide-step.ts'

/** Figures for people without an account. */
export const sharingPictures: readonly GuideStep[] = [
  {
    name: 'a link, and the snippet for a page',
    async walk({ page, stage, camera }) {
      await page.goto(`${stage.url}/dashboards/revenue?range=last90`)
      await heading(page, 'Revenue')
      await page.getByRole('button', { name: 'Share', exact: true }).click()
      const dialog = page.getByRole('dialog', { name: 'Make a link' })
      await dialog.getByRole('checkbox', { name: 'Time' }).check()
      await dialog.getByLabel('Password').fill('two grey geese')
      await dialog
        .getByLabel('Pages that may show it inside')
        .fill('https://intranet.nordlys.example')
      const make = dialog.getByRole('button', { name: 'Make a link' })
      await camera.take('share-link', { of: [dialog], mark: [make] })
      await make.click()
      await dialog.getByText('/share/').first().waitFor()
      await camera.take('share-made', { of: [dialog] })
      await dialog.getByRole('button', { name: 'Done' }).click()
    },
  },
  {
    name: 'a portal for a client, and what the client sees',
    async walk({ page, stage, camera }) {
      await page.goto(`${stage.url}/sharing/new.portal`)
      await page.getByLabel('Name', { exact: true }).fill('butik')
      await page.getByLabel('Title').fill('Butik A/S')
      await page.getByLabel('Colour of its head').fill('#1f4fa3')
      for (const dashboard of ['Overview', 'Customers']) {
        await page.getByLabel('Dashboard to add').selectOption(dashboard)
        await page.getByRole('button', { name: 'Add the dashboard' }).click()
      }
      await page.getByRole('checkbox', { name: 'Time', exact: true }).check()
      await page.getByRole('checkbox', { name: 'PDF' }).check()
      await camera.take('portal-form', {
        of: [contentOf(page)],
        mark: [page.getByRole('button', { name: 'Save' })],
      })
      await page.getByRole('button', { name: 'Save' }).click()
      await heading(page, 'Butik A/S')
      const link = (await stage.ask('POST', '/api/shares', {
        section: 'portals',
        target: 'butik',
      })) as { readonly url: string }
      const client = await page.context().newPage()
      await client.goto(link.url)
      await client.getByText('Butik A/S').first().waitFor()
      await camera.takeOf(client, 'portal', { of: [client.locator('body')], heightPx: 760 })
      await client.close()
      await page.goto(`${stage.url}/sharing`)
      await heading(page, 'Sharing')
      await camera.take('sharing', { of: [contentOf(page)], heightPx: 700 })
    },
  },
]
