import type { Page } from 'playwright-core'
import { openToAll } from './accessibility.ts'
import { heading } from './heading.ts'
import type { WalkStep } from './walk-step.ts'

/** Automations, rules for carts and portals, each by its form. */
export const formSteps: readonly WalkStep[] = [
  {
    name: 'makes an automation by the keyboard alone, and tries it on a customer before it is kept',
    async walk(page, { url }) {
      await page.goto(`${url}/automations`)
      await page.getByRole('link', { name: 'New automation' }).press('Enter')
      await heading(page, 'New automation')
      await typeIn(page, 'Name', 'Regulars')
      await page.getByRole('button', { name: /^Add a condition ?Only where/u }).press('Enter')
      const condition = page.getByRole('group', { name: 'Condition', exact: true })
      await condition.getByRole('combobox', { name: 'What is looked at' }).fill('order.total')
      await page.keyboard.press('Enter')
      const compared = condition.getByLabel('How it is compared')
      while ((await compared.inputValue()) !== 'greaterOrEqual') await compared.press('ArrowDown')
      await condition.getByLabel('Value').focus()
      await page.keyboard.type('10')
      await page.getByRole('button', { name: 'Put tags on' }).press('Enter')
      await typeIn(page, 'Put on', 'regular')
      await openToAll(page)
      await page.getByRole('button', { name: 'Show what it would do' }).press('Enter')
      await page.getByText('Would be done', { exact: true }).waitFor()
      await page.getByRole('button', { name: 'Save' }).press('Enter')
      await heading(page, 'regulars')
    },
  },
  {
    name: 'is told beside its field what is wrong with an automation, and mends it',
    async walk(page) {
      await page.getByRole('button', { name: 'Send a mail' }).click()
      const step = page.getByRole('region', { name: 'Step 2' })
      await step.getByLabel('Subject').fill('{{ order.number')
      await step.getByLabel('Text', { exact: true }).fill('Hello')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Nothing was saved, because something is wrong').waitFor()
      await step.getByRole('alert').first().waitFor()
      await openToAll(page)
      await step.getByRole('button', { name: 'Remove step 2' }).click()
      await page.getByRole('button', { name: 'Discard' }).waitFor({ state: 'hidden' })
    },
  },
  {
    name: 'makes a rule for carts that are left, looks at its message, and keeps it',
    async walk(page) {
      await page.getByRole('link', { name: 'Carts', exact: true }).click()
      await page.getByRole('link', { name: 'New rule' }).click()
      await heading(page, 'New rule')
      await page.getByLabel('Name').fill('Web')
      await page.getByRole('checkbox', { name: 'shop', exact: true }).check()
      await page.getByRole('button', { name: 'Remove message 2' }).click()
      const message = page.getByRole('region', { name: 'Message 1' })
      await message.getByLabel('Goes through').selectOption('warehouse.request')
      const given = message.getByRole('group', { name: 'What the action is given' })
      for (const [place, pair] of [
        ['key', '$.cart'],
        ['body', '{ email: $.email, total: $.totalText }'],
      ].entries()) {
        await given.getByRole('button', { name: /^Add a line/u }).click()
        await given
          .getByLabel('Field', { exact: true })
          .nth(place)
          .fill(pair[0] ?? '')
        await given
          .getByLabel(/^Value/u)
          .nth(place)
          .fill(pair[1] ?? '')
      }
      await page.getByRole('button', { name: 'Show the messages' }).click()
      await page.getByText('shop:1001').waitFor()
      await openToAll(page)
      await page.getByRole('button', { name: 'Save' }).click()
      await heading(page, 'web')
    },
  },
  {
    name: 'makes a portal whose dashboards are held to settings of their own',
    async walk(page, { url }) {
      await page.goto(`${url}/sharing/new.portal`)
      await page.getByLabel('Name').fill('butik')
      await page.getByLabel('Title').fill('Butik')
      await page.getByLabel('Dashboard to add').selectOption('sales')
      for (const name of ['Add the dashboard', 'Add the dashboard'])
        await page.getByRole('button', { name }).click()
      const second = page.getByRole('region', { name: 'How we sell' }).last()
      await second.getByLabel('Time').selectOption('last7')
      await second.getByLabel('Currency').selectOption('USD')
      await page.getByRole('button', { name: 'Move How we sell forward' }).last().click()
      await openToAll(page)
      await page.getByRole('button', { name: 'Save' }).click()
      await heading(page, 'Butik')
      const first = page.getByRole('region', { name: 'How we sell' }).first()
      if ((await first.getByLabel('Currency').inputValue()) !== 'USD')
        throw new Error('The dashboard of the portal is not held to the currency that was chosen.')
    },
  },
]

async function typeIn(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).focus()
  await page.keyboard.type(text)
}
