import type { Page } from 'playwright-core'
import { openToAll } from './accessibility.ts'
import { heading } from './heading.ts'
import type { WalkStep } from './walk-step.ts'

const other = 'Sydlys ApS'

/** Of whoever is in two organisations. */
export const organisationSteps: readonly WalkStep[] = [
  {
    name: 'sets up a second organisation, and looks at it: nothing of the first is there',
    async walk(page, { url }) {
      await openOrganisations(page, url)
      await page.getByRole('button', { name: 'New organisation' }).click()
      await page.getByLabel('Short name').fill('sydlys')
      await page.getByLabel('Name', { exact: true }).fill(other)
      await page.getByRole('button', { name: 'Make it' }).click()
      await page.getByText('The first token of the organisation').waitFor()
      await openToAll(page)
      await page.getByRole('button', { name: 'Done' }).click()
      await page.getByRole('row', { name: /Sydlys ApS/u }).waitFor()
      await page.goto(`${url}/connections`)
      await page.getByRole('link', { name: 'shop', exact: true }).first().waitFor()
      await choose(page, 'Nordlys', other)
      await heading(page, 'Connections')
      await page.getByText('Nothing is connected yet').first().waitFor()
      await openToAll(page)
    },
  },
  {
    name: 'finds the second organisation again after a reload, and in a new tab',
    async walk(page, { url }) {
      await page.reload()
      await page.getByRole('button', { name: other }).waitFor()
      const tab = await page.context().newPage()
      await tab.goto(url)
      await tab.getByRole('button', { name: other }).waitFor()
      await choose(tab, other, 'Nordlys')
      await tab.close()
      await page.reload()
      await page.getByRole('button', { name: other }).waitFor()
    },
  },
  {
    name: 'goes back to the first organisation',
    async walk(page, { url }) {
      await choose(page, other, 'Nordlys')
      await page.goto(`${url}/connections`)
      await page.getByRole('link', { name: 'shop', exact: true }).first().waitFor()
    },
  },
  {
    name: 'removes the second organisation, once its name is typed, and it is gone everywhere',
    async walk(page, { url }) {
      await openOrganisations(page, url)
      await page.getByRole('button', { name: /^Remove\s*Sydlys/u }).click()
      const dialog = page.getByRole('dialog', { name: `Remove ${other}?` })
      await dialog.getByText('Rows of the model').waitFor()
      await openToAll(page)
      const remove = dialog.getByRole('button', { name: 'Remove' })
      await dialog.getByLabel(`Type ${other} to remove it`).fill('Sydlys')
      if (await remove.isEnabled()) throw new Error('Half of a name is enough.')
      await dialog.getByLabel(`Type ${other} to remove it`).fill(other)
      await remove.click()
      await page.getByRole('row', { name: /Sydlys ApS/u }).waitFor({ state: 'detached' })
      await page.goto(`${url}/connections`)
      await page.getByRole('link', { name: 'shop', exact: true }).first().waitFor()
      if ((await page.getByRole('button', { name: other }).count()) > 0)
        throw new Error('The organisation that was removed can still be chosen.')
    },
  },
]

async function openOrganisations(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/access`)
  await page.getByRole('tab', { name: 'Organisations' }).click()
}

async function choose(page: Page, present: string, wanted: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(present, 'iu') }).click()
  await page.getByRole('menuitemradio', { name: new RegExp(wanted, 'iu') }).click()
  await page.getByRole('button', { name: new RegExp(wanted, 'iu') }).waitFor()
}
