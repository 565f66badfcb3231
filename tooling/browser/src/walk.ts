import type { Page } from 'playwright-core'
import { graveFindings } from './accessibility.ts'
import { heading } from './heading.ts'
import { segmentSteps } from './segment-steps.ts'
import type { WalkStep } from './walk-step.ts'

/** A person who does not exist. */
const owner = {
  name: 'Ida Holm',
  email: 'ida@nordlys.example',
  password: 'correct horse battery 7',
}

/** What the scripted person does, step by step; the first thing that is not as it should be ends it. */
export const steps: readonly WalkStep[] = [
  {
    name: 'makes the first account with the code that the host printed',
    async walk(page, { url, setUpCode }) {
      await page.goto(url)
      await page.getByLabel('Set-up code').fill(setUpCode)
      await openToAll(page)
      await page.getByLabel('Your name').fill(owner.name)
      await page.getByLabel('E-mail').fill(owner.email)
      await page.getByLabel('Password').fill(owner.password)
      await page.getByRole('button', { name: 'Create the account' }).click()
      await heading(page, 'Overview')
    },
  },
  {
    name: 'signs out, is refused with a wrong password, and signs in again',
    async walk(page) {
      await page.getByRole('button', { name: owner.name }).click()
      await page.getByRole('menuitem', { name: 'Sign out' }).click()
      await openToAll(page)
      await page.getByLabel('E-mail').fill(owner.email)
      await page.getByLabel('Password').fill('wrong horse battery 7')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByText('E-mail, password or code is wrong.').waitFor()
      await page.getByLabel('Password').fill(owner.password)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await heading(page, 'Overview')
    },
  },
  {
    name: 'reads the shop now, and watches it to its end',
    async walk(page) {
      await page.getByRole('button', { name: 'Sync now shop' }).click()
      const run = page.getByRole('status').filter({ hasText: 'Done' })
      await run.getByText(/record/u).waitFor()
    },
  },
  {
    name: 'pauses the payments, and lets them go on',
    async walk(page) {
      await page.getByRole('button', { name: 'Pause pay' }).click()
      await page.getByRole('button', { name: 'Resume pay' }).click()
      await page.getByRole('button', { name: 'Pause pay' }).waitFor()
    },
  },
  {
    name: 'looks at a dashboard in another currency and time, and at the table of a chart',
    async walk(page) {
      await page.getByRole('link', { name: 'Dashboards' }).click()
      await page.getByRole('link', { name: 'How we sell' }).click()
      await heading(page, 'How we sell')
      await page.getByLabel('Currency').selectOption('EUR')
      await page.getByLabel('Time').selectOption('last12Months')
      await page.waitForURL(/range=last12Months&currency=EUR/u)
      await page.getByRole('button', { name: 'Show as table' }).first().click()
      await page.getByRole('columnheader', { name: 'Week' }).waitFor()
      const kept = page.waitForEvent('download')
      await page.getByRole('button', { name: 'PDF' }).click()
      if (!(await kept).suggestedFilename().endsWith('.pdf'))
        throw new Error('The dashboard was not kept as a PDF.')
    },
  },
  {
    name: 'finds a customer, and sees what they did',
    async walk(page) {
      await page.getByRole('link', { name: 'Customers' }).click()
      await page.getByLabel('Search customers').fill('holm')
      await page.waitForResponse(/search=holm/u)
      await page.getByRole('row').nth(1).getByRole('link').click()
      await page.getByRole('heading', { name: 'Timeline' }).waitFor()
    },
  },
  {
    name: 'looks at who is in a segment, and why',
    async walk(page) {
      await page.getByRole('link', { name: 'Segments' }).click()
      await page.getByRole('link', { name: 'One-time buyers' }).click()
      await page.getByText('All of these').waitFor()
      await page.getByRole('heading', { name: 'Members' }).waitFor()
    },
  },
  ...segmentSteps,
  {
    name: 'looks at what the warehouse refused, and has one order sent again',
    async walk(page) {
      await page.getByRole('link', { name: 'Deliveries' }).click()
      // While it is sending nothing else can be sent there.
      const warehouse = page.getByRole('row', { name: /orders-to-warehouse/u })
      await warehouse.getByText('Up to date').waitFor()
      await page.getByRole('link', { name: 'Look at them' }).first().click()
      await page.getByText('What came').first().click()
      await page
        .getByRole('button', { name: /^Try again/u })
        .first()
        .click()
      await page.getByText('1 mended, 0 failed again.').waitFor()
    },
  },
  {
    name: 'changes a mapping by the keyboard alone, tries it, and takes it back out of its history',
    async walk(page) {
      await page.getByRole('link', { name: 'Mappings', exact: true }).press('Enter')
      await page.getByRole('link', { name: 'order-to-csv' }).press('Enter')
      await page.getByRole('combobox', { name: 'What key reads' }).focus()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.type('$.number')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Tab')
      await page.keyboard.press('End')
      await page.keyboard.type(' }')
      await page.keyboard.press('Home')
      await page.keyboard.type('{ $strin: ')
      await page.getByText('did you mean `$string`').first().waitFor()
      await page.getByLabel('Rule of key').fill('{ $string: $.number }')
      await openToAll(page)
      await page.getByRole('tab', { name: 'Test run' }).press('Enter')
      await page.getByRole('button', { name: 'Run the test' }).press('Enter')
      await page.getByText(/records fit/u).waitFor()
      await page.getByRole('tab', { name: 'Changes (1)' }).press('Enter')
      await page.getByText('fields.key').waitFor()
      await page.getByRole('button', { name: 'Save' }).press('Enter')
      await page.getByRole('button', { name: 'Save' }).waitFor({ state: 'hidden' })
      await page.getByRole('tab', { name: 'Fields' }).press('Enter')
      await page.getByLabel('Rule of key').fill('$.id')
      await page.getByRole('button', { name: 'Save' }).press('Enter')
      await page.getByRole('button', { name: 'Save' }).waitFor({ state: 'hidden' })
      await page.getByRole('tab', { name: 'History' }).press('Enter')
      await page.getByText('Version 2').waitFor()
      await page.getByRole('button', { name: 'Restore 1' }).press('Enter')
      await page.getByText('Version 3').waitFor()
      await openToAll(page)
    },
  },
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
  {
    name: 'invites somebody, and is shown the link',
    async walk(page) {
      await page.getByRole('link', { name: 'Access' }).click()
      await page.getByRole('button', { name: 'Invite somebody' }).click()
      await page.getByLabel('E-mail').fill('otto@nordlys.example')
      await page.getByLabel('Role', { exact: true }).selectOption('analyst')
      await page.getByRole('button', { name: 'Invite', exact: true }).click()
      await page.getByText(/\/invitation#/u).waitFor()
      await page.getByRole('button', { name: 'Done' }).click()
      await page.getByRole('heading', { name: 'Invited' }).waitFor()
    },
  },
  {
    name: 'makes a token, and is shown its secret',
    async walk(page) {
      await page.getByRole('link', { name: 'Access' }).click()
      await page.getByRole('tab', { name: 'Tokens' }).click()
      await page.getByRole('button', { name: 'New token' }).click()
      await page.getByLabel('Name').fill('report')
      await page.getByLabel('figures:read').check()
      await page.getByRole('button', { name: 'Make the token' }).click()
      await page.getByText(/^cartograph_/u).waitFor()
      await page.getByRole('button', { name: 'Done' }).click()
      await page.getByRole('cell', { name: 'report', exact: true }).waitFor()
    },
  },
  {
    name: 'looks at their own account',
    async walk(page) {
      await page.getByRole('button', { name: owner.name }).click()
      await page.getByRole('menuitem', { name: 'Your account' }).click()
      await heading(page, 'Your account')
      await page.getByText('This browser').waitFor()
      await openToAll(page)
    },
  },
  {
    name: 'has the page speak Danish, and look dark',
    async walk(page) {
      await page.getByRole('button', { name: owner.name }).click()
      await page.getByRole('menuitemradio', { name: 'Dark' }).click()
      await page.getByRole('button', { name: owner.name }).click()
      await page.getByRole('menuitemradio', { name: 'Dansk' }).click()
      await heading(page, 'Din konto')
    },
  },
]

/** Of pages that the visits with a token do not see. */
async function openToAll(page: Page): Promise<void> {
  const findings = await graveFindings(page)
  if (findings.length > 0) throw new Error(findings.join('\n'))
}
