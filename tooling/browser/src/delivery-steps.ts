import { openToAll } from './accessibility.ts'
import type { WalkStep } from './walk-step.ts'

/** Of what is delivered, and of the mappings it goes through. */
export const deliverySteps: readonly WalkStep[] = [
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
]
