import type { Page } from 'playwright-core'

/** Does something in a browser that knows nothing of whoever is signed in. */
export async function inOtherBrowser(
  page: Page,
  work: (other: Page) => Promise<void>,
): Promise<void> {
  const context = await page
    .context()
    .browser()
    ?.newContext({ locale: 'en-GB', reducedMotion: 'reduce' })
  if (context === undefined) throw new Error('There is no other browser.')
  try {
    await work(await context.newPage())
  } finally {
    await context.close()
  }
}
