import { heading } from '../heading.ts'
import { owner } from '../owner.ts'
import type { GuideStep } from './guide-step.ts'

/** From the code that the host prints to a page that has nothing yet. */
export const setUpPictures: readonly GuideStep[] = [
  {
    name: 'the first account',
    async walk({ page, stage, camera }) {
      await page.goto(stage.url)
      await page.getByLabel('Set-up code').fill(stage.setUpCode)
      await page.getByLabel('Your name').fill(owner.name)
      await page.getByLabel('E-mail').fill(owner.email)
      await page.getByLabel('Password').fill(owner.password)
      const create = page.getByRole('button', { name: 'Create the account' })
      await camera.take('set-up', { of: [page.locator('main')], mark: [create] })
      await create.click()
      await heading(page, 'Overview')
    },
  },
]
