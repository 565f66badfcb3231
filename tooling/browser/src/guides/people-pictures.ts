import { heading } from '../heading.ts'
import { contentOf } from './camera.ts'
import type { GuideStep } from './guide-step.ts'

/** Who comes in, in which organisation, and what that may use. */
export const peoplePictures: readonly GuideStep[] = [
  {
    name: 'somebody who is invited',
    async walk({ page, stage, camera }) {
      await page.goto(`${stage.url}/access`)
      await heading(page, 'Access')
      await page.getByRole('button', { name: 'Invite somebody' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('E-mail').fill('otto@nordlys.example')
      await dialog.getByLabel('Role', { exact: true }).selectOption('analyst')
      const invite = dialog.getByRole('button', { name: 'Invite', exact: true })
      await camera.take('invite', { of: [dialog], mark: [invite] })
      await invite.click()
      await dialog.getByText(/\/invitation#/u).waitFor()
      await dialog.getByRole('button', { name: 'Done' }).click()
      await page.getByRole('heading', { name: 'Invited' }).waitFor()
      await camera.take('people', { of: [contentOf(page)], heightPx: 620 })
    },
  },
  {
    name: 'a second organisation and its modules',
    async walk({ page, stage, camera }) {
      await page.goto(`${stage.url}/modules`)
      await heading(page, 'Modules')
      const row = page.getByRole('row', { name: /Abandoned carts/u })
      await camera.take('modules', {
        of: [contentOf(page)],
        mark: [row.getByRole('button', { name: 'Hide' })],
        heightPx: 620,
      })
      await page.evaluate(async () => {
        await fetch('/api/organisations', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ id: 'solsikke', name: 'Solsikke ApS' }),
        })
      })
      await page.goto(stage.url)
      const menu = page.getByRole('button', { name: /Nordlys/iu })
      await menu.click()
      const choice = page.getByRole('menu')
      await choice.getByRole('menuitemradio', { name: /Solsikke/u }).waitFor()
      await camera.take('organisations', { of: [menu, choice] })
      await page.keyboard.press('Escape')
    },
  },
]
