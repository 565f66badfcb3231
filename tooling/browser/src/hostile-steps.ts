import type { Page } from 'playwright-core'
import { heading } from './heading.ts'
import { endlessWord, markup } from './hostile-names.ts'
import type { WalkStep } from './walk-step.ts'

const longestTitle = 200
const manyWidgets = 10_000

/** Of what only somebody would enter who wants to break the page, or who copies too much. */
export const hostileSteps: readonly WalkStep[] = [
  {
    name: 'sees the customer and the product whose names are markup as text',
    async walk(page, { url }) {
      await page.goto(`${url}/customers`)
      await page.getByLabel('Search customers').fill('markup')
      await page.getByRole('link', { name: '<img src=' }).first().click()
      await page.getByRole('heading', { level: 1 }).getByText('<img src=').waitFor()
      await isWhole(page)
    },
  },
  {
    name: 'calls a segment and a dashboard by names of markup that do not end',
    async walk(page, { url }) {
      await page.goto(`${url}/segments/new-segment?from=one_time_buyers`)
      const name = `${markup} ${endlessWord.repeat(2)}`.slice(0, longestTitle)
      await page.getByLabel('Name').fill(name)
      await page.getByRole('button', { name: 'Save the segment' }).click()
      await heading(page, name.slice(0, 60))
      await isWhole(page)
      await page.goto(`${url}/dashboards/new/dashboard`)
      await page.getByLabel('Title of the dashboard').fill(endlessWord.repeat(9))
      await page.getByRole('button', { name: /^Number/u }).click()
      await page.getByLabel('Title', { exact: true }).fill(name)
      await page.getByRole('button', { name: 'Done' }).click()
      await page.getByRole('button', { name: 'Save' }).click()
      await heading(page, endlessWord)
      await page.getByRole('heading', { level: 2 }).getByText('<img src=').first().waitFor()
      await isWhole(page)
    },
  },
  {
    name: 'is told that a program under the name of a table is none, and brings a table after it',
    async walk(page, { url }) {
      await page.goto(`${url}/connections/of/dialog/import`)
      await page.getByLabel('Table', { exact: true }).selectOption('products')
      const bring = async (bytes: Buffer) => {
        await page
          .getByLabel('File', { exact: true })
          .setInputFiles({ name: 'goods.csv', mimeType: 'text/csv', buffer: bytes })
        await page.getByRole('button', { name: 'Bring the file' }).click()
      }
      await bring(Buffer.from(`MZ${'\0\u0001\u0002'.repeat(4000)}`))
      await page.getByRole('alert').getByText('goods.csv is something else').waitFor()
      await isWhole(page)
      await bring(Buffer.from(`id,name\n1,"${markup}"\n2,"=1+2"\n`))
      await page.getByRole('heading', { name: 'Which column is which' }).waitFor()
      await isWhole(page)
    },
  },
  {
    name: 'is told that ten thousand widgets are too many for a dashboard',
    async walk(page, { url }) {
      await page.goto(`${url}/configuration/new`)
      await page.getByLabel('Section').selectOption('Dashboards')
      await page.getByLabel('Name').fill('too-much')
      await page.getByLabel('Text').fill(dashboardOf(manyWidgets))
      await page.getByText('more than 65536 characters').waitFor()
      await isWhole(page)
    },
  },
]

/** In one line: browsers take very long to enter many. */
function dashboardOf(count: number): string {
  const widgets = Array.from({ length: count }, (_, at) => [`w${at}`, { metrics: ['orders'] }])
  return JSON.stringify({ title: 'Too much', widgets: Object.fromEntries(widgets) })
}

/** Nothing of what was entered became a part of the page, and nothing is wider than it. */
async function isWhole(page: Page): Promise<void> {
  if ((await page.locator('main b, main img[src="/nowhere.png"]').count()) > 0)
    throw new Error('What was entered became a part of the page.')
  const isTooWide = await page.evaluate<boolean>(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth',
  )
  if (isTooWide) throw new Error('What was entered is wider than the window.')
}
