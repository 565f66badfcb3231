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
      await page.evaluate(
        `fetch('/api/organisations', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"id":"sydlys","name":"${other}"}' }).then((answer) => { if (!answer.ok) throw new Error(String(answer.status)) })`,
      )
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
]

async function choose(page: Page, present: string, wanted: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(present, 'iu') }).click()
  await page.getByRole('menuitemradio', { name: new RegExp(wanted, 'iu') }).click()
  await page.getByRole('button', { name: new RegExp(wanted, 'iu') }).waitFor()
}
