import type { Page } from 'playwright-core'
import { openToAll } from './accessibility.ts'
import { enterWithToken } from './enter-with-token.ts'
import { heading } from './heading.ts'
import { inOtherBrowser } from './other-browser.ts'
import { owner } from './owner.ts'
import type { WalkStep } from './walk-step.ts'

const rule = 'Rule of key'

/** Of what comes between somebody and what they write: another person, a lost connection, a session that ends. Nothing of it is lost. */
export const conflictSteps: readonly WalkStep[] = [
  {
    name: 'makes a dashboard that somebody else changes too, is shown how, and puts theirs over it',
    async walk(page, stage) {
      const board = `${stage.url}/dashboards/of_both`
      await makeBoard(page, stage.url)
      await page.goto(`${board}/edit`)
      await boardTitle(page).fill('Of both, as Ida wants it')
      await inOtherBrowser(page, async (other) => {
        await enterWithToken(other, stage)
        await other.goto(`${board}/edit`)
        await boardTitle(other).fill('Of both, as another one wants it')
        await other.getByRole('button', { name: 'Save' }).click()
        await heading(other, 'Of both, as another one wants it')
      })
      await page.getByRole('button', { name: 'Save' }).click()
      const told = page.getByRole('alert')
      await told.getByText('while you were changing this one').waitFor()
      await told.getByText('as another one wants it').waitFor()
      await openToAll(page)
      await holds(boardTitle(page), 'Of both, as Ida wants it')
      await told.getByRole('button', { name: 'Put mine over it' }).click()
      await page.getByRole('button', { name: 'Save' }).click()
      await heading(page, 'Of both, as Ida wants it')
    },
  },
  {
    name: 'loses the connection while a dashboard is saved, and saves it once it is back',
    async walk(page, { url }) {
      await page.goto(`${url}/dashboards/of_both/edit`)
      await boardTitle(page).fill('Of both, after all')
      await page.context().setOffline(true)
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('nothing is saved yet').waitFor()
      await holds(boardTitle(page), 'Of both, after all')
      await page.context().setOffline(false)
      await page.getByRole('button', { name: 'Try again' }).click()
      await heading(page, 'Of both, after all')
    },
  },
  {
    name: 'changes a mapping that somebody else changes too, and loses the connection on the way',
    async walk(page, stage) {
      const mapping = `${stage.url}/mappings/orders-csv`
      await page.goto(mapping)
      await page.getByLabel(rule).fill('$.number')
      await inOtherBrowser(page, async (other) => {
        await enterWithToken(other, stage)
        await other.goto(mapping)
        await other.getByLabel(rule).fill('{ $string: $.id }')
        await saveMapping(other)
      })
      await page.getByRole('button', { name: 'Save' }).click()
      const told = page.getByRole('alert')
      await told.getByText('while you were changing this one').waitFor()
      await told.getByText('{ $string: $.id }').first().waitFor()
      await openToAll(page)
      await holds(page.getByLabel(rule), '$.number')
      await told.getByRole('button', { name: 'Go on with mine' }).click()
      await page.context().setOffline(true)
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('nothing is saved yet').waitFor()
      await holds(page.getByLabel(rule), '$.number')
      await page.context().setOffline(false)
      await page.getByRole('button', { name: 'Try again' }).click()
      await page.getByRole('button', { name: 'Save' }).waitFor({ state: 'hidden' })
      await holds(page.getByLabel(rule), '$.number')
    },
  },
  {
    name: 'is signed out while a form is filled, signs in again, and finds what was typed',
    async walk(page, { url }) {
      await page.goto(`${url}/connections/new/file`)
      await page.getByLabel('Name').fill('later')
      await page.getByLabel('Folder').fill('a folder with a long name')
      await page.context().clearCookies()
      await page.getByRole('button', { name: 'Connect' }).click()
      await page.getByText('Your session has ended.').waitFor()
      await openToAll(page)
      await page.getByLabel('E-mail').fill(owner.email)
      await page.getByLabel('Password').fill(owner.password)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await holds(page.getByLabel('Folder'), 'a folder with a long name')
      await holds(page.getByLabel('Name'), 'later')
    },
  },
]

function boardTitle(page: Page) {
  return page.getByLabel('Title of the dashboard')
}

async function makeBoard(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/dashboards/new/dashboard`)
  await boardTitle(page).fill('Of both')
  await page.getByRole('button', { name: /^Number/u }).click()
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await heading(page, 'Of both')
}

async function saveMapping(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Save' }).waitFor({ state: 'hidden' })
}

async function holds(field: ReturnType<Page['getByLabel']>, text: string): Promise<void> {
  await field.waitFor()
  const value = await field.inputValue()
  if (value !== text) throw new Error(`There stands ${JSON.stringify(value)}, and not ${text}.`)
}
