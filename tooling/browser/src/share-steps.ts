import type { Page } from 'playwright-core'
import { graveFindings, openToAll } from './accessibility.ts'
import { inOtherBrowser } from './other-browser.ts'
import type { WalkStep } from './walk-step.ts'

const password = 'open sesame'

/** What the scripted person shows to people without an account. */
export const shareSteps: readonly WalkStep[] = [
  {
    name: 'shares a dashboard by a link with a password, which a stranger opens, and ends it',
    walk: async (page, { url }) => {
      await page.goto(`${url}/dashboards/sales`)
      await page.getByRole('button', { name: 'Share', exact: true }).click()
      const dialog = page.getByRole('dialog', { name: 'Make a link' })
      await dialog.getByRole('checkbox', { name: 'Time' }).check()
      await dialog.getByLabel('Password').fill(password)
      await openToAll(page)
      await dialog.getByRole('button', { name: 'Make a link' }).click()
      const link = await dialog.getByText('/share/').first().innerText()
      await dialog.getByRole('button', { name: 'Done' }).click()
      await inOtherBrowser(page, async (stranger) => {
        await lookAt(stranger, link)
        await page.goto(`${url}/sharing`)
        await page.getByRole('button', { name: /^End ?How we sell$/u }).click()
        await page.getByRole('dialog').getByRole('button', { name: 'End', exact: true }).click()
        await page.getByText('Nothing is shared').waitFor()
        await stranger.goto(link)
        await stranger.getByText('This link is no longer good').waitFor()
      })
    },
  },
]

/** Opens a link as somebody who was told its password. */
async function lookAt(stranger: Page, link: string): Promise<void> {
  await stranger.goto(link)
  await stranger.getByRole('textbox', { name: 'Password' }).fill('open barley')
  await stranger.getByRole('button', { name: 'Open' }).click()
  await stranger.getByText('The password is wrong.').waitFor()
  await stranger.getByRole('textbox', { name: 'Password' }).fill(password)
  await stranger.getByRole('button', { name: 'Open' }).click()
  await stranger.getByLabel('Time').selectOption({ index: 2 })
  await stranger.locator('.animate-pulse').first().waitFor({ state: 'detached' })
  // What is about to be replaced is pale until it is.
  await stranger.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
  const findings = await graveFindings(stranger)
  if (findings.length > 0) throw new Error(findings.join('\n'))
}
