import type { Browser, Page } from 'playwright-core'

export const widths = [1440, 768, 390] as const
export const themes = ['light', 'dark'] as const

export interface View {
  readonly width: (typeof widths)[number]
  readonly theme: (typeof themes)[number]
  /** Default: English. */
  readonly language?: 'de' | 'fr'
}

export interface WatchedPage {
  readonly page: Page
  /** What no visit may cause: errors in the console, and requests to other hosts. */
  readonly problems: () => readonly string[]
  readonly close: () => Promise<void>
}

/**
 * What browsers note although it is as it should be: who is not known yet, and a password that is wrong; that somebody else was faster; a
 * file that is none; a host that is out of reach because it was to be.
 */
const expected = [
  '401 (Unauthorized)',
  '412 (Precondition Failed)',
  '422 (Unprocessable Entity)',
  'ERR_INTERNET_DISCONNECTED',
]

const heights: Readonly<Record<View['width'], number>> = { 1440: 900, 768: 1024, 390: 844 }

/** A page of a fresh visitor, whose every error and request is noted. */
export async function watchedPage(
  browser: Browser,
  { width, theme }: View,
  url: string,
): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width, height: heights[width] },
    colorScheme: theme,
    locale: 'en-GB',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('console', (message) => {
    const isWrong = message.type() === 'error' || message.type() === 'warning'
    if (isWrong && expected.every((text) => !message.text().includes(text)))
      problems.push(`console ${message.type()}: ${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`))
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (protocol !== 'data:' && origin !== url) problems.push(`asked ${request.url()}`)
  })
  return { page, problems: () => problems, close: () => context.close() }
}
