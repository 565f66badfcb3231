import type { Page } from 'playwright-core'

/** Waits until the page of a title is there. */
export async function heading(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name }).waitFor()
}
