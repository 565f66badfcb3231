import { openToAll } from './accessibility.ts'
import { heading } from './heading.ts'
import { owner } from './owner.ts'
import type { WalkStep } from './walk-step.ts'

/** Of their own account; after them the page speaks Danish. */
export const accountSteps: readonly WalkStep[] = [
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
    name: 'turns mails about connections off and on',
    async walk(page) {
      const mails = page.getByLabel('When a connection does not work')
      await mails.click()
      await page.getByText('Your choice is kept.').first().waitFor()
      await page.reload()
      await mails.click()
      await page.getByText('Your choice is kept.').first().waitFor()
    },
  },
  {
    name: 'is shown a QR code for the second step, and types its key',
    async walk(page) {
      const card = page.getByRole('region', { name: 'Second step' })
      await card.getByLabel('Password').fill(owner.password)
      await card.getByRole('button', { name: 'Turn on' }).click()
      await card.getByRole('img', { name: /^QR code/u }).waitFor()
      await openToAll(page)
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        card.getByRole('button', { name: 'Save the codes as a file' }).click(),
      ])
      if (file.suggestedFilename() !== 'cartograph-recovery-codes.txt')
        throw new Error(`The codes are in ${file.suggestedFilename()}.`)
      await page.reload()
      await card.getByRole('button', { name: 'Turn on' }).waitFor()
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
