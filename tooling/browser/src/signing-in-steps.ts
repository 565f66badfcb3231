import { openToAll } from './accessibility.ts'
import { heading } from './heading.ts'
import { owner } from './owner.ts'
import type { WalkStep } from './walk-step.ts'

/** From the page of the set-up on. */
export const signingInSteps: readonly WalkStep[] = [
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
]
