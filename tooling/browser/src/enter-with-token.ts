import type { Page } from 'playwright-core'
import type { Stage } from './stage.ts'

/** Comes in without an account, from the page of signing in on. */
export async function enterWithToken(
  page: Page,
  { url, token }: Pick<Stage, 'url' | 'token'>,
): Promise<void> {
  await page.goto(url)
  await page.getByRole('button', { name: 'Use a token of the API instead' }).click()
  await page.getByLabel('Token', { exact: true }).fill(token)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page
    .getByRole('navigation', { name: 'Main navigation' })
    .or(page.getByRole('button', { name: 'Menu' }))
    .first()
    .waitFor()
}
