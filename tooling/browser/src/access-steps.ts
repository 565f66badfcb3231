import type { WalkStep } from './walk-step.ts'

/** Of who may come in. */
export const accessSteps: readonly WalkStep[] = [
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
]
