import type { Page } from 'playwright-core'
import { openToAll } from './accessibility.ts'
import { heading } from './heading.ts'
import type { WalkStep } from './walk-step.ts'

/** Markup, another direction of writing, and what needs several characters. */
const title = 'Mine <b>1</b> نظرة 🧾'

/** Of dashboards that people make themselves; all of it by the keyboard alone. */
export const boardSteps: readonly WalkStep[] = [
  {
    name: 'makes a dashboard of two widgets by the keyboard alone, one in another currency, and applies that to both',
    async walk(page) {
      await page.getByRole('link', { name: 'Dashboards' }).press('Enter')
      await page.getByRole('link', { name: 'New dashboard' }).press('Enter')
      await heading(page, 'New dashboard')
      await page.getByLabel('Title of the dashboard').focus()
      await page.keyboard.type(title)
      await page.getByRole('button', { name: /^Number/u }).press('Enter')
      await widgetSetting(page, 'Currency').focus()
      await page.keyboard.type('USD')
      await page.getByRole('region', { name: 'Preview' }).getByText('USD').first().waitFor()
      await openToAll(page)
      await page.getByRole('button', { name: 'Done' }).press('Enter')
      await page.getByRole('button', { name: /^Bars/u }).press('Enter')
      await page.getByLabel('Title', { exact: true }).focus()
      await page.keyboard.type('Where')
      await page.getByRole('button', { name: 'Done' }).press('Enter')
      await page.getByRole('button', { name: 'Move Where forward' }).press('Enter')
      await page.getByText('Where is now number 1 of 2.').waitFor()
      await page.getByLabel('Width of Where').focus()
      await page.keyboard.type('4')
      await page.getByRole('button', { name: 'Edit Net sales' }).press('Enter')
      await page.getByRole('button', { name: 'Apply to all' }).press('Enter')
      await page.getByText('It then holds for all 2 widgets of this dashboard.').waitFor()
      await page.getByRole('button', { name: 'Apply', exact: true }).press('Enter')
      await page.getByRole('button', { name: 'Done' }).press('Enter')
      await openToAll(page)
      await page.getByRole('button', { name: 'Save' }).press('Enter')
      await heading(page, title)
      await page.getByRole('heading', { level: 2, name: 'Where' }).waitFor()
      if ((await page.getByLabel('Currency').inputValue()) !== 'USD')
        throw new Error('The dashboard is not in the currency that was applied to all.')
    },
  },
]

function widgetSetting(page: Page, name: string) {
  return page.getByRole('group', { name: 'Settings of this widget' }).getByLabel(name)
}
