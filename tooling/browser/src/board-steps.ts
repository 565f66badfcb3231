import type { Page } from 'playwright-core'
import { openToAll } from './accessibility.ts'
import { heading } from './heading.ts'
import type { Stage } from './stage.ts'
import type { WalkStep } from './walk-step.ts'

/** Markup, another direction of writing, and what needs several characters. */
const title = 'Mine <b>1</b> نظرة 🧾'
const id = 'mine_b_1_b'

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
  {
    name: 'is asked before leaving what is not saved, and loses nothing while the host cannot be reached',
    async walk(page) {
      await page.getByRole('link', { name: 'Edit' }).press('Enter')
      await page.getByLabel('Title of the dashboard').fill(`${title}!`)
      await page.getByRole('link', { name: 'Customers' }).press('Enter')
      await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor()
      await page.getByRole('button', { name: 'Stay here' }).press('Enter')
      await page.goBack()
      await page.getByRole('button', { name: 'Stay here' }).press('Enter')
      await page.route('**/api/configuration/**', (route) => route.abort('internetdisconnected'))
      await page.getByRole('button', { name: 'Save' }).press('Enter')
      await page.getByText('The host could not be reached, so nothing is saved yet.').waitFor()
      await page.unroute('**/api/configuration/**')
      await page.getByRole('button', { name: 'Try again' }).press('Enter')
      await heading(page, `${title}!`)
    },
  },
  {
    name: 'hears that somebody else was faster, sees what they changed, and keeps both',
    async walk(page, stage) {
      await page.getByRole('link', { name: 'Edit' }).press('Enter')
      await page.getByLabel('Title of the dashboard').fill('Mine too')
      await changedByAnother(stage)
      await page.getByRole('button', { name: 'Save' }).press('Enter')
      await page.getByText(/saved another version/u).waitFor()
      await page.getByText('widgets.theirs').waitFor()
      await openToAll(page)
      await page.getByRole('button', { name: 'Keep mine as a copy' }).press('Enter')
      await heading(page, 'Copy of Mine too')
      await page.getByRole('button', { name: /^Delete/u }).press('Enter')
      await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).press('Enter')
      await heading(page, 'Dashboards')
      await page.getByRole('link', { name: 'Theirs' }).waitFor()
    },
  },
  {
    name: 'has one currency hold on every dashboard, for themselves, and takes that back',
    async walk(page) {
      await page.getByRole('link', { name: 'How we sell' }).press('Enter')
      await page.getByLabel('Currency').selectOption('DKK')
      await page.getByRole('button', { name: 'Apply to all' }).press('Enter')
      await page.getByLabel(/for me alone/u).check()
      await openToAll(page)
      await page.getByRole('button', { name: 'Apply', exact: true }).press('Enter')
      await page.getByText('Your own settings hold on every dashboard: DKK.').waitFor()
      await page.getByRole('button', { name: 'Drop them' }).press('Enter')
      await page.getByText('Your own settings hold').waitFor({ state: 'detached' })
    },
  },
]

function widgetSetting(page: Page, name: string) {
  return page.getByRole('group', { name: 'Settings of this widget' }).getByLabel(name)
}

async function changedByAnother({ url, token }: Stage): Promise<void> {
  const path = `${url}/api/configuration/dashboards/${id}`
  const headers = { authorization: `Bearer ${token}` }
  const kept = await fetch(path, { headers })
  const answer = await fetch(path, {
    method: 'PUT',
    headers: {
      ...headers,
      'content-type': 'application/json',
      'if-match': kept.headers.get('etag') ?? '',
    },
    body: JSON.stringify({ title: 'Theirs', widgets: { theirs: { metrics: ['orders'] } } }),
  })
  if (!answer.ok) throw new Error(`The other one could not change it: ${answer.status}`)
}
