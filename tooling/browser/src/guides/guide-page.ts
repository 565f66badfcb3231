import type { Browser, Page } from 'playwright-core'
import { moveClock } from './moved-clock.ts'

const patienceMs = 60_000

/** A page as pictures are taken of it: light, in English, and by the clock of the stage. */
export async function openGuidePage(browser: Browser, clockMs: number): Promise<Page> {
  const context = await browser.newContext({
    // The navigation stands beside the page; what is beside it is at most 1280 pixels of a picture.
    viewport: { width: 1100, height: 1400 },
    deviceScaleFactor: 1.5,
    colorScheme: 'light',
    locale: 'en-GB',
    timezoneId: 'Europe/Copenhagen',
    reducedMotion: 'reduce',
  })
  await context.addInitScript(moveClock, clockMs)
  await context.addInitScript(plainBackdrop)
  context.setDefaultTimeout(patienceMs)
  return context.newPage()
}

/** What lies behind a dialog would be seen at its corners. */
function plainBackdrop(): void {
  document.addEventListener('DOMContentLoaded', () => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('dialog::backdrop { background: #f6f7f2 !important }')
    document.adoptedStyleSheets.push(sheet)
  })
}
